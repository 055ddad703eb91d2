"""Calling: the next one who can come, again, and on to the next way when nobody answers."""

from functools import partial

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tongxing.common.refusal import Refused
from tongxing.queues import access, letters, sentences
from tongxing.queues.actions import notices
from tongxing.queues.actions.locking import locked, locked_desks
from tongxing.queues.learning import paces
from tongxing.queues.models import Call, Desk, Number, Overtaking, Way
from tongxing.queues.order import Standing, standing
from tongxing.queues.ways import patience
from tongxing.trail.actions import record

State, Outcome = Number.State, Call.Outcome
PROGRAM = "queues"


@transaction.atomic
def call_next(*, desk, by, entry="") -> Number:
    """Call who is next and can come. Raises ``Refused``, saying why nobody can, when there is nobody.

    Nobody is called who is called elsewhere, or whom a service here would keep from an interview: they keep their
    place, and each person who is called before somebody who took a number earlier is noted, with the reason.
    """
    access.check_runs_today(by, desk.fair)
    desks = locked_desks(desk.fair_id)
    desk = desks[desk.pk]
    before = Call.objects.filter(entry=entry).first() if entry else None
    if before:
        return access.numbers_with_all().get(pk=before.number_id)
    now = timezone.now()
    _let_back(desks, now)
    around = standing(desk.fair, now)
    if free_places(desk, around) < 1:
        raise Refused(sentences.no_place_free(desk))
    needed = paces([desk], now)[desk.pk].eighty
    chosen = first_who_can_come(desk, around, needed)
    if chosen is None:
        holds = [around.hold(one, needed) for one in around.at(desk, State.WAITING, State.KEPT)]
        raise Refused(sentences.nobody_can_come(desk, [hold for hold in holds if hold]))
    return call(chosen, around, needed, by=by, entry=entry)


@transaction.atomic
def call_again(*, number, by) -> Number:
    """Call somebody who was called and has not come once more, from the first way on; not into an interview."""
    access.check_runs_today(by, number.desk.fair)
    number, _desks = locked(number)
    now = timezone.now()
    access.check_is_called(number)
    held = standing(number.desk.fair, now).hold(number, 0)
    if held:
        raise Refused(sentences.kept_from_here(number, held))
    end_calls(number, Outcome.ENDED)
    number.called_at = now
    number.save(update_fields=["called_at"])
    _send(number, round_=_last_round(number) + 1, now=now, by=by)
    record("called a number again", number, by=by, fair=number.desk.fair_id)
    return number


def free_places(desk: Desk, around: Standing) -> int:
    """How many more can be called to the desk now."""
    return desk.places - len(around.at(desk, *Number.AT_A_PLACE))


def first_who_can_come(desk: Desk, around: Standing, minutes: float) -> Number | None:
    """The first of the desk's queue whom nothing holds from a service of ``minutes``."""
    waiting = around.at(desk, State.WAITING)
    return next((one for one in waiting if around.hold(one, minutes) is None), None)


def call(chosen: Number, around: Standing, minutes: float, *, by, entry="") -> Number:
    """Call ``chosen`` for a service of ``minutes``, and note whom this passes; the desks are locked."""
    number = access.numbers_with_all().get(pk=chosen.pk)
    access.check_step(number, State.CALLED)
    passed = around.overtaken(chosen, minutes)
    Overtaking.objects.bulk_create(
        [Overtaking(number=one, ahead=number, why=why, at=around.now) for one, why in passed], ignore_conflicts=True
    )
    number.state, number.called_at = State.CALLED, around.now
    number.first_called_at = number.first_called_at or around.now
    number.save(update_fields=["state", "called_at", "first_called_at"])
    _send(number, round_=_last_round(number) + 1, now=around.now, by=by, entry=entry)
    record("called a number", number, by=by, fair=number.desk.fair_id, before=len(passed))
    return number


