"""What the day has taught so far about each desk, and the ranges that follow from it."""

import datetime as dt

from tongxing.queues.estimating import COMING, Pace, Range, Turn, learn, ranges
from tongxing.queues.models import Desk, Number
from tongxing.queues.order import Standing

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


def waits(desk: Desk, standing: Standing, pace: Pace) -> dict[int, Range]:
    """By number, how long who waits at ``desk`` still waits."""
    queue = standing.at(desk, State.WAITING, State.KEPT)
    found = _drawn(desk, standing, pace, queue)
    return {one.pk: found[place] for place, one in enumerate(queue) if one.state == State.WAITING}


def wait_of_next(desk: Desk, standing: Standing, pace: Pace) -> Range:
    """How long somebody waits who takes a number now."""
    return _drawn(desk, standing, pace, standing.at(desk, State.WAITING, State.KEPT), [Turn()])[-1]


def _drawn(desk, standing, pace, queue, more=()) -> list[Range]:
    now = standing.now
    busy = [_minutes(now - one.called_at) for one in standing.at(desk, *Number.AT_A_PLACE) if one.called_at]
    turns = [Turn(_not_before(one, standing, pace), _comes(one)) for one in queue]
    return ranges(pace, places=desk.places, busy=busy, queue=[*turns, *more], seed=desk.pk)


def _comes(number) -> float:
    return ABSENT if number.state == State.KEPT and number.back_at is None else 1.0


def _not_before(number, standing, pace) -> float:
    """Minutes from now during which somebody cannot be called for sure: away, or in an interview."""
    held = standing.hold(number, pace.eighty)
    return max(0.0, _minutes(held.until - standing.now)) if held and held.until else 0.0


def _minutes(length: dt.timedelta) -> float:
    return length.total_seconds() / 60


def right_ranges(fair) -> tuple[int, int]:
    """(right, all): of the people who were called, how many waited within the range that they were told."""
    told = Number.objects.filter(desk__fair=fair, first_called_at__isnull=False, told_most__isnull=False)
    waited = [(one.waited(), Range(one.told_least or 0, one.told_most or 0)) for one in told]
    return sum(1 for time, said in waited if time is not None and said.holds(_minutes(time))), len(waited)
