"""The problem as the solver sees it: stops and places by number, shifts as duties."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from engines.routing.given import DAY, Span, Stop, Team
from engines.routing.problem import LONGEST, Problem
from engines.routing.result import Leg
from engines.routing.settings import Settings
from engines.routing.ways import ways_of

EVER = 4 * LONGEST  # later than anything
UNLIMITED = 10**15  # room of a vehicle without a capacity; more than the loads of any problem
# What a plan costs is one number: minutes driven and prizes lost, before them told times moved, and before all
# must-visit stops left out.
MOVED = 10**10
MUST = 10**15


class Meal(NamedTuple):
    """A lunch in minutes of the problem: how long, and from when to when it begins."""

    minutes: int
    earliest: int
    latest: int


class Visit(NamedTuple):
    """A stop by its number. told : within which it begins when the told time is kept; ``None``: nothing was told."""

    minutes: int
    windows: tuple[Span, ...]
    load: int
    told: Span | None
    told_at: int | None

    def begin(self, time: int) -> int | None:
        """The first time from ``time`` on at which it can begin."""
        for first, last in self.windows:
            if time <= last:
                return max(first, time)
        return None

    def last_begin(self, time: int) -> int | None:
        """The last time up to ``time`` at which it can begin."""
        for first, last in reversed(self.windows):
            if time >= first:
                return min(last, time)
        return None


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One team on one day, or what is left of that day.

    begins, ends : when it can leave ``start``, and when it has to be at ``finish`` (places by number).
    meal : that it still has to take. room : what it can still carry. able : the stops that it can serve.
    past : the legs that have begun; with any, the way to ``finish`` is driven even if no stop follows.
    soonest : nothing that has not begun can begin before. is_late : it will be back after its shift as it is, and so
    goes straight home.
    """

    team: int
    day: int
    begins: int
    ends: int
    start: int
    finish: int
    meal: Meal | None
    room: int
    able: frozenset[int]
    past: tuple[Leg, ...] = ()
    soonest: int = 0
    is_late: bool = False


class Ground:
    """Numbers for everything: stops by id from 0, then start and end of each team by id.

    told : when visits were to begin, by id of the stop. gone : stops whose visits have begun.
    """

    def __init__(self, problem: Problem, settings: Settings, told: Mapping[int, int] | None = None) -> None:
        self.problem, self.settings = problem, settings
        self.stops: list[Stop] = sorted(problem.stops, key=lambda stop: stop.id)
        self.teams: list[Team] = sorted(problem.teams, key=lambda team: team.id)
        self.number = {stop.id: number for number, stop in enumerate(self.stops)}
        count = len(problem.stops)
        row_of_stop = {stop.id: row for row, stop in enumerate(problem.stops)}
        row_of_team = {team.id: count + 2 * row for row, team in enumerate(problem.teams)}
        rows = [row_of_stop[stop.id] for stop in self.stops]
        for team in self.teams:
            rows += [row_of_team[team.id], row_of_team[team.id] + 1]
        ways = ways_of(problem, settings)
        self.minutes = [[ways.minutes[row][column] for column in rows] for row in rows]
        self.metres = [[ways.metres[row][column] for column in rows] for row in rows]
        self.visits = [visit_of(stop, settings, (told or {}).get(stop.id)) for stop in self.stops]
        self.lost = [self._lost(number) for number in range(count)]
        self.gone: frozenset[int] = frozenset()
        self.duties = [self.duty(team, shift) for team in self.teams for shift in team.shifts]

    def duty(self, team: Team, shift: Span) -> Duty:
        """The whole of a shift."""
        day = shift[0] // DAY
        start = len(self.stops) + 2 * self.teams.index(team)
        return Duty(
            team=team.id,
            day=day,
            begins=shift[0],
            ends=shift[1],
            start=start,
            finish=start + 1,
            meal=meal_of(team, day, shift),
            room=UNLIMITED if team.capacity is None else team.capacity,
            able=frozenset(number for number, stop in enumerate(self.stops) if can_serve(team, stop)),
        )

    def _lost(self, number: int) -> int:
        stop, told = self.stops[number], self.visits[number].told
        return (MUST if stop.prize is None else stop.prize) + (0 if told is None else MOVED)


def visit_of(stop: Stop, settings: Settings, told_at: int | None) -> Visit:
    """The stop's times."""
    spare = settings.told_minutes
    told = None if told_at is None else (told_at - spare, told_at + spare)
    return Visit(stop.minutes, tuple(stop.windows) or ((0, EVER),), stop.load, told, told_at)


def meal_of(team: Team, day: int, shift: Span) -> Meal | None:
    """The lunch that a shift holds."""
    if team.lunch is None:
        return None
    meal = Meal(team.lunch.minutes, day * DAY + team.lunch.earliest, day * DAY + team.lunch.latest)
    begin = max(shift[0], meal.earliest)
    return meal if begin <= meal.latest and begin + meal.minutes <= shift[1] else None


def can_serve(team: Team, stop: Stop) -> bool:
    """Whether the team has the skills and the ramp."""
    return set(stop.skills) <= set(team.skills) and (team.ramp or not stop.needs_ramp)
