"""One act of a device becomes an entry of the fair, by its kind. What merging refuses raises ``Refused``."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.doors import access
from tongxing.doors.actions import claims
from tongxing.doors.models import Act, Device
from tongxing.doors.reading import uuid_in
from tongxing.fairs import access as fair_access
from tongxing.fairs import actions as fair_actions
from tongxing.fairs import meeting, tickets
from tongxing.fairs.actions.fair import locked
from tongxing.fairs.models import Attendance, Interview, Submission

Kind, State = Act.Kind, Act.State
ATTENDANCE, SUBMISSION = "attendance", "submission"


class Unproved(Exception):
    """Nothing shows that the person was at the employer's booth: it waits for their own word."""

    def __init__(self, registration):
        super().__init__(registration)
        self.registration = registration


class Again(Exception):
    """The act speaks of another one that has not arrived: nothing is written, it is to be sent again."""


@dataclass(frozen=True)
class Made:
    """What came of an act."""

    state: str
    sentence: str
    entry_kind: str = ""
    entry_key: int | None = None
    about: int | None = None
    proof: str = ""
    says: dict[claims.Subject, str] = field(default_factory=dict)
    """Values on which another device may disagree."""


def _holder(device, said, at):
    """The registration that the act is about: whose ticket was scanned, else whom the device names.

    Raises ``Refused``, or ``Again`` for a walk-in still on its way.
    """
    key, token = said.number("person"), said.text("token")
    if token:
        key = _read_ticket(device, token, at).registration
    elif key is None and said.text("walk_in"):
        key = _attendance_of(device, said.text("walk_in")).registration_id
    found = device.fair.registrations.select_related("person").filter(pk=key or 0).first()
    if found is None:
        raise Refused(_("Nobody is registered at this fair with this ticket."))
    found.fair = device.fair
    return found


def _read_ticket(device, token, at):
    ticket = tickets.read(token, device.fair_id)
    fair_access.check_ticket_lets_in(device.fair, ticket, at)
    return ticket


def _proof(device, registration, said, proof) -> str:
    """What shows that the person was there; of a device that staff hold nothing is asked. Raises ``Unproved``.

    ``proof`` is the word of the person or of staff. What somebody has denied once is never proved by a ticket again.
    """
    if device.role != Device.Role.EMPLOYER or proof:
        return proof
    denied = Act.objects.filter(about=registration, device__participation=device.participation, state=State.DENIED)
    if not denied.exists():
        if said.text("token"):
            return Act.Proof.TICKET
        if meeting.is_expected(registration, device.participation.employer):
            return Act.Proof.ASKED
    access.check_may_wait(device)
    raise Unproved(registration)


def _own_act(device, text) -> Act:
    """The device's own act with this id. Raises ``Again`` where it has not arrived."""
    name = uuid_in(text)
    if name is None:
        raise Refused(_("This speaks of an act that there cannot be."))
    found = device.acts.filter(uuid=name).first()
    if found is None:
        raise Again
    return found


def _attendance_of(device, text) -> Attendance:
    act = _own_act(device, text)
    found = Attendance.objects.filter(pk=act.entry_key or 0).first() if act.entry_kind == ATTENDANCE else None
    if found is None:
        raise Refused(_("The walk-in that this is about was not let in."))
    return found


# The door


def check_in(device, said, at, by, proof) -> Made:
    """Somebody came in. Each such act is a coming (人次): the same person's second one counts as well."""
    key, token = said.number("person"), said.text("token")
    if token:
        key = _read_ticket(device, token, at).registration
    means = said.text("means")
    if means not in {Attendance.Means.TICKET, Attendance.Means.NAME, Attendance.Means.PHONE}:
        means = Attendance.Means.TICKET if token else Attendance.Means.NAME
    attendance = fair_actions.check_in_by_key(fair=device.fair, key=key or 0, means=means, by=by, at=at)
    return _came(attendance)


def walk_in(device, said, at, by, proof) -> Made:
    """Somebody without a ticket came in: found again or entered, registered, checked in."""
    needs = said.data.get("needs")
    attendance = fair_actions.walk_in(
        fair=device.fair,
        name=said.text("name", 60),
        phone=said.text("phone", 20),
        needs=[need for need in needs if isinstance(need, str)] if isinstance(needs, list) else (),
        by=by,
        at=at,
    )
    return _came(attendance)


def _came(attendance) -> Made:
    name = attendance.registration.person.masked_name()
    if attendance.earlier:
        sentence = _("%(name)s has come before: this is coming number %(count)s.")
        said = sentence % {"name": name, "count": attendance.earlier + 1}
        return Made(State.REPEAT, said, ATTENDANCE, attendance.pk)
    return Made(State.ACCEPTED, _("%(name)s is let in.") % {"name": name}, ATTENDANCE, attendance.pk)


# The booth


def resume(device, said, at, by, proof) -> Made:
    """A résumé was taken at a booth or at the desk; a second copy at the same place is a repeat."""
    registration, participation = _holder(device, said, at), device.participation
    key = said.number("participation")
    if participation is None and key:
        participation = device.fair.participations.filter(pk=key, is_withdrawn=False).first()
        if participation is None:
            raise Refused(_("This employer does not take part in the fair."))
    fair = locked(device.fair)
    fair_access.check_takes_entries(fair)
    proof = _proof(device, registration, said, proof)
    before = fair.submissions.filter(registration=registration, participation=participation).first()
    if before:
        where = participation or _("the desk")
        sentence = _("This résumé was handed in at %(where)s already; it counts once.") % {"where": where}
        return Made(State.REPEAT, sentence, SUBMISSION, before.pk, registration.pk, proof)
    made = fair_actions.hand_in_resume(
        fair=fair, registration=registration, participation=participation, means=Submission.Means.ON_SITE, by=by, at=at
    )
    sentence = _("Résumé %(number)s is entered.") % {"number": made.number}
    return Made(State.ACCEPTED, sentence, SUBMISSION, made.pk, registration.pk, proof)


