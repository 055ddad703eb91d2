"""A team: who drives, with what, from when until when, from where to where."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField
from tongxing.rounds.models.stop import as_place


class Team(models.Model):
    """People in one vehicle, on the same hours each day that they go out."""

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(max_length=40)
    members = SealedTextField(max_length=200, blank=True, help_text="names and telephones of who has no account")
    accounts = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="round_teams")
    skills = models.JSONField(default=list, blank=True)
    days = models.JSONField(default=list, blank=True, help_text="days of the round, from 1; empty means all")
    begins = models.TimeField(default=dt.time(8, 30))
    ends = models.TimeField(default=dt.time(17, 30))
    start_name = models.CharField(max_length=80)
    start_position = models.CharField(max_length=40, help_text="latitude and longitude in degrees")
    end_name = models.CharField(max_length=80, blank=True, help_text="empty: back to the start")
    end_position = models.CharField(max_length=40, blank=True)
    lunch_minutes = models.PositiveSmallIntegerField(default=45, help_text="0 means no lunch is planned")
    lunch_from = models.TimeField(default=dt.time(11, 30))
    lunch_until = models.TimeField(default=dt.time(13, 30))
    has_ramp = models.BooleanField(default=False)
    out_from = models.DateTimeField(null=True, blank=True, help_text="dropped out: makes no visit after this moment")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "name"],
                name="team_name_once_a_round",
                violation_error_message=_("This round has a team of this name already. Choose another name."),
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")),
                name="team_ends_after_start",
                violation_error_message=_("The team's day ends after it begins. Check the two times."),
            ),
            models.CheckConstraint(
                condition=Q(lunch_until__gte=F("lunch_from")),
                name="team_lunch_ends_after_start",
                violation_error_message=_("Lunch cannot end before it begins. Check the two times."),
            ),
        ]

    def __str__(self):
        return self.name

    def goes_out_on(self, day: int) -> bool:
        """Whether the team goes out on the round's ``day``."""
        return not self.days or day in self.days

    def start(self) -> tuple[float, float]:
        return as_place(self.start_position)

    def end(self) -> tuple[float, float]:
        return as_place(self.end_position or self.start_position)
