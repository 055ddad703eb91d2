"""Who is to be visited, and who drives there.

Times are whole minutes from midnight of the first day; day 1 begins at 1440. Ways are whole metres and minutes.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Span = tuple[int, int]  # from one minute until another

DAY = 24 * 60


class Place(NamedTuple):
    """A point on the earth, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One visit that is wished for.

    place : may be ``None`` where the problem brings its own ways. minutes : how long the visit takes.
    windows : within which it begins, both ends included; none means at any time of a shift.
    skills, needs_ramp : what one team has to have. load : how much of a vehicle's capacity it takes.
    prize : how many minutes of driving it is worth; ``None``: it must be visited.
    """

    id: int
    place: Place | None = None
    minutes: int = 30
    windows: Sequence[Span] = ()
    skills: Collection[str] = ()
    needs_ramp: bool = False
    load: int = 0
    prize: int | None = None


@dataclass(frozen=True, kw_only=True)
class Lunch:
    """So many minutes, begun from earliest to latest, both counted from midnight of each day.

    It is taken where the team is: before it leaves, at a stop or after its return. A shift that cannot hold it has
    none, and a team that visits nobody looks after itself.
    """

    minutes: int
    earliest: int
    latest: int


@dataclass(frozen=True, kw_only=True)
class Team:
    """People with one vehicle.

    shifts : begin and end, at most one a day. start, end : where each day's round begins and ends; without an end it
    ends where it began. capacity : what a round can carry, ``None`` for no limit.
    """

    id: int
    shifts: Sequence[Span]
    start: Place | None = None
    end: Place | None = None
    skills: Collection[str] = ()
    ramp: bool = False
    lunch: Lunch | None = None
    capacity: int | None = None


@dataclass(frozen=True, kw_only=True)
class Ways:
    """How long and how far it is from one place (row) to another (column).

    The places: the stops in the problem's order, then of each team, in its order, the start and the end, which is there
    even where a team ends where it began.
    """

    minutes: Sequence[Sequence[int]]
    metres: Sequence[Sequence[int]]
