"""Devices: prepared and enrolled by a clerk, locked from afar, and forgotten when the fair is over."""

import base64
import datetime as dt
import os
import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.doors import access, clocks
from tongxing.doors.models import Device
from tongxing.fairs.models import Fair
from tongxing.fairs.models.number import SIGNS, folded_code, new_number
from tongxing.fairs.moving import when_moved
from tongxing.trail.actions import record

CODE_HOLDS = dt.timedelta(minutes=15)
SEEN_AGAIN = dt.timedelta(seconds=20)
"""So often at most is it written down that a device is there."""


@transaction.atomic
def prepare(*, fair, name, role, participation=None, by) -> Device:
    """Enter a device that is to be enrolled: what it is called, and what its place is for."""
    access.check_enrols(by, fair)
    if role == Device.Role.DOOR:
        participation = None
    elif role == Device.Role.EMPLOYER and participation is None:
        raise Refused(_("Say which employer holds this device."))
    if participation is not None and participation.fair_id != fair.pk:
        raise Refused(_("This employer does not take part in the fair."))
    device = Device.objects.create(
        fair=fair, number=new_number("D"), name=name, role=role, participation=participation, made_by=by
    )
    record("prepared a device", device, by=by, fair=fair.pk, role=role)
    return device


@transaction.atomic
def make_code(*, device, by) -> str:
    """A new code that enrols the device: shown once, good for 15 minutes and for one telephone. The last one dies."""
    device = _locked(device)
    access.check_enrols(by, device.fair)
    if device.locked_at:
        raise Refused(_("This device is locked. Prepare another one."))
    if device.enrolled_at:
        raise Refused(_("This device is enrolled already. Lock it, then prepare another one."))
    code = "".join(secrets.choice(SIGNS) for _sign in range(12))
    device.code_key, device.code_until = access.code_hash(code), timezone.now() + CODE_HOLDS
    device.save(update_fields=["code_key", "code_until"])
    record("made a code for a device", device, by=by)
    return "-".join(code[place : place + 4] for place in (0, 4, 8))


@transaction.atomic
def enrol(*, code, clock, version="") -> tuple[Device, str]:
    """Exchange a code for the device's own secret, of which only the hash is kept. Raises ``access.Over``."""
    key = access.code_hash(folded_code(code))
    devices = Device.objects.select_for_update(of=("self",)).select_related("fair__event__region", "participation")
    device = access.checked_code(devices.filter(code_key=key).first())
    secret, now = secrets.token_urlsafe(32), timezone.now()
    device.code_key, device.code_until = "", None
    device.secret_key, device.roster_key = access.secret_hash(secret), base64.b64encode(os.urandom(32)).decode()
    device.enrolled_at = device.seen_at = now
    device.enrolled_offset_seconds = device.offset_seconds = clocks.offset_seconds(now, clock)
    device.version = version[:20]
    device.save()
    record("enrolled a device", device, by=device.as_program(), clock_off_seconds=device.offset_seconds)
    return device, secret


@transaction.atomic
def lock(*, device, by, why="") -> Device:
    """Lock the device from afar: at its next word with the server it forgets everything it holds."""
    device = _locked(device)
    access.check_runs(by, device.fair)
    if not device.locked_at:
        device.locked_at, device.code_key, device.code_until, device.roster_key = timezone.now(), "", None, ""
        device.save(update_fields=["locked_at", "code_key", "code_until", "roster_key"])
        record("locked a device", device, by=by, why=why, outstanding=device.outstanding)
    return device


def note_visit(device, *, clock=None, waiting=None, version="") -> None:
    """Write down that the device was there, what still waits on it and how its clock goes, where that is news."""
    now = timezone.now()
    changed: dict[str, object] = {}
    if device.seen_at is None or now - device.seen_at > SEEN_AGAIN:
        changed["seen_at"] = now
    if clock is not None and abs(clocks.offset_seconds(now, clock) - device.offset_seconds) > 1:
        changed["offset_seconds"] = clocks.offset_seconds(now, clock)
    if waiting is not None and waiting != device.outstanding:
        changed["outstanding"] = waiting
    if version and version[:20] != device.version:
        changed["version"] = version[:20]
    if changed:
        Device.objects.filter(pk=device.pk).update(**changed)
        vars(device).update(changed)


@when_moved
def forget_rosters(fair, before, by) -> None:
    """The keys of the rosters die when the fair closes; the devices' secrets when it is reported."""
    devices = Device.objects.filter(fair=fair)
    if fair.state == Fair.State.CLOSED:
        devices.update(roster_key="", code_key="", code_until=None)
    elif fair.state == Fair.State.REPORTED:
        devices.update(roster_key="", code_key="", code_until=None, secret_key="")


def _locked(device) -> Device:
    devices = Device.objects.select_for_update(of=("self",)).select_related("fair__event__region", "participation")
    return devices.get(pk=device.pk)
