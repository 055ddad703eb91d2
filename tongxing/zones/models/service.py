"""Services given at zones (场次): policy advice, résumé clinics, interpreting. Each has a number that never changes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxing.common.dates import today
from tongxing.common.sealing import SealedTextField


class Service(models.Model):
    """One session at a zone, with somebody or with somebody who stays unknown."""

    class Kind(models.TextChoices):
        POLICY = "policy", _("policy desk")
        CLINIC = "clinic", _("résumé clinic")
        INTERPRETING = "interpreting", _("interpreting")

    LONGEST = 600

    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, related_name="services")
    zone = models.ForeignKey("fairs.Zone", on_delete=models.SET_NULL, null=True, blank=True, related_name="services")
    registration = models.ForeignKey(
        "fairs.Registration", on_delete=models.PROTECT, null=True, blank=True, related_name="services"
    )
    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=Kind)
    began_at = models.DateTimeField(default=timezone.now)
    minutes = models.PositiveSmallIntegerField()
    queue = models.OneToOneField(
        "queues.Number",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="service",
        error_messages={"unique": _("A service was entered for this number already. Open it.")},
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "number"],
                name="service_number_once",
                violation_error_message=_("Two services got the same number. Please try again."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1) & Q(minutes__lte=600),
                name="service_minutes_1_600",
                violation_error_message=_("Write between 1 and 600 minutes."),
            ),
        ]

    def __str__(self):
        return self.number


class Advice(models.Model):
    """What was asked at the policy desk, what was answered, and on what the answer rests."""

    service = models.OneToOneField(
        Service,
        on_delete=models.CASCADE,
        related_name="advice",
        error_messages={"unique": _("This service has its advice already. Change it there.")},
    )
    question = SealedTextField()
    answer = SealedTextField()
    policy = models.ForeignKey("zones.Policy", on_delete=models.PROTECT, null=True, blank=True, related_name="answers")

    class Meta:
        verbose_name_plural = "advice"

    def __str__(self):
        return str(self.service)


class FollowUp(models.Model):
    """What is still to be done after an answer: by whom, until when. Without an account it waits for all clerks."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="follow_ups")
    what = SealedTextField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    until = models.DateField()
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = SealedTextField(blank=True)

    class Meta:
        ordering = ["until", "pk"]

    def __str__(self):
        return f"{self.service} · {self.until:%Y-%m-%d}"

    def is_late(self) -> bool:
        """Whether it should have been done before today."""
        return self.closed_at is None and self.until < today()


class Clinic(models.Model):
    """An advisor and a person at the person's résumé page, with what stood there before and after."""

    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, related_name="clinics")
    registration = models.ForeignKey("fairs.Registration", on_delete=models.PROTECT, related_name="clinics")
    seeker = models.ForeignKey("jobs.Seeker", on_delete=models.PROTECT, related_name="clinics")
    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(default=timezone.now, help_text="the person's yes to sit and change it together")
    before = SealedTextField(help_text="the page's fields as JSON")
    after = SealedTextField(blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    service = models.OneToOneField(
        Service,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="clinic",
        error_messages={"unique": _("This service has its résumé session already. Open it.")},
    )

    class Meta:
        ordering = ["agreed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(finished_at=None),
                name="clinic_one_open_a_person",
                violation_error_message=_(
                    "This person's résumé is being worked on already. Finish that session first."
                ),
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("agreed_at")),
                name="clinic_ends_after_start",
                violation_error_message=_("A session cannot end before it began. Check the time."),
            ),
        ]

    def __str__(self):
        return f"{self.registration} {self.agreed_at:%H:%M}"
