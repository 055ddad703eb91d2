"""When an interpreter is free and rested: the rule of the timetable engine, for what comes up during the day.

Times are whole minutes of the fair, as in ``fairs.minutes``; places are halls. Between any two rests of
``rest_minutes`` no more than ``interpreting_minutes`` are interpreted; walking and preparing count neither as
interpreting nor as rest.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from engines.scheduling import Settings

Span = tuple[int, int]
Place = int | None
LEAST = 5
"""Minutes for which it is worth sending somebody: who may interpret less than this before the rest is resting."""


def no_way(_one: Place, _other: Place) -> int:
    """Everything is near."""
    return 0


@dataclass(frozen=True, order=True)
class Work:
    """One piece of work: from ``begin`` it takes the interpreter, from ``start`` to ``end`` they interpret."""

    begin: int
    start: int
    end: int
    place: Place = field(default=None, compare=False)

    def minutes(self) -> int:
        return self.end - self.start


@dataclass
class Day:
    """An interpreter's day: when they are on duty, when not, their work, done and still to come, and the ways.

    ``base`` is where they wait before their first work; ``way(one, other)`` the minutes between two places.
    """

    duty: list[Span]
    breaks: list[Span] = field(default_factory=list)
    work: list[Work] = field(default_factory=list)
    base: Place = None
    way: Callable[[Place, Place], int] = no_way

    def next_piece(self, now: int, minutes: int, place: Place, settings: Settings) -> Work | None:
        """``minutes`` of interpreting at ``place``, setting out at the first minute from ``now`` that is possible."""
        for begin in self._moments(now, settings):
            start = begin + self.way(self.place_at(begin), place)
            piece = Work(begin, start, start + minutes, place)
            if self.takes(piece, settings):
                return piece
        return None

    def _moments(self, now: int, settings: Settings) -> Iterator[int]:
        """``now`` and each later minute at which something that hinders ends."""
        ends = [first for first, _last in self.duty] + [last for _first, last in self.breaks]
        for one in self.work:
            ends += [one.end, one.end + settings.rest_minutes]
        yield from sorted({now, *(end for end in ends if end > now)})

    def place_at(self, moment: int) -> Place:
        """Where the interpreter is, or was last, at ``moment``."""
        been = [one for one in self.work if one.start <= moment]
        return max(been).place if been else self.base

    def takes(self, piece: Work, settings: Settings) -> bool:
        """Whether ``piece`` fits: on duty, in no break, beside all other work and in time for the next, rested."""
        whole = piece.begin, piece.end
        on_duty = any(first <= whole[0] and whole[1] <= last for first, last in self.duty)
        taken = [*self.breaks, *((one.begin, one.end) for one in self.work)]
        is_free = not any(max(whole[0], first) < min(whole[1], last) for first, last in taken)
        if not (on_duty and is_free):
            return False
        following = min((one for one in self.work if one.begin >= piece.end), default=None)
        if following and piece.end + self.way(piece.place, following.place) > following.begin:
            return False
        own = next(run for run in runs([*self.work, piece], settings) if piece in run)
        return interpreted(own) <= settings.interpreting_minutes

    def rests_until(self, now: int, settings: Settings) -> int | None:
        """Until when the rest lasts that is due after the work done; nothing where none is due."""
        past = runs([one for one in self.work if one.end <= now], settings)
        if not past or interpreted(past[-1]) + LEAST <= settings.interpreting_minutes:
            return None
        end = past[-1][-1].end + settings.rest_minutes
        return end if end > now else None

    def is_on_duty(self, now: int) -> bool:
        """Whether ``now`` lies in a shift and in no break."""
        on_break = any(first <= now < last for first, last in self.breaks)
        return any(first <= now < last for first, last in self.duty) and not on_break


def runs(work: Sequence[Work], settings: Settings) -> list[list[Work]]:
    """``work`` in order, cut wherever there is a rest between two pieces."""
    found: list[list[Work]] = []
    for one in sorted(work):
        if not found or one.begin - found[-1][-1].end >= settings.rest_minutes:
            found.append([])
        found[-1].append(one)
    return found


def interpreted(work: Sequence[Work]) -> int:
    """Minutes of interpreting."""
    return sum(one.minutes() for one in work)
