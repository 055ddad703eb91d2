"""The day itself: what went wrong and what was proposed, and who opened which sheet."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField


class Repair(models.Model):
    """A changed plan for the rest of a round, proposed because of one thing that happened, until it is confirmed."""

    class Kind(models.TextChoices):
        LATE = "late", _("a team is late")
        CANCELLED = "cancelled", _("a stop is cancelled")
        OUT = "out", _("a team drops out")

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="repairs")
    kind = models.CharField(max_length=10, choices=Kind)
    team = models.ForeignKey("rounds.Team", on_delete=models.CASCADE, null=True, blank=True)
    stop = models.ForeignKey("rounds.Stop", on_delete=models.CASCADE, null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=0, help_text="how late the team is")
    why = SealedTextField(max_length=200, blank=True)
    now = models.DateTimeField(help_text="nothing that began before is moved, and nothing is put before")
    plan_number = models.PositiveIntegerField(help_text="of the plan that it changes")
    legs = models.JSONField(default=list, help_text="the plan as it would be")
    moved = models.JSONField(default=list, help_text="each visit whose time changes: before and after")
    left_out = models.JSONField(default=dict, help_text="facts by stop that nobody reaches any more")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.made_at:%Y-%m-%d %H:%M}"


class Opening(models.Model):
    """An account opened the names and addresses of one team's day; it holds for that date."""

    team = models.ForeignKey("rounds.Team", on_delete=models.CASCADE, related_name="openings")
    day = models.PositiveSmallIntegerField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "day", "account", "opened_on"],
                name="opening_once_a_date",
                violation_error_message=_("This day sheet was opened today already. Load the page again."),
            )
        ]

    def __str__(self):
        return f"{self.team} · {self.day} · {self.opened_on}"
