"""The person's own answer to what an employer's device noted about them: it was so, or it was not."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.doors import access, letters
from tongxing.doors.actions import claims, merging
from tongxing.doors.actions.merging import SUBMISSION
from tongxing.doors.models import Act, Device
from tongxing.doors.reading import Said
from tongxing.fairs import access as fair_access
from tongxing.fairs import actions as fair_actions
from tongxing.fairs.actions.fair import locked
from tongxing.fairs.models import Submission
from tongxing.trail.actions import record

State = Act.State


def ask(act, by) -> None:
    """Write to the person whose word is needed: once for each employer, however much its devices note."""
    asked = Act.objects.filter(about=act.about_id, device__participation=act.device.participation_id)
    if not asked.filter(state__in=[State.UNPROVED, State.DENIED]).exclude(pk=act.pk).exists():
        letters.asked(act, by=by)


def _locked(act, by) -> Act:
    acts = Act.objects.select_for_update(of=("self",)).select_related(
        "device__fair__event__region", "device__participation__employer", "about__person"
    )
    act = acts.get(pk=act.pk)
    access.check_answers(by, act)
    fair_access.check_takes_entries(locked(act.device.fair))
    return act


@transaction.atomic
def confirm(*, act, by) -> Act:
    """The person says that it was so: what the device noted is entered, at its own moment."""
    act = _locked(act, by)
    if act.state != State.UNPROVED:
        raise Refused(_("This was settled already."))
    device, program = act.device, act.device.as_program()
    said = Said(act.uuid, act.counter, act.kind, act.said_at, act.data)
    made = merging.made_of(device, said, act.happened_at, program, Act.Proof.PERSON)
    act.state, act.sentence, act.proof = made.state, made.sentence[:300], Act.Proof.PERSON
    act.entry_kind, act.entry_key = made.entry_kind, made.entry_key
    act.settled_by, act.settled_at = by, timezone.now()
    act.save()
    record("confirmed an entry of a booth", act, by=by, device=device.number, kind=act.kind)
    if made.says:
        claims.lay(act, made.says, locked(device.fair), program)
    return act


@transaction.atomic
def deny(*, act, by) -> Act:
    """The person says that it was not so: what came of it goes, and the employer's devices prove no more.

    A copy that staff took themselves stays: they saw the person.
    """
    act = _locked(act, by)
    if act.state == State.DENIED:
        raise Refused(_("This was settled already."))
    device, program = act.device, act.device.as_program()
    if act.entry_kind == SUBMISSION:
        _take_back_resume(act, program)
    else:
        claims.take_back(act, locked(device.fair), program)
    act.state, act.settled_by, act.settled_at = State.DENIED, by, timezone.now()
    act.save()
    record("denied an entry of a booth", act, by=by, device=device.number, kind=act.kind, proof=act.proof)
    return act


def _take_back_resume(act, by) -> None:
    """The résumé goes, unless it was entered in another way than by a device of the employer's."""
    same = Act.objects.filter(entry_kind=SUBMISSION, entry_key=act.entry_key).exclude(pk=act.pk)
    if same.exclude(device__role=Device.Role.EMPLOYER).exists() or not _made_by_devices(act, same):
        return
    for other in same.filter(state__in=[State.ACCEPTED, State.REPEAT]):
        other.state, other.settled_by, other.settled_at = State.DENIED, act.settled_by, timezone.now()
        other.save(update_fields=["state", "settled_by", "settled_at"])
    for submission in Submission.objects.filter(pk=act.entry_key or 0).select_related("registration", "fair"):
        fair_actions.take_back_resume(submission=submission, by=by, why=_("denied by the person"))


def _made_by_devices(act, same) -> bool:
    """Whether one of these acts made the entry; the others found it there."""
    return act.state == State.ACCEPTED or same.filter(state=State.ACCEPTED).exists()
