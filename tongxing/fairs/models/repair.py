"""What changes once times were told: what happened on the day, and which told times moved because of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField


class Disruption(models.Model):
    """A person, an interpreter or a booth is not there from one moment until another; open ends mean: all the time.

    A person comes later (only ``until``) or leaves earlier (only ``since``).
    """

    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, related_name="disruptions")
    registration = models.ForeignKey(
        "fairs.Registration", on_delete=models.CASCADE, null=True, blank=True, related_name="disruptions"
    )
    shift = models.ForeignKey(
        "fairs.InterpreterShift", on_delete=models.CASCADE, null=True, blank=True, related_name="disruptions"
    )
    booth = models.ForeignKey(
        "fairs.Booth", on_delete=models.CASCADE, null=True, blank=True, related_name="disruptions"
    )
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    said_at = models.DateTimeField(default=timezone.now)
    over_at = models.DateTimeField(null=True, blank=True, help_text="taken back: it no longer holds")

    class Meta:
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(registration__isnull=False, shift=None, booth=None)
                | Q(registration=None, shift__isnull=False, booth=None)
                | Q(registration=None, shift=None, booth__isnull=False),
                name="disruption_of_one_thing",
                violation_error_message=_(
                    "A disruption concerns one person, one interpreter or one booth. Choose one of them."
                ),
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=False) | Q(until__isnull=False),
                name="disruption_has_a_time",
                violation_error_message=_("Write from when, until when, or both."),
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gt=F("since")),
                name="disruption_ends_after_start",
                violation_error_message=_("The second time is not after the first. Turn the two round."),
            ),
        ]

    def __str__(self):
        return str(self.registration or self.shift or self.booth)


class TimeChange(models.Model):
    """A told time that moved, or was lost: old, new and why, as the person is told it."""

    interview = models.ForeignKey("fairs.Interview", on_delete=models.CASCADE, related_name="time_changes")
    disruption = models.ForeignKey(
        Disruption, on_delete=models.SET_NULL, null=True, blank=True, related_name="time_changes"
    )
    old_starts_at = models.DateTimeField(null=True, blank=True, help_text="none: it had found no time before")
    old_ends_at = models.DateTimeField(null=True, blank=True)
    new_starts_at = models.DateTimeField(null=True, blank=True, help_text="none: the interview is lost")
    why = SealedTextField(max_length=200)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    is_told = models.BooleanField(default=False, help_text="a text message was written; else somebody has to say it")

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return f"{self.interview_id}: {self.old_starts_at} – {self.new_starts_at}"
