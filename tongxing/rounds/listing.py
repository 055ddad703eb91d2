"""A day of a plan as pages show it: each team with its numbered stops, what it drives, and the map of all."""

from dataclasses import dataclass

from tongxing.rounds.drawing import PATTERNS, Map, Way, map_of
from tongxing.rounds.models import Leg, Stop, Team

Kind, State = Leg.Kind, Leg.State


@dataclass(frozen=True)
class Line:
    """One leg, with the stop's number on the map; 0 for the ways out and home and for lunch."""

    number: int
    leg: Leg


@dataclass(frozen=True)
class Outing:
    """A team's day."""

    team: Team
    pattern: int
    lines: list[Line]

    @property
    def metres(self) -> int:
        return sum(line.leg.metres for line in self.lines)

    @property
    def kilometres(self) -> float:
        return self.metres / 1000

    @property
    def drive_minutes(self) -> int:
        return sum(line.leg.drive_minutes for line in self.lines)

    @property
    def visits(self) -> list[Line]:
        return [line for line in self.lines if line.number]

    @property
    def count(self) -> int:
        return len(self.visits)

    @property
    def done(self) -> int:
        """How many visits are over, whatever came of them."""
        return sum(line.leg.state in {State.DONE, State.MISSED} for line in self.visits)


def outings_of(teams, legs, day: int) -> list[Outing]:
    """Each team's day; the stops are numbered through, team by team."""
    number = 0
    outings: list[Outing] = []
    for team in teams:
        lines = []
        for leg in legs:
            if (leg.team_id, leg.day) != (team.pk, day):
                continue
            number += leg.kind == Kind.STOP
            lines.append(Line(number if leg.kind == Kind.STOP else 0, leg))
        if lines:
            outings.append(Outing(team, len(outings) % PATTERNS + 1, lines))
    return outings


def map_of_day(outings: list[Outing], *, is_exact: bool = False) -> Map | None:
    """The map of these teams' day; homes are rounded to a kilometre unless ``is_exact``."""
    return map_of([_way(outing) for outing in outings], is_exact=is_exact)


def _way(outing: Outing) -> Way:
    team = outing.team
    stops = [(line.number, line.leg.stop.place()) for line in outing.visits if line.leg.stop]
    return Way(team.name, team.start(), stops, team.end())


def waiting_stops(stops, legs) -> list[Stop]:
    """The stops that the plan leaves out, those that must be visited first."""
    visited = {leg.stop_id for leg in legs}
    left = [stop for stop in stops if stop.pk not in visited and stop.cancelled_at is None]
    return sorted(left, key=lambda stop: (not stop.is_must, stop.pk))