def follow(visitor, desks: dict[int, Desk], *, by) -> Number | None:
    """Call somebody who just left one desk to the other one that had to pass them, where a place is free for them."""
    now = timezone.now()
    around = standing(next(iter(desks.values())).fair, now)
    waits_at = {one.desk_id for one in around.open if one.visitor_id == visitor.pk and one.state == State.WAITING}
    free = [desk for pk, desk in desks.items() if pk in waits_at and desk.is_open and free_places(desk, around) > 0]
    known = paces(free, now) if free else {}
    for desk in free:
        minutes = known[desk.pk].eighty
        first = first_who_can_come(desk, around, minutes)
        if first is not None and first.visitor_id == visitor.pk:
            return call(first, around, minutes, by=by)
    return None


# From way to way


def advance(*, fair, by=PROGRAM) -> int:
    """Move on what is due at ``fair``: calls that nobody answered, people who said when they would be back.

    Pages that are looked at call it, and every few seconds ``tongxing watch``, which ``serve`` starts. Answers how
    many numbers moved; where nothing is due it costs two questions and locks nothing.
    """
    now = timezone.now()
    due = Call.objects.filter(number__desk__fair=fair, outcome=Outcome.OPEN, due_at__lte=now)
    back = Number.objects.filter(desk__fair=fair, state=State.KEPT, back_at__lte=now)
    if not due.exists() and not back.exists():
        return 0
    with transaction.atomic():
        desks = locked_desks(fair.pk)
        late = access.numbers_with_all().filter(pk__in=due.values("number"), state=State.CALLED).order_by("pk")
        moved, around = list(late), standing(fair, now)
        for number in moved:
            _pass_on(number, around, by)
        return len(moved) + _let_back(desks, now)


def _pass_on(number: Number, around: Standing, by) -> None:
    """To the next way; after the last one the place is kept and staff are told.

    Whose interview has come up meanwhile is called no further: their place is kept until it is over.
    """
    end_calls(number, Outcome.PASSED)
    held = around.hold(number, 0)
    if held:
        keep(number, now=around.now, by=by, back_at=held.until)
    elif not _send(number, round_=_last_round(number), now=around.now, by=by):
        keep(number, now=around.now, by=by, unheard=True)


def keep(number: Number, *, now, by, back_at=None, unheard=False) -> None:
    """Write that a number is kept; the desks are locked."""
    access.check_step(number, State.KEPT)
    before, number.state = number.state, State.KEPT
    number.kept_at, number.back_at, number.is_unheard = now, back_at, unheard
    number.save(update_fields=["state", "kept_at", "back_at", "is_unheard"])
    record("kept a number", number, by=by, fair=number.desk.fair_id, before=before, heard=not unheard)


def _let_back(desks, now) -> int:
    """Who said when they would be back waits again, at their place."""
    return Number.objects.filter(desk__in=desks, state=State.KEPT, back_at__lte=now).update(
        state=State.WAITING, back_at=None
    )


def end_calls(number: Number, outcome: str, *, answered_at=None) -> None:
    """Close the calls of a number that are still open."""
    number.calls.filter(outcome=Outcome.OPEN).update(outcome=outcome, answered_at=answered_at)


def _last_round(number: Number) -> int:
    return number.calls.aggregate(last=Max("round"))["last"] or 0


def _send(number: Number, *, round_: int, now, by, entry="") -> bool:
    """Call in the next ways that were not tried in this round and can be gone; whether there were any.

    They are looked up anew each time: a browser may be gone since, or the person may have said other ways.
    """
    tried = list(number.calls.filter(round=round_).values_list("way", "step"))
    step = max((step for _way, step in tried), default=-1)
    for ways in letters.steps_of(number.visitor):
        if any(way in ways for way, _step in tried):
            continue
        step += 1
        gone = [way for way in ways if letters.send(number, way, by=by)]
        Call.objects.bulk_create(
            Call(
                number=number,
                entry=entry if way == ways[0] and entry else None,
                round=round_,
                step=step,
                way=way,
                at=now,
                due_at=now + patience(ways),
                outcome=Outcome.OPEN if way in gone else Outcome.FAILED,
            )
            for way in ways
        )
        if gone:
            if Way.PUSH in gone:
                transaction.on_commit(partial(notices.send_notices, number))
            return True
        entry = ""
    return False
