"""The ledger of hours: what was interpreted, booked once."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Hours(models.Model):
    """Minutes of one interpreter for one request, or for one interview of the timetable that took place."""

    shift = models.ForeignKey("fairs.InterpreterShift", on_delete=models.PROTECT, related_name="hours")
    request = models.ForeignKey(
        "interpreting.InterpreterRequest", on_delete=models.PROTECT, null=True, blank=True, related_name="hours"
    )
    interview = models.OneToOneField(
        "fairs.Interview",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hours",
        error_messages={"unique": _("The hours of this interview are entered already. Change them there.")},
    )
    begun_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    booked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["begun_at", "pk"]
        verbose_name_plural = "hours"
        constraints = [
            models.CheckConstraint(
                condition=Q(request__isnull=False, interview=None) | Q(request=None, interview__isnull=False),
                name="hours_of_one_thing",
                violation_error_message=_("Hours belong to one interview or to one request. Choose one of the two."),
            ),
            models.UniqueConstraint(
                fields=["request", "shift"],
                name="hours_once_a_request_and_interpreter",
                violation_error_message=_(
                    "The hours of this interpreter for this request are entered already. Change them there."
                ),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1),
                name="hours_take_time",
                violation_error_message=_("Write at least one minute."),
            ),
        ]

    def __str__(self):
        return f"{self.shift} · {self.minutes}"

    def what(self) -> str:
        """What was interpreted; nobody is named."""
        return self.request.purpose if self.request else str(_("interview of the timetable"))

    def where(self) -> str:
        """At which zone or booth."""
        if self.request:
            return self.request.where()
        booth = self.interview.booth if self.interview else None
        return f"{booth.zone.hall} · {booth}" if booth else ""
