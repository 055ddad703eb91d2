"""The picture of a live fair, and the employers in the order in which they are shown."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Stream(models.Model):
    """How a fair is seen live, and what is on now. What directors choose raises ``version``: so they see each other."""

    class Source(models.TextChoices):
        OUTSIDE = "outside", _("a stream (HLS) at another address")
        OWN = "own", _("our own ingest")
        LINK = "link", _("a page of another platform")

    fair = models.OneToOneField(
        "fairs.Fair",
        on_delete=models.PROTECT,
        related_name="stream",
        error_messages={"unique": _("This fair has its live page already. Open it.")},
    )
    channel = models.SlugField(
        max_length=40,
        unique=True,
        help_text="what the live hub and the ingest know it by",
        error_messages={"unique": _("Another live fair uses this channel. Choose another name.")},
    )
    source = models.CharField(max_length=10, choices=Source, default=Source.OUTSIDE)
    address = models.CharField(max_length=300, blank=True, help_text="of the stream (.m3u8), or of the platform's page")
    sign_address = models.CharField(max_length=300, blank=True, help_text="HLS of the sign-language picture")
    sound_address = models.CharField(max_length=300, blank=True, help_text="HLS or a file with sound alone")
    now = models.ForeignKey("live.Turn", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField(null=True, blank=True, help_text="second 0 of the recording")
    ended_at = models.DateTimeField(null=True, blank=True)
    captioner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    captioner_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")),
                name="stream_ends_after_it_began",
                violation_error_message=_("A live fair cannot end before it began. Check the time."),
            ),
        ]

    def __str__(self):
        return self.channel

    def second_of(self, moment) -> float | None:
        """How far into the recording ``moment`` lies; nothing before the stream began."""
        if self.began_at is None or moment < self.began_at:
            return None
        return round((moment - self.began_at).total_seconds(), 1)


class Turn(models.Model):
    """An employer's turn in the stream. ``order`` is the plan; the director shows them in any order."""

    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="turns")
    participation = models.ForeignKey("fairs.Participation", on_delete=models.PROTECT, related_name="turns")
    order = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(default=2, help_text="planned")
    shown_from = models.DateTimeField(null=True, blank=True)
    shown_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "participation"],
                name="turn_once_an_employer",
                violation_error_message=_(
                    "This employer has its turn in this live fair already. Change its time instead."
                ),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1),
                name="turn_lasts",
                violation_error_message=_("A turn takes at least one minute. Write how many."),
            ),
            models.CheckConstraint(
                condition=Q(shown_until=None) | Q(shown_until__gte=F("shown_from")),
                name="turn_ends_after_it_began",
                violation_error_message=_("A turn cannot end before it began. Check the time."),
            ),
        ]

    def __str__(self):
        return str(self.participation)
