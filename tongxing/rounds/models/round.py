"""The round: some days in the field, with its states and the steps between them."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Round(models.Model):
    """Some days in a row on which a federation's teams visit people and employers."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        PLANNED = "planned", _("planned")
        TOLD = "told", _("told")
        CLOSED = "closed", _("closed")

    STEPS = {
        State.DRAFT: (State.PLANNED,),
        State.PLANNED: (State.DRAFT, State.TOLD),
        State.TOLD: (State.CLOSED,),
        State.CLOSED: (),
    }
    MOST_DAYS = 14
    MOST_STOPS = 300
    """With more, making a plan takes too long for somebody who waits for it at a page."""

    name = models.CharField(max_length=120)
    region = models.ForeignKey("people.Region", on_delete=models.PROTECT, related_name="rounds")
    first_on = models.DateField()
    days = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    plan_number = models.PositiveIntegerField(default=0, help_text="counts plans and repairs: which one was looked at")
    planned_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=20, blank=True, help_text="how the planning ended: optimal, feasible, …")

    class Meta:
        ordering = ["-first_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="round_has_a_name",
                violation_error_message=_("Give the round a name."),
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=14),
                name="round_has_days",
                violation_error_message=_("A round takes 1 to 14 days. Write how many."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("rounds:round", args=[self.pk])

    def date_of(self, day: int) -> dt.date:
        """The date of the round's ``day`` (the first is 1)."""
        return self.first_on + dt.timedelta(days=day - 1)

    def day_of(self, date: dt.date) -> int | None:
        """Which day of the round ``date`` is; nothing when it is none."""
        day = (date - self.first_on).days + 1
        return day if 1 <= day <= self.days else None

    def last_on(self) -> dt.date:
        return self.date_of(self.days)
