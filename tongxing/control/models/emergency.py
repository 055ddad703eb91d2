"""An emergency at a fair, until the all-clear: its text, and what was sent by which way to how many."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Emergency(models.Model):
    """From the press of the button until the all-clear."""

    class Kind(models.TextChoices):
        LEAVE = "leave", _("Leave now")
        STAY = "stay", _("Stay where you are")
        MEET = "meet", _("Come to the meeting place")

    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, related_name="emergencies")
    hall = models.ForeignKey(
        "fairs.Hall",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="the only hall that it concerns; empty: the whole fair",
    )
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField(max_length=200)
    all_clear = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name_plural = "emergencies"
        constraints = [
            models.UniqueConstraint(
                fields=["fair"],
                condition=Q(ended_at=None),
                name="emergency_one_at_a_time",
                violation_error_message=_("An emergency is running at this fair already. Open it on the control page."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="emergency_ends_after_start",
                violation_error_message=_("An emergency cannot end before it began. Check the time."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {timezone.localtime(self.started_at):%Y-%m-%d %H:%M}"

    def text_of(self, phase: str) -> str:
        """What is said in this phase: with the hall before it, where only one is meant."""
        text = self.text if phase == EmergencySending.Phase.START else self.all_clear
        return f"{self.hall}：{text}" if self.hall_id else text

    def warning(self) -> str:
        """What stands on boards and pages while it lasts."""
        return self.text_of(EmergencySending.Phase.START)


class EmergencySending(models.Model):
    """One message by one way: its row is there before anything is sent, so that nothing is sent twice."""

    class Phase(models.TextChoices):
        START = "start", _("emergency")
        OVER = "over", _("all-clear")

    class Way(models.TextChoices):
        LIVE = "live", _("live stream's page")
        PUSH = "push", _("notice on the phone")
        TEXT = "text", _("text message")

    emergency = models.ForeignKey(Emergency, on_delete=models.CASCADE, related_name="sendings")
    phase = models.CharField(max_length=10, choices=Phase)
    way = models.CharField(max_length=10, choices=Way)
    meant_for = models.PositiveIntegerField(default=0)
    reached = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["emergency", "phase", "way"],
                name="emergency_sent_once_a_way",
                violation_error_message=_("This was sent this way already. Choose “Send again” if it did not arrive."),
            ),
        ]

    def __str__(self):
        return f"{self.emergency_id} {self.phase} {self.way}"


class EmergencyText(models.Model):
    """One text message to one telephone: a sending that was interrupted goes on with those who have none."""

    sending = models.ForeignKey(EmergencySending, on_delete=models.CASCADE, related_name="texts")
    to_key = models.CharField(max_length=64)
    message = models.ForeignKey("people.Message", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sending", "to_key"],
                name="emergency_text_once_a_telephone",
                violation_error_message=_("This telephone has the message already. Nothing needs to be done."),
            )
        ]

    def __str__(self):
        return f"{self.sending_id} {self.to_key[:8]}"
