"""What the day has taught so far about each desk, and the ranges that follow from it."""

import datetime as dt

from tongxing.queues.estimating import COMING, Away, Pace, Range, Turn, learn, ranges
from tongxing.queues.models import Desk, Number
from tongxing.queues.order import Standing
from tongxing.queues.order import turn as place_in_turn

State = Number.State
SEEN = 60
"""So many of the last turns teach: the morning says little about the afternoon."""
MOST_COMING = 5 * 60
ABSENT = 0.3
"""How likely somebody who was not heard comes back while another waits."""


def paces(desks, now) -> dict[int, Pace]:
    """By desk, what its turns of today have taught: one query for all."""
    seen: dict[int, list[tuple]] = {desk.pk: [] for desk in desks}
    since = now - dt.timedelta(hours=12)
    numbers = Number.objects.filter(desk__in=seen, taken_at__gte=since).exclude(state=State.WAITING).order_by("-pk")
    facts = ("desk", "state", "reason", "kept_at", "called_at", "served_from", "served_seconds")
    for desk, *rest in numbers.values_list(*facts):
        if len(seen[desk]) < SEEN:
            seen[desk].append(tuple(rest))
    return {desk.pk: _pace(desk, seen[desk.pk]) for desk in desks}


def _pace(desk, seen) -> Pace:
    """The shares begin as one in twenty and are moved by what was seen."""
    turns = [
        served / 60 + _coming(called, begun)
        for state, _reason, _kept, called, begun, served in seen
        if state == State.DONE and served
    ]
    first = sum(1 for _state, reason, kept, *_times in seen if reason or kept)
    gone = sum(1 for state, *_rest in seen if state in {State.LEFT, State.KEPT})
    count = len(seen) + 20
    return learn(desk.minutes, turns, ahead=(first + 1) / count, gone=(gone + 1) / count)


def _coming(called, begun) -> float:
    """Minutes from the call to the desk; where a number was called again after it was kept, what is usual."""
    seconds = (begun - called).total_seconds() if called and begun else -1
    return seconds / 60 if 0 <= seconds <= MOST_COMING else COMING


def waits(desk: Desk, around: Standing, pace: Pace) -> dict[int, Range]:
    """By number, how long who waits at ``desk`` still waits."""
    queue = around.at(desk, State.WAITING, State.KEPT)
    found = _drawn(desk, around, pace, [_turn(number, around, pace) for number in queue])
    return {number.pk: found[place] for place, number in enumerate(queue) if number.state == State.WAITING}


def wait_of(number: Number, around: Standing, known: dict[int, Pace]) -> Range:
    """How long the holder of ``number`` waits, be it written already or not; what they do elsewhere is reckoned with.

    ``known`` holds the paces of all desks at which they have a number.
    """
    pace = known[number.desk_id]
    queue = around.at(number.desk, State.WAITING, State.KEPT)
    if number.pk is None:
        queue = sorted([*queue, number], key=place_in_turn)
    turns = [_turn(number, around, pace) for number in queue]
    place = queue.index(number)
    turns[place] = Turn((*turns[place].away, *_elsewhere(number, around, known)), turns[place].comes)
    return _drawn(number.desk, around, pace, turns)[place]


def wait_of_next(desk: Desk, around: Standing, pace: Pace) -> Range:
    """How long somebody waits who takes a number now and has none elsewhere: what is said before one takes it."""
    queue = around.at(desk, State.WAITING, State.KEPT)
    return _drawn(desk, around, pace, [*(_turn(number, around, pace) for number in queue), Turn()])[-1]


def _drawn(desk, around, pace, turns) -> list[Range]:
    busy = [
        _minutes(around.now - number.called_at) for number in around.at(desk, *Number.AT_A_PLACE) if number.called_at
    ]
    return ranges(pace, places=desk.places, busy=busy, queue=turns, seed=desk.pk)


def _turn(number, around, pace) -> Turn:
    """When somebody is not called: until they are back, and around their interviews."""
    away = [
        Away(begins, begins, _minutes(spell.until - spell.since))
        for spell in around.busy(number, pace.eighty)
        for begins in [_minutes(spell.since - around.now)]
    ]
    if number.state == State.KEPT and number.back_at:
        away.append(Away(0, 0, length=max(0.0, _minutes(number.back_at - around.now))))
    is_lost = number.state == State.KEPT and number.back_at is None
    return Turn(tuple(away), ABSENT if is_lost else 1.0)


def _elsewhere(number, around, known) -> list[Away]:
    """When the holder will be at the other desks where they have a number, as far as can be said."""
    found = []
    for other in around.open:
        if other.visitor_id != number.visitor_id or other.pk == number.pk:
            continue
        pace = known[other.desk_id]
        if other.state in Number.AT_A_PLACE and other.called_at:
            been = _minutes(around.now - other.called_at)
            found.append(Away(0, 0, max(1.0, pace.median - been), pace.spread))
        elif other.state == State.WAITING:
            wait = waits(other.desk, around, pace)[other.pk]
            found.append(Away(wait.least, wait.most, pace.median, pace.spread))
    return found


def _minutes(length: dt.timedelta) -> float:
    return length.total_seconds() / 60


def right_ranges(fair) -> tuple[int, int]:
    """(right, all): of the people who were called, how many waited within the range that they were told last."""
    told = Number.objects.filter(desk__fair=fair, first_called_at__isnull=False, told_at__isnull=False)
    right = [
        Range(number.told_least, number.told_most).holds(_minutes(number.first_called_at - number.told_at))
        for number in told
        if number.first_called_at and number.told_at
    ]
    return sum(right), len(right)
