"""Who fits whom, who applied, and what was asked beforehand."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField


class Suggestion(models.Model):
    """One line of a shortlist as the engine left it; ranks count from 1 and are empty outside the ten best."""

    seeker = models.ForeignKey("jobs.Seeker", on_delete=models.CASCADE, related_name="suggestions")
    vacancy = models.ForeignKey("jobs.Vacancy", on_delete=models.CASCADE, related_name="suggestions")
    seeker_score = models.PositiveSmallIntegerField(help_text="0–1000: how well the post fits the person")
    vacancy_score = models.PositiveSmallIntegerField(help_text="0–1000: how well the person fits the post")
    rank_for_seeker = models.PositiveSmallIntegerField(null=True, blank=True)
    rank_for_vacancy = models.PositiveSmallIntegerField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seeker", "vacancy"],
                name="suggestion_once",
                violation_error_message=_("This pair is on the list already. Make the lists again."),
            ),
            models.CheckConstraint(
                condition=Q(rank_for_seeker__isnull=False, rank_for_seeker__gte=1)
                | Q(rank_for_vacancy__isnull=False, rank_for_vacancy__gte=1),
                name="suggestion_is_on_a_list",
                violation_error_message=_(
                    "A suggestion stands on at least one of the two lists. Make the lists again."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.seeker_id} – {self.vacancy_id}"


class Application(models.Model):
    """A seeker applies for a vacancy: from then on its employer sees what the seeker agreed to show."""

    class State(models.TextChoices):
        SENT = "sent", _("sent")
        WITHDRAWN = "withdrawn", _("withdrawn")
        DECLINED = "declined", _("declined")
        INVITED = "invited", _("invited to an interview")

    seeker = models.ForeignKey("jobs.Seeker", on_delete=models.PROTECT, related_name="applications")
    vacancy = models.ForeignKey("jobs.Vacancy", on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    applied_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seeker", "vacancy"],
                name="application_once",
                violation_error_message=_("There is an application to this post already. Open “My applications”."),
            )
        ]

    def __str__(self):
        return f"{self.seeker} → {self.vacancy}"


class AccommodationRequest(models.Model):
    """A seeker asks in private, before an interview, for what they need; somebody must answer in time."""

    seeker = models.ForeignKey("jobs.Seeker", on_delete=models.PROTECT, related_name="accommodation_requests")
    vacancy = models.ForeignKey("jobs.Vacancy", on_delete=models.PROTECT, related_name="accommodation_requests")
    code = models.CharField(max_length=40)
    words = SealedTextField(max_length=300, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(help_text="when an answer comes too late")
    answer = SealedTextField(max_length=300, blank=True)
    is_arranged = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(answered_at=None), name="request_due"),
            models.Index(fields=["-answered_at"], condition=Q(answered_at__isnull=False), name="request_answered"),
        ]

    def __str__(self):
        return f"{self.code} {self.vacancy_id}"
