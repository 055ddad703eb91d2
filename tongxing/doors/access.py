"""Who may run a fair's devices, and what a device may do."""

import datetime as dt
import hmac
import time
from functools import partial

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.campaigns.access import found_hosted
from tongxing.campaigns.moments import written
from tongxing.common.refusal import Refused, permits
from tongxing.common.sealing import keyed_hash
from tongxing.doors.clocks import TRUSTED_SECONDS
from tongxing.doors.models import Act, Device
from tongxing.fairs.access import check_runs, own_registrations
from tongxing.fairs.models import Fair, Participation
from tongxing.people.access import WRITERS, hide_unless, is_program

Kind = Act.Kind
State = Fair.State

MAY_DO = {
    Device.Role.DOOR: {Kind.CHECK_IN, Kind.WALK_IN, Kind.RESUME, Kind.UNDO},
    Device.Role.BOOTH: {Kind.RESUME, Kind.INTENT, Kind.OUTCOME, Kind.UNDO},
    Device.Role.EMPLOYER: {Kind.RESUME, Kind.INTENT, Kind.OUTCOME, Kind.UNDO},
}
"""What each kind of device enters. What cannot be understood is kept, whoever sent it."""

MOST_UNPROVED = 20
"""So many acts of one device may wait for people's own word at a time: each asks somebody by message."""

WITH_DEVICES = {State.POSTS, State.SEEKERS, State.RUNNING}
"""The states of a fair in which devices are enrolled and get their roster."""


class Unknown(Refused):
    """No such device, or its secret is another one."""


class Locked(Refused):
    """The device was locked from afar."""


class Over(Refused):
    """The fair is over, or the code was used: there is nothing more for this device here."""


def devices_within(user):
    """The devices of the fairs that ``user`` runs, with what their pages need."""
    return Device.objects.select_related("fair__event__region", "participation__employer", "made_by")


def found_device(user, pk) -> Device:
    """The device of a fair that ``user`` runs, or "not found"."""
    return found_hosted(user, devices_within(user), "fair__event", WRITERS, pk=pk)


def found_act(user, pk) -> Act:
    """The act on a device of a fair that ``user`` runs, or "not found"."""
    acts = Act.objects.select_related("device__fair__event__region", "device__participation__employer")
    return found_hosted(user, acts, "device__fair__event", WRITERS, pk=pk)


def check_enrols(by, fair) -> None:
    """Those who run the fair, from its opening for posts until it closes."""
    check_runs(by, fair)
    if fair.state not in WITH_DEVICES:
        raise Refused(_("Devices are enrolled from the opening for posts until the fair closes."))


may_enrol = partial(permits, check_enrols)


def secret_hash(secret: str) -> str:
    """By what a device's secret is known again; the secret itself is kept nowhere."""
    return keyed_hash(secret, label="doors.device.secret")


def code_hash(code: str) -> str:
    """By what the code that enrols is known again."""
    return keyed_hash(code, label="doors.device.code")


REMEMBERED_SECONDS = 30
_remembered: dict[str, tuple[float, Device]] = {}
"""Devices with their fair and event, for half a minute: what may change at any moment is asked each time."""

# Written out: put together by the ORM, this question took a sixth of a check-in's time.
ASKED_EACH_TIME = """
SELECT device.id, device.secret_key, device.locked_at IS NOT NULL, fair.state, device.outstanding, device.offset_seconds
FROM doors_device device JOIN fairs_fair fair ON fair.id = device.fair_id
WHERE device.number = %s
"""


