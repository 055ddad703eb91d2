"""Taking what a device sends: each act whole or not at all, once, in whatever order they come.

Every act is a transaction of its own. Whatever stops the server leaves whole acts; the device sends the rest again,
and what was there already is answered from what was kept.
"""

import datetime as dt
import json
import logging
from dataclasses import dataclass

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.campaigns import moments
from tongxing.common.refusal import Refused
from tongxing.doors import access, clocks
from tongxing.doors.actions import claims, merging
from tongxing.doors.actions.answers import ask
from tongxing.doors.actions.devices import note_visit
from tongxing.doors.actions.merging import Again, Made
from tongxing.doors.models import Act, Device
from tongxing.doors.reading import Said, Upload
from tongxing.doors.turns import in_turn
from tongxing.fairs import opening
from tongxing.fairs.actions.fair import locked

logger = logging.getLogger(__name__)
AGAIN = "again"
State = Act.State


@dataclass(frozen=True)
class Answer:
    """What the device is told about one of its acts. ``again``: nothing was written for it."""

    id: str
    state: str
    sentence: str


def receive(*, device, upload: Upload) -> list[Answer]:
    """Merge the acts of an upload. The answers stand in the order in which the device did the acts.

    A single act is a device with a network: it is hardly ever known, and if so its id refuses to be kept twice.
    """
    known = Act.objects.filter(uuid__in=[said.uuid for said in upload.acts]).defer("said")
    kept = {act.uuid: act for act in known} if len(upload.acts) > 1 else {}
    answers = []
    for said in upload.acts:
        if said.uuid in kept:
            answers.append(answer_of(device, kept[said.uuid]))
        else:
            answers.append(_taken(device, said, _moment(device, said, upload.clock)))
    answers += [
        Answer(str(name), State.REFUSED, _("This act has no id that could be one.")) for name in upload.nameless
    ]
    note_visit(device, clock=upload.clock, waiting=upload.waiting)
    return answers


def _moment(device, said: Said, clock):
    """When it happened by the server's clock: never later than now, and not before the device was enrolled."""
    now = timezone.now()
    offsets = (clocks.offset_seconds(now, clock), device.offset_seconds, device.enrolled_offset_seconds)
    spans = moments.spans_of(device.fair.event)
    if not moments.is_within(now, spans):
        spans = (*spans, *opening.on_other_days(device.fair))
    since = device.enrolled_at - dt.timedelta(seconds=clocks.TRUSTED_SECONDS)
    past = [(max(begins, since), min(ends, now)) for begins, ends in spans if begins <= now and since <= ends]
    return clocks.put_right(said.at, offsets, past)


def _taken(device, said: Said, at) -> Answer:
    """One act, merged and kept in one transaction, or refused and kept."""
    try:
        with in_turn():
            made = merge(device, said, at)
        return answer_of(device, made)
    except Again:
        return Answer(str(said.uuid), AGAIN, _("This waits for another act of the same device. Send both again."))
    except IntegrityError:
        before = Act.objects.filter(uuid=said.uuid).first()
        if before is None:
            raise
        return answer_of(device, before)
    except OperationalError:
        logger.exception("An act of %s was not taken; the device sends it again.", device.number)
        return Answer(str(said.uuid), AGAIN, _("The platform is busy. Send this again."))


def merge(device, said: Said, at) -> Act:
    """The kept act, with the entry that came of it. A refusal is kept as well: nothing that was noted is dropped."""
    by = device.as_program()
    try:
        with transaction.atomic():
            access.check_does(device, said)
            made = merging.made_of(device, said, at, by)
            act = _keep(device, said, at, made)
            if act.state == State.UNPROVED:
                ask(act, by)
            if made.says:
                claims.lay(act, made.says, locked(device.fair), by)
                act.refresh_from_db(fields=["state"])
            return act
    except Refused as refusal:
        with transaction.atomic():
            return _keep(device, said, at, Made(State.REFUSED, str(refusal)))


def _keep(device, said: Said, at, made: Made) -> Act:
    return Act.objects.create(
        device=device,
        uuid=said.uuid,
        counter=said.counter,
        kind=said.kind,
        said_at=said.at,
        happened_at=at,
        said=json.dumps(said.data, ensure_ascii=False),
        state=made.state,
        sentence=made.sentence[:300],
        entry_kind=made.entry_kind,
        entry_key=made.entry_key,
        about_id=made.about if device.role == Device.Role.EMPLOYER else None,
        proof=made.proof,
    )


def answer_of(device, act: Act) -> Answer:
    """What is said about an act that is kept."""
    if act.device_id != device.pk:
        return Answer(str(act.uuid), State.REFUSED, _("Another device has sent an act with this id."))
    if act.state == State.CONFLICT:
        sentence = _("Another device says otherwise. Both are kept; the clerk decides.")
        return Answer(str(act.uuid), State.CONFLICT, sentence)
    if act.state == State.DENIED:
        return Answer(str(act.uuid), State.REFUSED, _("The person has said that this was not so; it is out already."))
    if act.state == State.LEFT_OUT:
        return Answer(str(act.uuid), State.REFUSED, act.settled_how)
    if act.state in {State.UNDONE, State.SETTLED}:
        return Answer(str(act.uuid), State.ACCEPTED, act.settled_how)
    return Answer(str(act.uuid), act.state, act.sentence)
