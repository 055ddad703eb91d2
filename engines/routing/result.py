"""What planning rounds gives back."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from engines.routing.problem import Problem
from engines.routing.settings import Settings

Fact = dict[str, Any]  # "code" and what it is about; numbers, strings and lists only, so that it can be kept as JSON


class Leg(NamedTuple):
    """One item of a round, with the way to it.

    kind : "start", "stop", "lunch" or "end". stop : its id, ``None`` for the other kinds.
    arrives, begins, ends : the team is there, waits, then visits or eats; what it waits for is a window.
    metres, drive_minutes : from the item before; it left so many minutes before it arrives.
    """

    stop: int | None
    kind: str
    arrives: int
    begins: int
    ends: int
    metres: int
    drive_minutes: int


class Route(NamedTuple):
    """One team's round on one day; there is none for a team that visits nobody."""

    team: int
    day: int
    legs: tuple[Leg, ...]


class LeftOut(NamedTuple):
    """A stop that nobody visits, and why.

    facts : what stands in its way in this plan (codes: ``explain``).
    together : whether all of them would have to change; else any one is enough.
    """

    stop: int
    facts: tuple[Fact, ...]
    together: bool


class Moved(NamedTuple):
    """A visit whose told time is not kept.

    old : team, day and when it was to begin; new : the same, ``None`` when nobody comes.
    facts : what changed about its team or about itself (codes: ``repair``).
    """

    stop: int
    old: tuple[int, int, int]
    new: tuple[int, int, int] | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class Result:
    """A plan of rounds.

    routes : by day, then team. left_out : by stop.
    distance : metres driven; driving : minutes driven; duration : minutes from leaving to return, of all rounds.
    prize : of the may-visit stops that are visited. value : minutes driven and the prizes of those that are not: the
        less the better, once as few must-visit stops as possible are left out.
    bound : no plan that leaves out so few must-visit stops has a lesser value; ``None`` where it is not known.
    status : "infeasible" when a must-visit stop is left out, else "optimal" when value is bound, else "feasible".
    iterations : of the search; none where everything was tried. seconds : what it took.
    moved : told times not kept, and now : when, in a repaired plan; empty and ``None`` in a new one.
    """

    problem: Problem
    settings: Settings
    routes: tuple[Route, ...]
    left_out: tuple[LeftOut, ...]
    distance: int
    driving: int
    duration: int
    prize: int
    value: int
    bound: int | None
    status: str
    iterations: int
    seconds: float
    moved: tuple[Moved, ...] = ()
    now: int | None = None

    @cached_property
    def visit_by_stop(self) -> dict[int, tuple[Route, Leg]]:
        return {leg.stop: (route, leg) for route in self.routes for leg in route.legs if leg.stop is not None}

    @cached_property
    def left_out_by_stop(self) -> dict[int, LeftOut]:
        return {left.stop: left for left in self.left_out}
