"""A person asks that what is kept about them be erased: asked, confirmed by staff, waited for, done."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

WAITING_TIME = dt.timedelta(days=14)
WAITS = Q(done_at=None, taken_back_at=None)


class ErasureQuerySet(models.QuerySet):
    """Requests to be erased."""

    def waiting(self):
        """Neither done nor taken back."""
        return self.filter(WAITS)


class Erasure(models.Model):
    """One request. Until it is done the person may take it back; afterwards nothing brings the identity back."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="erasures")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=WAITS,
                name="erasure_one_waits",
                violation_error_message=_("This person's request to be erased waits already."),
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(confirmed_at__isnull=False),
                name="erasure_done_after_confirmed",
                violation_error_message=_("An erasure is done after staff confirmed it. Confirm it first."),
            ),
        ]

    def __str__(self):
        return f"erasure {self.pk}"

    @property
    def due_at(self) -> dt.datetime:
        """From when it may be done."""
        return self.asked_at + WAITING_TIME

    def is_due(self) -> bool:
        return self.confirmed_at is not None and timezone.now() >= self.due_at
