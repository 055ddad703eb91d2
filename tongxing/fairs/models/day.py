"""What happened on the day: the entries behind the fair's figures. Each has a number that never changes."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Attendance(models.Model):
    """Somebody came in (人次). The same person's second coming is a second attendance of one person."""

    class Means(models.TextChoices):
        TICKET = "ticket", _("QR code or ticket number")
        PHONE = "phone", _("telephone number")
        CERTIFICATE = "certificate", _("certificate number")
        NAME = "name", _("by name, with staff")
        WALK_IN = "walk_in", _("walk-in")
        SHEET = "sheet", _("from a spreadsheet")

    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, related_name="attendances")
    registration = models.ForeignKey("fairs.Registration", on_delete=models.PROTECT, related_name="attendances")
    number = models.CharField(max_length=40)
    arrived_at = models.DateTimeField(default=timezone.now)
    means = models.CharField(max_length=12, choices=Means)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    # What the door says of it at the moment of entry; not kept.
    earlier: int
    was_sent_before: bool

    class Meta:
        ordering = ["arrived_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "number"],
                name="attendance_number_once",
                violation_error_message=_("Two people got the same number at the door. Please try again."),
            )
        ]

    def __str__(self):
        return self.number


class Submission(models.Model):
    """A résumé handed in (份): at a booth, at the desk, or online."""

    class Means(models.TextChoices):
        ON_SITE = "on_site", _("on site")
        ONLINE = "online", _("online")

    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, related_name="submissions")
    registration = models.ForeignKey("fairs.Registration", on_delete=models.PROTECT, related_name="submissions")
    participation = models.ForeignKey(
        "fairs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    number = models.CharField(max_length=40)
    means = models.CharField(max_length=10, choices=Means)
    handed_in_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["handed_in_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "number"],
                name="submission_number_once",
                violation_error_message=_("Two résumés got the same number. Please try again."),
            )
        ]

    def __str__(self):
        return self.number


class Intent(models.Model):
    """A registered intent (条): this person and this post, with both sides' word."""

    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, related_name="intents")
    registration = models.ForeignKey("fairs.Registration", on_delete=models.PROTECT, related_name="intents")
    vacancy = models.ForeignKey("jobs.Vacancy", on_delete=models.PROTECT, related_name="intents")
    number = models.CharField(max_length=40)
    seeker_agrees = models.BooleanField(default=False)
    employer_agrees = models.BooleanField(default=False)
    registered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "number"],
                name="intent_number_once",
                violation_error_message=_("Two intents got the same number. Please try again."),
            ),
            models.UniqueConstraint(
                fields=["fair", "registration", "vacancy"],
                name="intent_once_a_post",
                violation_error_message=_(
                    "An intent of this person for this post is entered already. Open it and add the other side's word."
                ),
            ),
        ]

    def __str__(self):
        return self.number


class Viewing(models.Model):
    """One viewing of the live fair (人次): a viewer of one platform, from opening to leaving; no person is known."""

    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, related_name="viewings")
    number = models.CharField(max_length=40)
    channel = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField()
    seconds = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["started_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "number"],
                name="viewing_number_once",
                violation_error_message=_("Two viewings got the same number. Please try again."),
            )
        ]

    def __str__(self):
        return self.number
