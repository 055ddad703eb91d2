"""A problem of rounds, refused when anything in it is wrong."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import isfinite
from typing import Any, Protocol, TypeVar

import numpy as np

from engines.routing.given import DAY, Lunch, Place, Span, Stop, Team, Ways

LONGEST = 60 * DAY  # minutes that a problem may span; more is a slip of the unit
GREATEST_PRIZE = 10**6
GREATEST_LOAD = 10**9
FARTHEST = 10**9  # metres


class _Numbered(Protocol):
    @property
    def id(self) -> int: ...


One = TypeVar("One", bound=_Numbered)


class BadProblem(ValueError):
    """Bad input. The sentence names side, row (counted from 0) and field, and says what to give."""

    def __init__(self, side: str, row: int | None, field_name: str, what: str) -> None:
        self.side, self.row, self.field = side, row, field_name
        where = side if row is None else f"{side} row {row}"
        super().__init__(f"{where}, {field_name}: {what}.")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Stops to be visited by teams. Raises ``BadProblem``.

    ways : where they are known; without, they are reckoned from the places (``engines.routing.ways``).
    """

    stops: Sequence[Stop]
    teams: Sequence[Team]
    ways: Ways | None = None

    def __post_init__(self) -> None:
        stops = tuple(self._stop(row, stop) for row, stop in enumerate(self.stops))
        teams = tuple(self._team(row, team) for row, team in enumerate(self.teams))
        self._keep("stops", _own_ids("stops", stops))
        self._keep("teams", _own_ids("teams", teams))
        if self.ways is not None:
            size = len(stops) + 2 * len(teams)
            minutes = _matrix("minutes", self.ways.minutes, size, LONGEST)
            self._keep("ways", Ways(minutes=minutes, metres=_matrix("metres", self.ways.metres, size, FARTHEST)))

    def _keep(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    def _stop(self, row: int, stop: Stop) -> Stop:
        _whole("stops", row, "minutes", stop.minutes, most=LONGEST)
        _whole("stops", row, "load", stop.load, most=GREATEST_LOAD)
        if stop.prize is not None:
            _whole("stops", row, "prize", stop.prize, most=GREATEST_PRIZE)
        _truth("stops", row, "needs_ramp", stop.needs_ramp)
        return replace(
            stop,
            place=self._place("stops", row, "place", stop.place),
            windows=_spans("stops", row, "windows", stop.windows),
            skills=_words("stops", row, "skills", stop.skills),
        )

    def _team(self, row: int, team: Team) -> Team:
        _truth("teams", row, "ramp", team.ramp)
        if team.capacity is not None:
            _whole("teams", row, "capacity", team.capacity, most=GREATEST_LOAD)
        if team.lunch is not None:
            _lunch(row, team.lunch)
        shifts = _spans("teams", row, "shifts", team.shifts)
        for before, after in pairwise(shifts):
            if before[0] // DAY == after[0] // DAY:
                raise BadProblem("teams", row, "shifts", f"two begin on day {after[0] // DAY}; give one a day")
        return replace(
            team,
            shifts=shifts,
            start=self._place("teams", row, "start", team.start),
            end=team.end if team.end is None else self._place("teams", row, "end", team.end),
            skills=_words("teams", row, "skills", team.skills),
        )

    def _place(self, side: str, row: int, name: str, place: Place | None) -> Place | None:
        if place is None:
            if self.ways is None:
                raise BadProblem(side, row, name, "it is missing; give latitude and longitude, or give ways")
            return None
        if not isinstance(place, tuple | list) or len(place) != 2:
            raise BadProblem(side, row, name, f"{place!r} is not a pair of latitude and longitude")
        for value, most in zip(place, (90, 180), strict=True):
            if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
                raise BadProblem(side, row, name, f"{value!r} cannot be; give degrees")
            if not -most <= value <= most:
                raise BadProblem(side, row, name, f"{value} cannot be; give degrees from -{most} to {most}")
        return Place(*map(float, place))

    @cached_property
    def stop_by_id(self) -> dict[int, Stop]:
        return {stop.id: stop for stop in self.stops}

    @cached_property
    def team_by_id(self) -> dict[int, Team]:
        return {team.id: team for team in self.teams}


def _whole(side: str, row: int | None, name: str, value: object, *, most: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadProblem(side, row, name, f"{value!r} cannot be; give a whole number")
    if not 0 <= value <= most:
        raise BadProblem(side, row, name, f"{value} cannot be; give a whole number from 0 to {most}")


def _truth(side: str, row: int, name: str, value: object) -> None:
    if not isinstance(value, bool):
        raise BadProblem(side, row, name, f"{value!r} cannot be; give True or False")


def _own_ids(side: str, rows: tuple[One, ...]) -> tuple[One, ...]:
    seen: set[int] = set()
    for row, item in enumerate(rows):
        if isinstance(item.id, bool) or not isinstance(item.id, int):
            raise BadProblem(side, row, "id", f"{item.id!r} cannot be; give a whole number")
        if item.id in seen:
            raise BadProblem(side, row, "id", f"{item.id} is the id of an earlier row; give each its own")
        seen.add(item.id)
    return rows


def _spans(side: str, row: int, name: str, spans: Collection[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in spans:
        if not isinstance(span, tuple | list) or len(span) != 2:
            raise BadProblem(side, row, name, f"{span!r} is not a pair of two times")
        for value in span:
            _whole(side, row, name, value, most=LONGEST)
        if span[1] < span[0]:
            raise BadProblem(side, row, name, f"{tuple(span)} ends before it starts; exchange the two")
        kept.append((span[0], span[1]))
    kept.sort()
    for before, after in pairwise(kept):
        if after[0] < before[1] or after == before:
            raise BadProblem(side, row, name, f"{before} and {after} overlap; join them")
    return tuple(kept)


def _lunch(row: int, lunch: Lunch) -> None:
    for name, most in (("minutes", DAY), ("earliest", 2 * DAY), ("latest", 2 * DAY)):
        _whole("teams", row, f"lunch.{name}", getattr(lunch, name), most=most)
    if lunch.latest < lunch.earliest:
        raise BadProblem("teams", row, "lunch.latest", "it is before earliest; exchange the two")


def _words(side: str, row: int, name: str, words: Collection[str]) -> frozenset[str]:
    if isinstance(words, str) or not all(isinstance(word, str) and word for word in words):
        raise BadProblem(side, row, name, f"{words!r} is not a list of words")
    return frozenset(words)


def _matrix(name: str, rows: Sequence[Sequence[int]], size: int, most: int) -> tuple[tuple[int, ...], ...]:
    """The rows as tuples of whole numbers; what is wrong is told by the row and the column of the first such."""
    if len(rows) != size:
        raise BadProblem("ways", None, name, f"there are {len(rows)} rows; {size} places are given")
    for row, values in enumerate(rows):
        if len(values) != size:
            raise BadProblem("ways", row, name, f"there are {len(values)} columns; {size} places are given")
    table = np.asarray(rows)
    if size and not np.issubdtype(table.dtype, np.integer):
        raise BadProblem("ways", *_first_odd(name, rows))
    for row, column in np.argwhere((table < 0) | (table > most)).tolist():
        raise BadProblem("ways", row, name, f"{table[row, column]} in column {column}; give from 0 to {most}")
    for row in np.flatnonzero(table.diagonal()).tolist() if size else []:
        raise BadProblem("ways", row, name, f"from a place to itself it is {table[row, row]}; give 0")
    return tuple(map(tuple, table.tolist()))


def _first_odd(name: str, rows: Sequence[Sequence[object]]) -> tuple[int, str, str]:
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, bool) or not isinstance(value, int | np.integer):
                return row, name, f"{value!r} in column {column} cannot be; give a whole number"
    return 0, name, "the numbers are too great"
