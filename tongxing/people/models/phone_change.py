"""A change of the telephone that an account signs in with: by its owner, or with staff when the old SIM is gone."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField

TAKEN_BACK_WITHIN = dt.timedelta(days=7)
WAITING_TIME = dt.timedelta(days=3)
WAITS = Q(done_at=None, ended_at=None)


class PhoneChangeQuerySet(models.QuerySet):
    """Changes of telephones."""

    def waiting(self):
        """Neither done nor ended."""
        return self.filter(WAITS)


class PhoneChange(models.Model):
    """From the old number to the new one: waiting, done, stopped, or taken back by whoever holds the old number."""

    class Means(models.TextChoices):
        OWNER = "owner", _("by the owner, signed in")
        STAFF = "staff", _("with staff, in person")

    class End(models.TextChoices):
        STOPPED = "stopped", _("stopped before it was done")
        TAKEN_BACK = "taken_back", _("taken back")

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="phone_changes")
    means = models.CharField(max_length=6, choices=Means)
    old_phone = SealedTextField(blank=True)
    old_phone_key = models.CharField(max_length=64, db_index=True)
    new_phone = SealedTextField(blank=True)
    new_phone_key = models.CharField(max_length=64, db_index=True)
    region = models.ForeignKey("people.Region", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=10, choices=End, blank=True)

    objects = PhoneChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=WAITS,
                name="phone_change_one_waits",
                violation_error_message=_("A change of this account's number waits already."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=models.F("asked_by")),
                name="phone_change_confirmed_by_another",
                violation_error_message=_(
                    "Another member of staff confirms it, or it is done when the waiting time is over."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | Q(ended_at__isnull=False) & ~Q(end=""),
                name="phone_change_ends_somehow",
                violation_error_message=_("A change that has ended says how. Load the page again and try once more."),
            ),
        ]

    def __str__(self):
        return f"phone change {self.pk}"

    @property
    def old_tail(self) -> str:
        return self.old_phone[-4:]

    @property
    def new_tail(self) -> str:
        return self.new_phone[-4:]

    @property
    def due_at(self) -> dt.datetime:
        """From when it may be done without a second member of staff."""
        return self.asked_at + WAITING_TIME

    @property
    def back_until(self) -> dt.datetime | None:
        """Until when the old number takes it back."""
        return self.done_at + TAKEN_BACK_WITHIN if self.done_at else None

    def waits(self) -> bool:
        return self.done_at is None and self.ended_at is None

    def is_due(self) -> bool:
        return self.waits() and timezone.now() >= self.due_at

    def may_be_taken_back(self) -> bool:
        return self.back_until is not None and self.ended_at is None and timezone.now() < self.back_until


def waiting_for(new_phone_key: str) -> PhoneChange | None:
    """The change that waits for the time when this number signs in."""
    return PhoneChange.objects.waiting().filter(new_phone_key=new_phone_key).first()


def undoable_by(old_phone_key: str) -> PhoneChange | None:
    """The change that whoever holds this number, from which it led away, may stop or take back."""
    changes = PhoneChange.objects.filter(old_phone_key=old_phone_key, ended_at=None).select_related("account")
    return next((change for change in changes if change.waits() or change.may_be_taken_back()), None)


def standing_change(person) -> PhoneChange | None:
    """The change of the person's account that staff may still confirm, stop or take back."""
    made = PhoneChange.objects.filter(account=person.account_id, means=PhoneChange.Means.STAFF, ended_at=None)
    changes = made.select_related("asked_by")
    return next((change for change in changes if change.waits() or change.may_be_taken_back()), None)
