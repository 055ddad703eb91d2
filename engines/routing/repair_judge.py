"""The judge of repaired rounds: what had begun stays, nothing moves into the past, and each moved time is told."""

from collections.abc import Iterator
from itertools import pairwise

from engines.routing.judge import check
from engines.routing.problem import Problem
from engines.routing.result import Leg, Result, Route


def check_repair(problem: Problem, before: Result, result: Result, now: int) -> list[str]:
    """What is wrong with ``result`` as a repair of ``before``: a sentence each, none when all holds.

    problem : as it is known at ``now``. Beside what ``check`` finds.
    """
    said = [] if result.now == now else [f"now is {result.now}; it is {now}."]
    said += check(problem, result)
    begun: set[tuple[int, int, int | None, str]] = set()
    for route in before.routes:
        for leg in _begun(problem, route, now):
            begun.add((route.team, route.day, leg.stop, leg.kind))
            said += _kept(result, route, leg)
    for route in result.routes:
        for leg in route.legs[1:]:
            leaves = leg.arrives - leg.drive_minutes if leg.drive_minutes else leg.begins
            if leaves < now and (route.team, route.day, leg.stop, leg.kind) not in begun:
                said.append(f"team {route.team} on day {route.day}: {leg.kind} {leg.stop} is moved into the past.")
    return [*said, *_moved(problem, before, result)]


def _begun(problem: Problem, route: Route, now: int) -> Iterator[Leg]:
    """What a team has begun, at the times that are known now: it may have left late, or a visit taken longer."""
    minutes = {stop.id: stop.minutes for stop in problem.stops}
    shifts = [span for team in problem.teams if team.id == route.team for span in team.shifts]
    clock = max([route.legs[0].ends, *(span[0] for span in shifts if span[0] // 1440 == route.day)])
    for last, leg in pairwise(route.legs):
        has_left = last.kind == "lunch" and (last.drive_minutes or last.metres)
        leaves = max(clock, leg.arrives - leg.drive_minutes)
        begins = max(leaves + leg.drive_minutes, leg.begins)
        has_begun = has_left or (leaves if leg.drive_minutes else begins) < now
        if not has_begun or (leg.kind == "stop" and leg.stop not in minutes):
            return
        clock = begins + (leg.ends - leg.begins if leg.stop is None else minutes[leg.stop])
        yield leg._replace(arrives=leaves + leg.drive_minutes, begins=begins, ends=clock)


def _kept(result: Result, route: Route, leg: Leg) -> Iterator[str]:
    """A leg that has begun, with its times as they are known now, has to be in the same round."""
    legs = [leg for other in result.routes if (other.team, other.day) == (route.team, route.day) for leg in other.legs]
    if leg not in legs:
        what = leg.kind if leg.stop is None else f"stop {leg.stop}"
        yield f"team {route.team} on day {route.day}: {what} had begun at {leg.begins} and is not kept."


def _moved(problem: Problem, before: Result, result: Result) -> Iterator[str]:
    """Told times: what the plan says of them against what is seen."""
    then = {leg.stop: (route.team, route.day, leg.begins) for route in before.routes for leg in route.legs}
    after = {leg.stop: (route.team, route.day, leg.begins) for route in result.routes for leg in route.legs}
    listed = [moved.stop for moved in result.moved]
    for stop in sorted(stop.id for stop in problem.stops):
        old, new = then.get(stop), after.get(stop)
        is_moved = old is not None and (new is None or abs(new[2] - old[2]) > result.settings.told_minutes)
        if listed.count(stop) != is_moved:
            said = "its told time is moved" if is_moved else "its told time is kept"
            yield f"stop {stop}: {said}; it is listed {listed.count(stop)} times."
    for moved in result.moved:
        if (moved.old, moved.new) != (then.get(moved.stop), after.get(moved.stop)):
            yield f"stop {moved.stop}: it moves from {then.get(moved.stop)} to {after.get(moved.stop)}; other is said."
        if not moved.facts:
            yield f"stop {moved.stop}: its told time is moved without a fact that says why."
