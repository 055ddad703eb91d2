"""The times of a round, item by item.

A new round ends as early as it can, and leaves as late as that allows, so that the day is short. Told times are kept
to the minute where that is possible. Lunch is taken as soon as it is due and nothing is lost by it.
"""

from collections.abc import Iterator
from dataclasses import replace

from engines.routing.ground import Meal, Visit
from engines.routing.result import Leg
from engines.routing.round import Round
from engines.routing.timing import Label, driven, driven_back, joined


def legs_of(round_: Round) -> tuple[Leg, ...]:
    """What has begun and what follows; the round has to be possible."""
    duty = round_.duty
    if not round_.is_driven:
        return ()
    if any(leg.kind == "end" for leg in duty.past):
        return duty.past
    is_told = any(round_.ground.visits[number].told for number in round_.order)
    if not is_told and not duty.past:
        round_ = _shortest(round_)
    return tuple(_Walk(round_).legs())


def _shortest(round_: Round) -> Round:
    """The round within the latest beginning that still allows its earliest end."""
    duty = round_.duty
    home = driven(duty.meal, round_.after[-1], round_.ways[-1])
    ends = min(time for _, time, owed in home if not owed)
    tight = Round(round_.ground, replace(duty, ends=ends), round_.order)
    leave = driven_back(duty.meal, tight.before[0], tight.ways[0])
    begins = max(time for _, time, may_owe in leave if may_owe or duty.meal is None)
    return Round(round_.ground, replace(duty, begins=begins, ends=ends), round_.order)


class _Walk:
    """From the start to the finish, choosing at each item what leaves the rest possible."""

    def __init__(self, round_: Round) -> None:
        self.round, self.duty = round_, round_.duty
        self.time, self.owed = round_.duty.begins, round_.duty.meal is not None
        self.spare = round_.moved or 0  # told times that may still be moved

    def legs(self) -> Iterator[Leg]:
        """All legs, those that have begun first."""
        round_, ground = self.round, self.round.ground
        yield from self.duty.past
        if not self.duty.past:
            yield self._start()
        for at, place in enumerate(round_.places[1:]):
            way = round_.ways[at]
            metres = ground.metres[round_.places[at]][place]
            lunch = self._lunch(way, metres, round_.before[at])
            if lunch:
                yield lunch
                self.time, self.owed = lunch.ends, False
                if lunch.drive_minutes or lunch.metres:
                    way, metres = 0, 0
            arrives = self.time + way
            if at == len(round_.order):
                yield Leg(None, "end", arrives, arrives, arrives, metres, way)
                return
            number = round_.order[at]
            visit = ground.visits[number]
            begins = self._begin(visit, arrives, self._leaving(at))
            self.time = begins + visit.minutes
            yield Leg(ground.stops[number].id, "stop", arrives, begins, self.time, metres, way)

    def _start(self) -> Leg:
        """When the team leaves: not before it has to for a first stop that cannot begin yet."""
        way = self.round.ways[0]
        lunch = self._lunch(way, 0, self.round.before[0])
        if lunch is None and self.round.order:
            visit = self.round.ground.visits[self.round.order[0]]
            spare = self.spare
            self.time = self._begin(visit, self.time + way, self._leaving(0)) - way
            self.spare = spare
        return Leg(None, "start", self.time, self.time, self.time, 0, 0)

    def _leaving(self, at: int) -> list[Label]:
        """When the stop at ``at`` has to be left."""
        return driven_back(self.duty.meal, self.round.before[at + 1], self.round.ways[at + 1])

    def _lunch(self, way: int, metres: int, ready: list[Label]) -> Leg | None:
        """Lunch before or after this way: when it is due and fits, or when without it the rest does not."""
        meal = self.duty.meal
        if meal is None or not self.owed:
            return None
        before = _lunch_leg(meal, self.time, 0, 0)
        after = _lunch_leg(meal, self.time + way, way, metres)
        possible = [
            leg
            for leg, reached in ((before, before.ends + way), (after, after.ends))
            if leg.begins <= meal.latest and self._holds((0, reached, False), ready)
        ]
        at_once = [leg for leg in possible if leg.begins == leg.arrives]
        if at_once or not self._holds((0, self.time + way, True), ready):
            return (at_once or possible)[0]
        return None

    def _begin(self, visit: Visit, arrives: int, leaving: list[Label]) -> int:
        """When the visit begins: as near as can be to what was told, else at once."""
        begin = visit.begin(arrives)
        assert begin is not None
        if visit.told is None or visit.told_at is None:
            return begin
        latest = max(time for moved, time, may_owe in leaving if may_owe >= self.owed and moved <= self.spare)
        near = visit.last_begin(min(max(visit.told_at, begin), latest - visit.minutes))
        kept = visit.begin(max(arrives, visit.told_at))
        for choice in (kept, near, visit.begin(max(arrives, visit.told[0]))):
            if choice is None:
                continue
            is_kept = choice >= begin and visit.told[0] <= choice <= visit.told[1]
            if is_kept and self._holds((0, choice + visit.minutes, self.owed), leaving):
                return choice
        self.spare -= 1
        return begin

    def _holds(self, label: Label, rest: list[Label]) -> bool:
        moved = joined([label], rest)
        return moved is not None and moved <= self.spare


def _lunch_leg(meal: Meal, arrives: int, way: int, metres: int) -> Leg:
    begins = max(arrives, meal.earliest)
    return Leg(None, "lunch", arrives, begins, begins + meal.minutes, metres, way)
