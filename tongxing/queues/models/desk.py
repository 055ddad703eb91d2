"""Where one waits: a desk at a zone of a fair."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Desk(models.Model):
    """A queue at a zone: policy desk, résumé clinic, interpreter, rest room, device trial, …

    ``places`` people are served at once. ``minutes`` is how long one takes until the day itself has taught better.
    Who reads ``code`` from the QR at the zone is there, and may take a number.
    """

    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, related_name="queue_desks")
    zone = models.ForeignKey("fairs.Zone", on_delete=models.PROTECT, related_name="queue_desks")
    name = models.CharField(max_length=60)
    prefix = models.CharField(max_length=2, help_text="what its numbers begin with: P in P-014")
    code = models.CharField(
        max_length=16,
        unique=True,
        help_text="what the QR at the zone holds: random, no meaning",
        error_messages={"unique": _("Two queues got the same code. Please try again.")},
    )
    places = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveSmallIntegerField(default=10)
    is_open = models.BooleanField(default=False)
    given = models.PositiveIntegerField(default=0, help_text="numbers given so far")

    class Meta:
        ordering = ["prefix", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "prefix"],
                name="desk_prefix_once_a_fair",
                violation_error_message=_("Another queue of this fair has these letters. Choose others."),
            ),
            models.CheckConstraint(
                condition=Q(prefix__regex=r"^[A-Z]{1,2}$"),
                name="desk_prefix_is_capitals",
                violation_error_message=_("The letters of a queue are one or two capitals, as in A or ZX."),
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="desk_has_a_place",
                violation_error_message=_("A queue serves at least one person at a time. Write how many."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1),
                name="desk_takes_a_minute",
                violation_error_message=_("A visit takes at least one minute. Write how many."),
            ),
        ]

    def __str__(self):
        return self.name
