"""Wishes of both sides, the timetable, and what came of each interview."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField


class Language(models.TextChoices):
    """What interpreters work in."""

    SIGN = "sign", _("sign language")
    MONGOLIAN = "mongolian", _("Mongolian")


class Wish(models.Model):
    """One side would like to meet the other."""

    class Side(models.TextChoices):
        SEEKER = "seeker", _("seeker")
        EMPLOYER = "employer", _("employer")

    registration = models.ForeignKey("fairs.Registration", on_delete=models.CASCADE, related_name="wishes")
    vacancy = models.ForeignKey("jobs.Vacancy", on_delete=models.CASCADE, related_name="wishes")
    side = models.CharField(max_length=10, choices=Side)

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "vacancy", "side"],
                name="wish_once",
                violation_error_message=_("This wish is marked already. Nothing needs to be done."),
            )
        ]

    def __str__(self):
        return f"{self.side}: {self.registration_id} – {self.vacancy_id}"


class InterpreterShift(models.Model):
    """An interpreter's time at a fair."""

    fair = models.ForeignKey("fairs.Fair", on_delete=models.CASCADE, related_name="interpreter_shifts")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="interpreter_shifts",
    )
    name = models.CharField(max_length=60)
    languages = models.JSONField(default=list, help_text="sign, mongolian")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    break_from = models.TimeField(null=True, blank=True)
    break_until = models.TimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="interpreter_shift_ends_after_start",
                violation_error_message=_("A shift ends after it starts. Check the two times."),
            ),
        ]

    def __str__(self):
        return self.name


class Interview(models.Model):
    """One interview: placed in the timetable, or left out with the facts why; later its outcome."""

    class Outcome(models.TextChoices):
        PENDING = "pending", _("not yet held")
        INTENT = "intent", _("both sides interested")
        THINKING = "thinking", _("one side is thinking")
        NO = "no", _("not a match")
        ABSENT = "absent", _("did not take place")

    registration = models.ForeignKey("fairs.Registration", on_delete=models.PROTECT, related_name="interviews")
    vacancy = models.ForeignKey("jobs.Vacancy", on_delete=models.PROTECT, related_name="interviews")
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    booth = models.ForeignKey("fairs.Booth", on_delete=models.PROTECT, null=True, blank=True, related_name="interviews")
    desk = models.PositiveSmallIntegerField(default=1)
    interpreter = models.ForeignKey(
        InterpreterShift, on_delete=models.SET_NULL, null=True, blank=True, related_name="interviews"
    )
    quiet_room = models.ForeignKey(
        "fairs.QuietRoom", on_delete=models.SET_NULL, null=True, blank=True, related_name="interviews"
    )
    why_not = models.JSONField(default=list, blank=True, help_text="the engine's facts when it found no time")
    sequence = models.PositiveIntegerField(default=0, help_text="how often a time or place that it had was changed")
    changed_at = models.DateTimeField(null=True, blank=True, help_text="when it got the time and place it has now")
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.PENDING)
    outcome_note = SealedTextField(max_length=200, blank=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "vacancy"],
                name="interview_once",
                violation_error_message=_(
                    "This person has an interview for this post already. Open the timetable and change its time."
                ),
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="interview_ends_after_start",
                violation_error_message=_("An interview ends after it starts. Check the two times."),
            ),
        ]

    def __str__(self):
        return f"{self.registration} – {self.vacancy}"
