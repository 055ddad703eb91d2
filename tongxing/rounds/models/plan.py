"""The plan: what each team does on each day, in order."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField


class Leg(models.Model):
    """The way to somewhere and what is done there: setting out, a visit, lunch, coming back."""

    class Kind(models.TextChoices):
        START = "start", _("setting out")
        STOP = "stop", _("visit")
        LUNCH = "lunch", _("lunch")
        END = "end", _("coming back")

    class State(models.TextChoices):
        AHEAD = "ahead", _("ahead")
        ARRIVED = "arrived", _("arrived")
        DONE = "done", _("done")
        MISSED = "missed", _("not met")

    STEPS = {
        State.AHEAD: (State.ARRIVED, State.DONE, State.MISSED),
        State.ARRIVED: (State.DONE, State.MISSED, State.AHEAD),
        State.DONE: (State.AHEAD,),
        State.MISSED: (State.AHEAD,),
    }

    team = models.ForeignKey("rounds.Team", on_delete=models.CASCADE, related_name="legs")
    day = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    stop = models.OneToOneField(
        "rounds.Stop",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="leg",
        error_messages={"unique": _("This stop is planned already. Plan the round again.")},
    )
    arrives_at = models.DateTimeField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    metres = models.PositiveIntegerField(default=0, help_text="driven to come here")
    drive_minutes = models.PositiveSmallIntegerField(default=0)
    late_minutes = models.PositiveSmallIntegerField(default=0, help_text="that it lasts longer than planned")
    told_at = models.DateTimeField(null=True, blank=True, help_text="the beginning that was told to who is visited")
    state = models.CharField(max_length=10, choices=State, default=State.AHEAD)
    came_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    missed_why = SealedTextField(max_length=200, blank=True)

    class Meta:
        ordering = ["day", "team", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "day", "order"],
                name="leg_order_once_a_team_and_day",
                violation_error_message=_("Two stops have the same place in the day. Plan the round again."),
            ),
            models.CheckConstraint(
                condition=Q(kind="stop", stop__isnull=False) | (~Q(kind="stop") & Q(stop=None)),
                name="leg_with_a_stop_is_a_visit",
                violation_error_message=_("A visit has its stop, and nothing else has one. Plan the round again."),
            ),
            models.CheckConstraint(
                condition=Q(begins_at__gte=F("arrives_at"), ends_at__gte=F("begins_at")),
                name="leg_times_in_order",
                violation_error_message=_("A team arrives, begins and ends in this order. Check the times."),
            ),
        ]

    def __str__(self):
        return f"{self.team} · {self.day} · {self.order}"
