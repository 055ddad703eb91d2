"""What is counted of a live fair: stays and minutes from heartbeats, and what other platforms say they counted."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Stay(models.Model):
    """A browser's stay in one half hour, from its first heartbeat to its last; ``number`` is that of its viewing."""

    stream = models.ForeignKey("live.Stream", on_delete=models.CASCADE, related_name="stays")
    number = models.CharField(max_length=40)
    first_at = models.FloatField(help_text="seconds since 1970, as heartbeats carry them")
    last_at = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "number"],
                name="stay_number_once",
                violation_error_message=_("Two viewings got the same number. Please try again."),
            ),
            models.CheckConstraint(
                condition=models.Q(last_at__gte=models.F("first_at")),
                name="stay_right_way_round",
                violation_error_message=_("A viewing cannot end before it began. Count it again."),
            ),
        ]

    def __str__(self):
        return self.number


class Minute(models.Model):
    """How many viewings went on in the middle of one minute."""

    stream = models.ForeignKey("live.Stream", on_delete=models.CASCADE, related_name="minutes")
    number = models.CharField(max_length=40)
    at = models.DateTimeField()
    watching = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "at"],
                name="minute_once_a_stream",
                violation_error_message=_("This minute was counted already. Count the stream again."),
            ),
            models.UniqueConstraint(
                fields=["stream", "number"],
                name="minute_number_once",
                violation_error_message=_("Two minutes got the same number. Please try again."),
            ),
        ]

    def __str__(self):
        return self.number


class BookedSegment(models.Model):
    """A segment of heartbeats that has been booked: written with what it brought, so that it is booked once."""

    name = models.CharField(
        max_length=120,
        unique=True,
        error_messages={"unique": _("This piece of what was watched was booked already. Nothing needs to be done.")},
    )
    beats = models.PositiveIntegerField()
    booked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name


class PlatformCount(models.Model):
    """What another platform says it counted, with the file that shows it. Never added to our own counts."""

    class What(models.TextChoices):
        VIEWINGS = "viewings", _("viewings (人次)")
        VIEWERS = "viewers", _("viewers (people)")
        PEAK = "peak", _("most at once")

    stream = models.ForeignKey("live.Stream", on_delete=models.PROTECT, related_name="platform_counts")
    platform = models.CharField(max_length=60)
    what = models.CharField(max_length=10, choices=What)
    count = models.PositiveIntegerField()
    rule = models.CharField(max_length=200, blank=True, help_text="how the platform says it counts")
    evidence = models.FileField(upload_to="live/%Y/")
    evidence_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["platform", "what", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "platform", "what"],
                name="platform_count_once",
                violation_error_message=_("This count of this platform was entered already. Change it instead."),
            ),
        ]

    def __str__(self):
        return f"{self.platform} {self.what}"


class LiveApplication(models.Model):
    """An application that was sent from the live fair's page, and during whose turn."""

    stream = models.ForeignKey("live.Stream", on_delete=models.PROTECT, related_name="applications")
    turn = models.ForeignKey("live.Turn", on_delete=models.SET_NULL, null=True, blank=True, related_name="applications")
    application = models.OneToOneField(
        "jobs.Application",
        on_delete=models.PROTECT,
        related_name="live",
        error_messages={"unique": _("This application is counted at the live fair already. Nothing needs to be done.")},
    )
    submission = models.ForeignKey("fairs.Submission", on_delete=models.PROTECT, related_name="live_applications")
    number = models.CharField(max_length=40)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "number"],
                name="live_application_number_once",
                violation_error_message=_("Two applications got the same number. Please try again."),
            )
        ]

    def __str__(self):
        return self.number
