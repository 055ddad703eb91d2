"""Acts that merging refused, or that wait for somebody's word: staff enter them, or leaves them out, and says why."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.doors import access
from tongxing.doors.actions import claims, merging
from tongxing.doors.actions.merging import Again
from tongxing.doors.models import Act, Device
from tongxing.doors.reading import Said
from tongxing.fairs.actions.fair import locked
from tongxing.trail.actions import record

State = Act.State


def _refused(act, by, why) -> Act:
    """The act, locked, where it still waits for a person."""
    acts = Act.objects.select_for_update(of=("self",)).select_related(
        "device__fair__event__region", "device__participation__employer"
    )
    act = acts.get(pk=act.pk)
    access.check_runs(by, act.device.fair)
    if act.state not in {State.REFUSED, State.UNPROVED}:
        raise Refused(_("This was settled already."))
    if not why.strip():
        raise Refused(_("Write why you settle it so."))
    return act


def _settle(act, state, why, by) -> None:
    act.state, act.settled_by, act.settled_at, act.settled_how = state, by, timezone.now(), why[:300]
    act.save()
    record("settled a refused act", act, by=by, why=why, device=act.device.number, kind=act.kind, state=state)


@transaction.atomic
def try_again(*, act, why, by, at=None) -> Act:
    """Merge a refused act once more, now that what stood against it is mended; ``at`` puts its moment right.

    Raises ``Refused`` with the reason where it is still refused.
    """
    act = _refused(act, by, why)
    if act.kind == Act.Kind.OTHER:
        raise Refused(_("This kind of act is not known here: enter by hand what it means, then leave it out."))
    act.happened_at = at or act.happened_at
    said = Said(act.uuid, act.counter, act.kind, act.said_at, act.data)
    try:
        proof = Act.Proof.STAFF if act.device.role == Device.Role.EMPLOYER else ""
        made = merging.made_of(act.device, said, act.happened_at, by, proof)
    except Again:
        raise Refused(_("The act of which this one speaks has not arrived.")) from None
    act.entry_kind, act.entry_key, act.proof = made.entry_kind, made.entry_key, made.proof
    act.about_id = made.about if act.device.role == Device.Role.EMPLOYER else None
    _settle(act, made.state, why, by)
    if made.says:
        claims.lay(act, made.says, locked(act.device.fair), by)
    return act


@transaction.atomic
def leave_out(*, act, why, by) -> None:
    """What was refused stays out; the act stays in the list, with who said so and why."""
    _settle(_refused(act, by, why), State.LEFT_OUT, why, by)
