"""Art and skills: makers with their consent, exhibits for eye and ear, times of demonstrations, letters to makers."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField
from tongxing.people.models import Consent


class Maker(models.Model):
    """Who shows something: a person or a workshop, named in public as they wish, and only with their yes."""

    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, related_name="makers")
    number = models.CharField(max_length=40)
    name = models.CharField(max_length=120, help_text="for the federation")
    shown_as = models.CharField(max_length=120, help_text="how they wish to be named in public")
    is_workshop = models.BooleanField(default=False)
    phone = SealedTextField(blank=True)
    consent_means = models.CharField(max_length=10, choices=Consent.Means, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="when the yes was taken back")

    class Meta:
        ordering = ["shown_as", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "number"],
                name="maker_number_once",
                violation_error_message=_("Two makers got the same number. Please try again."),
            ),
            models.UniqueConstraint(
                fields=["fair", "name"],
                name="maker_name_once_a_fair",
                violation_error_message=_(
                    "A maker of this name is at this fair already. Open that one, or add what tells the two apart."
                ),
            ),
            models.CheckConstraint(
                condition=Q(consented_at=None, consent_means="")
                | (Q(consented_at__isnull=False) & ~Q(consent_means="")),
                name="maker_consent_has_means",
                violation_error_message=_("A consent says how and when it was given. Fill in both, or neither."),
            ),
        ]

    def __str__(self):
        return self.name

    def agrees(self) -> bool:
        """Whether the maker's yes to being shown stands."""
        return self.consented_at is not None and self.withdrawn_at is None


class Exhibit(models.Model):
    """One work or demonstration, told so that it reaches who cannot see it and who cannot hear it."""

    class Kind(models.TextChoices):
        WORK = "work", _("work on show")
        DEMONSTRATION = "demonstration", _("demonstration")

    maker = models.ForeignKey(Maker, on_delete=models.CASCADE, related_name="exhibits")
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.WORK)
    title = models.CharField(max_length=120)
    zone = models.ForeignKey("fairs.Zone", on_delete=models.SET_NULL, null=True, blank=True, related_name="exhibits")
    place = models.CharField(max_length=120, blank=True, help_text="where in the zone: table 3")
    description = models.TextField(help_text="for who cannot see it")
    transcript = models.TextField(blank=True, help_text="what is heard, for who cannot hear it")
    image = models.ImageField(upload_to="exhibits/%Y/", blank=True)
    alternative = models.CharField(max_length=300, blank=True, help_text="what the picture shows")
    sign_url = models.URLField(blank=True, help_text="the same in sign language, as a video")
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(image="") | ~Q(alternative=""),
                name="exhibit_picture_has_words",
                violation_error_message=_("Describe the picture in words: some visitors cannot see it."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("zones:exhibit", args=[self.pk])


class Showing(models.Model):
    """From when until when something is demonstrated."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.CASCADE, related_name="showings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["exhibit", "starts_at"],
                name="showing_once",
                violation_error_message=_("This exhibit is shown at this time already. Choose another time."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="showing_ends_after_start",
                violation_error_message=_("A showing ends after it starts. Check the two times."),
            ),
        ]

    def __str__(self):
        return f"{self.starts_at:%H:%M}"


class Inquiry(models.Model):
    """A letter to a maker: the federation passes it on, and tells nobody how the maker is reached."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.CASCADE, related_name="inquiries")
    name = SealedTextField(max_length=60)
    contact = SealedTextField(help_text="how the writer is reached")
    text = SealedTextField()
    origin_key = models.CharField(max_length=64, help_text="keyed hash of the network address that sent it")
    sent_at = models.DateTimeField(default=timezone.now)
    passed_on_at = models.DateTimeField(null=True, blank=True)
    outcome = SealedTextField(max_length=200, blank=True)

    class Meta:
        ordering = ["sent_at", "pk"]
        verbose_name_plural = "inquiries"
        indexes = [models.Index(fields=["origin_key", "sent_at"], name="inquiry_by_origin")]

    def __str__(self):
        return f"{self.exhibit} {self.sent_at:%Y-%m-%d}"
