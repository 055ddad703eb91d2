"""The judge of rounds: the definition once more, over plain lists of legs.

Nothing here is shared with the solver but the meaning of the fields, so that a slip in one shows in the other.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import acos, ceil, cos, radians, sin
from typing import Any

from engines.routing.given import Place, Span, Stop, Team
from engines.routing.problem import Problem
from engines.routing.result import Result, Route
from engines.routing.settings import Settings


def check(problem: Problem, result: Result) -> list[str]:
    """What is wrong with ``result`` as an answer to ``problem``: a sentence each, none when all holds.

    Ways, windows, shifts, lunches, skills, ramps and loads; that each stop is visited once or left out with a reason;
    that nothing is left out that fits as it stands; and the numbers. In a repaired plan what had begun before
    ``result.now`` is taken as it is: it may be late, or with a team that no longer has a shift.
    """
    said = [*_unknown(problem, result)]
    if said:
        return said
    for route in result.routes:
        where = f"team {route.team} on day {route.day}"
        said += [f"{where}: {what}" for what in _shape(result, route)]
        if not said:
            said += [f"{where}: {what}" for what in _ways(problem, result.settings, route)]
            said += [f"{where}: {what}" for what in _driving(result, route)]
            said += [f"{where}: {what}" for what in _times(problem, result, route)]
            said += [f"{where}: {what}" for what in _team(problem, result, route)]
    if not said:
        said += _fitting(problem, result)
    return [*said, *_numbers(problem, result)]


def _unknown(problem: Problem, result: Result) -> Iterator[str]:
    stops, teams = {stop.id for stop in problem.stops}, {team.id for team in problem.teams}
    listed = [leg.stop for route in result.routes for leg in route.legs if leg.kind == "stop"]
    listed += [left.stop for left in result.left_out]
    for wanted in sorted(stops):
        if listed.count(wanted) != 1:
            yield f"stop {wanted}: it is listed {listed.count(wanted)} times; it is either visited or left out."
    for unknown in sorted({stop_id for stop_id in listed if stop_id is not None} - stops):
        yield f"stop {unknown}: it is not among those given."
    for left in result.left_out:
        if not left.facts:
            yield f"stop {left.stop}: it is left out without a fact that says why."
    for number, route in enumerate(result.routes):
        where = f"team {route.team} on day {route.day}"
        if route.team not in teams:
            yield f"{where}: it is not among those given."
        elif _shift(problem, route) is None and not _is_begun(result, route, 1):
            yield f"{where}: it has no shift."
        if any((other.team, other.day) == (route.team, route.day) for other in result.routes[:number]):
            yield f"{where}: it has two rounds."


def _shape(result: Result, route: Route) -> Iterator[str]:
    kinds = [leg.kind for leg in route.legs]
    inner = kinds[1:-1]
    if kinds[:1] != ["start"] or kinds[-1:] != ["end"] or not set(inner) <= {"stop", "lunch"}:
        yield "a round is a start, stops and at most one lunch, and an end."
    elif "stop" not in inner and not _is_begun(result, route, 1):
        yield "it visits nobody."
    elif inner.count("lunch") > 1:
        yield "there are two lunches."
    for leg in route.legs:
        if (leg.kind == "stop") != (leg.stop is not None):
            yield f"a leg of kind {leg.kind} has the stop {leg.stop}."


def _ways(problem: Problem, settings: Settings, route: Route) -> Iterator[str]:
    """The way from each place to the next; a lunch may be before or after it."""
    before: object = "start"
    driven = [0, 0]
    for leg in route.legs[1:]:
        driven = [driven[0] + leg.metres, driven[1] + leg.drive_minutes]
        if leg.kind == "lunch":
            continue
        after = "end" if leg.kind == "end" else leg.stop
        metres, minutes = _way(problem, settings, route.team, before, after)
        if abs(driven[0] - metres) > (0 if problem.ways else 1):
            yield f"from {before} to {after} it is {metres} metres, not {driven[0]}."
        expected = minutes if problem.ways else ceil(driven[0] * 60 / (settings.speed_kmh * 1000))
        if driven[1] != expected:
            yield f"from {before} to {after} it takes {expected} minutes, not {driven[1]}."
        before, driven = after, [0, 0]


def _driving(result: Result, route: Route) -> Iterator[str]:
    """Each way begins when the item before ends; once an item has begun, the way from it may begin later.

    A repair has the team turn back or wait, and who was done sooner than planned may have left no sooner.
    """
    for at, (last, leg) in enumerate(pairwise(route.legs)):
        if leg.kind == "lunch" and leg.drive_minutes and route.legs[at + 2].drive_minutes:
            yield f"lunch at {leg.begins} is in the middle of a way."
        arrives = last.ends + leg.drive_minutes
        if leg.arrives < arrives or (leg.arrives > arrives and not _is_begun(result, route, at)):
            yield f"it leaves at {last.ends} and drives {leg.drive_minutes} minutes; it cannot arrive at {leg.arrives}."


def _way(problem: Problem, settings: Settings, team: int, start: object, other: object) -> tuple[int, int]:
    if problem.ways:
        rows: list[tuple[str, object]] = [("stop", stop.id) for stop in problem.stops]
        rows += [(end, given.id) for given in problem.teams for end in ("start", "end")]
        here, there = (rows.index((end, team) if isinstance(end, str) else ("stop", end)) for end in (start, other))
        return problem.ways.metres[here][there], problem.ways.minutes[here][there]
    circle = _great_circle(_at(problem, team, start), _at(problem, team, other))
    return round(circle * settings.road_factor_percent / 100), 0


def _at(problem: Problem, team_id: int, end: object) -> Place:
    team = _member(problem, team_id)
    place = team.start if end == "start" else team.end or team.start
    if not isinstance(end, str):
        place = next(stop.place for stop in problem.stops if stop.id == end)
    assert place is not None
    return place


def _great_circle(start: Place, other: Place) -> float:
    """Metres on a sphere of 6,371,009 m, by the angle between two unit vectors; a chord where that is small."""
    points = []
    for place in (start, other):
        latitude, longitude = radians(place.latitude), radians(place.longitude)
        points.append((cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)))
    chord = sum((here - there) ** 2 for here, there in zip(*points, strict=True)) ** 0.5
    angle = chord * (1 + chord**2 / 24) if chord < 0.01 else acos(max(-1.0, 1 - chord**2 / 2))
    return 6_371_009 * angle


def _times(problem: Problem, result: Result, route: Route) -> Iterator[str]:
    for at, leg in enumerate(route.legs):
        if not leg.arrives <= leg.begins <= leg.ends:
            yield f"{leg.kind} {leg.stop or ''} is not in the order of time."
        if leg.kind in ("start", "end") and leg.arrives != leg.ends:
            yield f"the {leg.kind} takes time."
        if leg.stop is None:
            continue
        stop = _stop(problem, leg.stop)
        if leg.ends - leg.begins != stop.minutes:
            yield f"stop {stop.id} takes {leg.ends - leg.begins} minutes; {stop.minutes} are needed."
        if not _is_begun(result, route, at) and not _in_window(stop, leg.begins):
            yield f"stop {stop.id} begins at {leg.begins}, outside of its windows."


def _team(problem: Problem, result: Result, route: Route) -> Iterator[str]:
    team, shift = _member(problem, route.team), _shift(problem, route)
    stops = [_stop(problem, leg.stop) for leg in route.legs if leg.stop is not None]
    fresh = [leg for at, leg in enumerate(route.legs) if not _is_begun(result, route, at)]
    for leg in fresh if shift else []:
        if leg.kind == "stop" and not _can(team, _stop(problem, leg.stop)):
            yield f"stop {leg.stop} needs skills or a ramp that it does not have."
    if any(leg.kind == "stop" for leg in fresh):
        if team.capacity is not None and sum(stop.load for stop in stops) > team.capacity:
            yield f"it carries {sum(stop.load for stop in stops)}; {team.capacity} is what it can."
        if shift is None or route.legs[-1].ends > shift[1]:
            yield f"it is back at {route.legs[-1].ends}, after its shift."
    begins = route.legs[0].begins
    if shift and begins < shift[0]:
        yield f"it leaves at {begins}, before its shift."
    yield from _lunch(team, result, route, shift)


def _lunch(team: Team, result: Result, route: Route, shift: Span | None) -> Iterator[str]:
    at = next((at for at, leg in enumerate(route.legs) if leg.kind == "lunch"), None)
    begun = [leg for at, leg in enumerate(route.legs) if _is_begun(result, route, at)]
    if team.lunch is None:
        if at is not None and not _is_begun(result, route, at):
            yield "it has a lunch that it does not take."
        return
    earliest, latest = (route.day * 1440 + bound for bound in (team.lunch.earliest, team.lunch.latest))
    if at is None:
        first = None if shift is None else max(shift[0], earliest)
        if result.now is not None and not begun and first is not None:
            first = max(first, result.now)
        is_over = bool(begun) and begun[-1].kind == "end"
        if shift and first is not None and first <= latest and first + team.lunch.minutes <= shift[1] and not is_over:
            yield "it has no lunch."
        return
    leg = route.legs[at]
    if _is_begun(result, route, at):
        return
    if leg.ends - leg.begins != team.lunch.minutes:
        yield f"lunch takes {leg.ends - leg.begins} minutes; {team.lunch.minutes} are needed."
    is_at_once = bool(begun) and leg.begins == leg.arrives and route.legs[at - 1] is begun[-1]
    if leg.begins < earliest or (leg.begins > latest and not is_at_once):
        yield f"lunch begins at {leg.begins}, not from {earliest} to {latest}."


def _fitting(problem: Problem, result: Result) -> Iterator[str]:
    """Stops left out for which a team has time as it stands, with nothing else begun earlier or later."""
    for left in result.left_out:
        stop = _stop(problem, left.stop)
        for team in problem.teams:
            for shift in team.shifts if _can(team, stop) else ():
                route = next(
                    (route for route in result.routes if (route.team, route.day) == (team.id, shift[0] // 1440)), None
                )
                if any(_fits(problem, result, stop, team, *gap) for gap in _gaps(problem, result, team, shift, route)):
                    yield f"stop {stop.id}: it is left out, but team {team.id} has time on day {shift[0] // 1440}."


Gap = tuple[object, int, object, int, int]  # place and time of leaving; place and time of arriving; capacity left


def _gaps(problem: Problem, result: Result, team: Team, shift: Span, route: Route | None) -> Iterator[Gap]:
    """Between which two items of a round another can come; a team without a round has one gap, if it has no lunch."""
    soonest = max(shift[0], result.now or 0)
    if route is None:
        if team.lunch is None:
            yield "start", soonest, "end", shift[1], _room(problem, team, ())
        return
    room = _room(problem, team, [leg.stop for leg in route.legs if leg.stop is not None])
    for at, (earlier, other) in enumerate(pairwise(route.legs)):
        if "lunch" in (earlier.kind, other.kind) or _is_begun(result, route, at + 1):
            continue
        leaves = soonest if earlier.kind == "start" else max(earlier.ends, result.now or 0)
        until = shift[1] if other.kind == "end" else other.begins
        here = "start" if earlier.stop is None else earlier.stop
        yield here, leaves, "end" if other.stop is None else other.stop, until, room


def _room(problem: Problem, team: Team, stops: Sequence[int]) -> int:
    if team.capacity is None:
        return sum(stop.load for stop in problem.stops)
    return team.capacity - sum(_stop(problem, stop).load for stop in stops)


def _fits(problem: Problem, result: Result, stop: Stop, team: Team, *gap: Any) -> bool:
    here, leaves, there, until, room = gap
    into = _minutes(problem, result.settings, team.id, here, stop.id)
    out = _minutes(problem, result.settings, team.id, stop.id, there)
    is_alone = (here, there) == ("start", "end")
    detour = into + out - (0 if is_alone else _minutes(problem, result.settings, team.id, here, there))
    if stop.load > room or (stop.prize is not None and stop.prize <= detour):
        return False
    arrives = leaves + into
    begins = [max(arrives, first) for first, last in stop.windows if last >= arrives] if stop.windows else [arrives]
    return bool(begins) and min(begins) + stop.minutes + out <= until


def _minutes(problem: Problem, settings: Settings, team: int, start: object, other: object) -> int:
    metres, minutes = _way(problem, settings, team, start, other)
    return minutes if problem.ways else ceil(metres * 60 / (settings.speed_kmh * 1000))


def _numbers(problem: Problem, result: Result) -> Iterator[str]:
    legs = [leg for route in result.routes for leg in route.legs]
    visited = {leg.stop for leg in legs}
    driving = sum(leg.drive_minutes for leg in legs)
    value = driving + sum(stop.prize or 0 for stop in problem.stops if stop.id not in visited)
    true = {
        "distance": sum(leg.metres for leg in legs),
        "driving": driving,
        "duration": sum(route.legs[-1].ends - route.legs[0].begins for route in result.routes if route.legs),
        "prize": sum(stop.prize or 0 for stop in problem.stops if stop.id in visited),
        "value": value,
    }
    for name, number in true.items():
        if getattr(result, name) != number:
            yield f"{name} is {getattr(result, name)}; the legs make {number}."
    if result.bound is not None and result.bound > value:
        yield f"bound is {result.bound}; {value} is reached."
    missing = any(stop.prize is None and stop.id not in visited for stop in problem.stops)
    expected = "infeasible" if missing else "optimal" if result.bound == value else "feasible"
    if result.status != expected:
        yield f"status is {result.status!r}; it is {expected!r}."


def _is_begun(result: Result, route: Route, at: int) -> bool:
    """Whether the team had left for this leg, or begun it where there is no way to it, before the repair.

    Who drove to lunch at a stop had left for the stop too.
    """
    if result.now is None:
        return False
    if at == 0:
        return len(route.legs) > 1 and _is_begun(result, route, 1)
    leg, last = route.legs[at], route.legs[at - 1]
    if last.kind == "lunch" and (last.drive_minutes or last.metres):
        return _is_begun(result, route, at - 1)
    return (leg.arrives - leg.drive_minutes if leg.drive_minutes else leg.begins) < result.now


def _shift(problem: Problem, route: Route) -> Span | None:
    team = _member(problem, route.team)
    return next((shift for shift in team.shifts if shift[0] // 1440 == route.day), None)


def _can(team: Team, stop: Stop) -> bool:
    return all(skill in team.skills for skill in stop.skills) and not (stop.needs_ramp and not team.ramp)


def _in_window(stop: Stop, begins: int) -> bool:
    return not stop.windows or any(first <= begins <= last for first, last in stop.windows)


def _stop(problem: Problem, wanted: int | None) -> Stop:
    return next(stop for stop in problem.stops if stop.id == wanted)


def _member(problem: Problem, wanted: int) -> Team:
    return next(team for team in problem.teams if team.id == wanted)