def _post(device, said):
    vacancy = device.fair.event.vacancies.select_related("employer").filter(pk=said.number("vacancy") or 0).first()
    if vacancy is None:
        raise Refused(_("This post is not offered at the fair."))
    access.check_vacancy(device, vacancy)
    return vacancy


def intent(device, said, at, by, proof) -> Made:
    """One side gave its word for a post, or took it back."""
    registration, vacancy, side = _holder(device, said, at), _post(device, said), said.text("side")
    access.check_side(device, side)
    is_yes = said.data.get("yes")
    if not isinstance(is_yes, bool):
        raise Refused(_("Say yes or no."))
    is_seeker = side == "seeker"
    fair_access.check_word(by, registration, vacancy, seeker=is_seeker, employer=not is_seeker)
    proof = _proof(device, registration, said, proof)
    subject = claims.Subject(registration.pk, vacancy.pk, side)
    word = {subject: claims.YES if is_yes else claims.NO}
    return Made(State.ACCEPTED, _("Entered."), about=registration.pk, proof=proof, says=word)


def outcome(device, said, at, by, proof) -> Made:
    """What came of an interview. “Both sides interested” is their word too, from an employer's device its own alone."""
    registration, vacancy, value = _holder(device, said, at), _post(device, said), said.text("outcome")
    if value not in Interview.Outcome or value == Interview.Outcome.PENDING:
        raise Refused(_("There is no such outcome of an interview."))
    interview = registration.interviews.filter(vacancy=vacancy).select_related("vacancy__employer").first()
    if interview is None:
        raise Refused(_("There is no interview of this person about this post."))
    interview.registration = registration
    fair_access.check_outcome(by, interview)
    proof = _proof(device, registration, said, proof)
    pairs = {claims.Subject(registration.pk, vacancy.pk): value}
    if value == Interview.Outcome.INTENT:
        sides = ("employer",) if device.role == Device.Role.EMPLOYER else ("employer", "seeker")
        pairs |= {claims.Subject(registration.pk, vacancy.pk, side): claims.YES for side in sides}
    return Made(State.ACCEPTED, _("Entered."), about=registration.pk, proof=proof, says=pairs)


# Taking back


def undo(device, said, at, by, proof) -> Made:
    """An act of this device was a mistake: what came of it is taken back, and both stay in the list."""
    act = _own_act(device, said.text("act"))
    if act.kind == Kind.UNDO:
        raise Refused(_("What was taken back is not taken back again: enter it anew."))
    if act.state == State.DENIED:
        raise Refused(_("The person has said that this was not so; it is out already."))
    why = said.text("why") or _("taken back on the device")
    if act.entry_kind == ATTENDANCE:
        for attendance in Attendance.objects.filter(pk=act.entry_key or 0).select_related("registration", "fair"):
            fair_actions.undo_check_in(attendance=attendance, by=by, why=why, at=at)
    elif act.entry_kind == SUBMISSION and act.state == State.ACCEPTED:
        _undo_resume(act, by, why)
    else:
        claims.take_back(act, locked(device.fair), by)
    act.state, act.settled_at, act.settled_how = State.UNDONE, timezone.now(), why[:300]
    act.save(update_fields=["state", "settled_at", "settled_how"])
    return Made(State.ACCEPTED, _("Taken back."))


def _undo_resume(act, by, why) -> None:
    """The résumé stays where another act took it as well."""
    other = Act.objects.filter(entry_kind=SUBMISSION, entry_key=act.entry_key, state=State.REPEAT).first()
    if other:
        other.state = State.ACCEPTED
        other.save(update_fields=["state"])
        return
    for submission in Submission.objects.filter(pk=act.entry_key or 0).select_related("registration", "fair"):
        fair_actions.take_back_resume(submission=submission, by=by, why=why)


def made_of(device, said, at, by, proof="") -> Made:
    """What comes of an act of any kind, once its moment was held against the fair's own hours and against now.

    ``proof`` is who says that the person was there, where somebody other than the device does.
    """
    fair_access.check_moment(device.fair, at)
    if fair_access.is_program(by):  # staff who put a moment right may know better
        access.check_had_begun(device, at)
    if said.kind in AT_BOOTHS:
        access.check_takes_part(device)
    try:
        return BY_KIND[said.kind](device, said, at, by, proof)
    except Unproved as wait:
        sentence = _(
            "It counts once the person says so on their page, or staff do: no ticket was scanned here, and the person "
            "had not turned to this employer before."
        )
        return Made(State.UNPROVED, sentence, about=wait.registration.pk)


AT_BOOTHS = {Kind.RESUME, Kind.INTENT, Kind.OUTCOME}
BY_KIND: dict[str, Callable[..., Made]] = {
    Kind.CHECK_IN: check_in,
    Kind.WALK_IN: walk_in,
    Kind.RESUME: resume,
    Kind.INTENT: intent,
    Kind.OUTCOME: outcome,
    Kind.UNDO: undo,
}