def device_with(number: str, secret: str) -> Device:
    """The device that shows this secret. Raises ``Unknown``, ``Locked`` or ``Over``."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED_EACH_TIME, [number])
        key, kept, is_locked, state, outstanding, offset = cursor.fetchone() or (0, "", False, "", 0, 0)
    if not kept or not hmac.compare_digest(kept, secret_hash(secret)):
        raise Unknown(_("This device is not enrolled here. Ask the clerk for a code."))
    if is_locked:
        raise Locked(_("This device was locked by the federation. Give it back to the clerk."))
    device = _device(number, key)
    device.fair.state, device.outstanding, device.offset_seconds = state, outstanding, offset
    if state == State.REPORTED:
        raise Over(_("%(fair)s is over and reported: nothing is taken any more.") % {"fair": device.fair})
    return device


def _device(number: str, key: int) -> Device:
    until, device = _remembered.get(number, (0.0, None))
    if device is None or device.pk != key or time.monotonic() >= until:
        device = Device.objects.select_related("fair__event__region", "participation__booth").get(pk=key)
        _remembered[number] = time.monotonic() + REMEMBERED_SECONDS, device
    return device


def checked_code(device: Device | None) -> Device:
    """The device whose code was shown: it works once, for a quarter of an hour. Raises ``Over``."""
    is_good = device is not None and device.code_until is not None and device.code_until >= timezone.now()
    if device is None or not is_good or device.locked_at or device.fair.state not in WITH_DEVICES:
        raise Over(_("This code does not work (any more): it works once, for 15 minutes. Ask the clerk for a new one."))
    return device


def check_roster(device) -> None:
    """A device gets the roster until the fair closes. Raises ``Over`` then, ``Refused`` when its key is gone."""
    if device.fair.state == State.CLOSED:
        raise Over(_("%(fair)s is closed: its roster is gone. Send what still waits.") % {"fair": device.fair})
    check_takes_part(device)
    if device.fair.state not in WITH_DEVICES or not device.roster_key:
        raise Refused(_("There is no roster for this device now. Ask the clerk for a new code."))


def check_does(device, said) -> None:
    """A device does what its place is for."""
    if said.fault:
        raise Refused(said.fault)
    if said.kind not in MAY_DO[Device.Role(device.role)]:
        raise Refused(
            _("A device of this kind (%(role)s) does not enter this: %(kind)s.")
            % {"role": device.get_role_display(), "kind": Kind(said.kind).label}
        )


def check_vacancy(device, vacancy) -> None:
    """A device of a booth speaks about its own employer's posts only."""
    if device.participation and vacancy.employer_id != device.participation.employer_id:
        raise Refused(_("“%(post)s” is not a post of this booth.") % {"post": vacancy})


def check_had_begun(device, at) -> None:
    """A device noted nothing before it was enrolled."""
    if device.enrolled_at and at < device.enrolled_at - dt.timedelta(seconds=TRUSTED_SECONDS):
        raise Refused(
            _("This device was enrolled at %(when)s only: it cannot have noted anything before.")
            % {"when": written(device.enrolled_at)}
        )


def check_takes_part(device) -> None:
    """A booth's device enters something while its employer takes part. Asked each time: it may withdraw meanwhile."""
    if device.participation_id and not Participation.objects.filter(pk=device.participation_id, is_withdrawn=False):
        raise Refused(_("This employer does not take part in the fair."))


def check_may_wait(device) -> None:
    """A few entries of a device wait for people's own word; more are no oversight any more."""
    if device.acts.filter(state=Act.State.UNPROVED).count() >= MOST_UNPROVED:
        raise Refused(
            _("%(count)s entries of this device wait for people's own word already. Scan the tickets from now on.")
            % {"count": MOST_UNPROVED}
        )


def acts_about(user):
    """What employers' devices noted about ``user`` and their wards, unless it was refused or taken back."""
    acts = Act.objects.filter(device__role=Device.Role.EMPLOYER, about__in=own_registrations(user))
    return acts.exclude(state__in=[Act.State.REFUSED, Act.State.LEFT_OUT, Act.State.UNDONE])


def check_answers(by, act) -> None:
    """The person whom the act is about, or the guardian; for everybody else it does not exist."""
    hide_unless(not is_program(by) and acts_about(by).filter(pk=act.pk).exists())


def check_side(device, side: str) -> None:
    """A device that the employer holds gives the employer's word, never the person's."""
    if side not in {"seeker", "employer"}:
        raise Refused(_("Say whose word it is: the person's or the employer's."))
    if device.role == Device.Role.EMPLOYER and side == "seeker":
        raise Refused(_("This device gives the employer's word only."))
