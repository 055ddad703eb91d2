"""Why a stop is not visited: facts, each of which was checked by taking it away."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from itertools import combinations

from engines.routing.given import DAY, Team
from engines.routing.ground import EVER, MOVED, UNLIMITED, Duty, Ground, meal_of
from engines.routing.legs import legs_of
from engines.routing.plan import Plan, replayed
from engines.routing.problem import LONGEST, Problem
from engines.routing.remaining import orders_of, remaining
from engines.routing.result import Fact, LeftOut, Leg, Result, Route
from engines.routing.round import Insertion, Round


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """What is to be said about one stop.

    route, leg : who comes and when, ``None`` when it was left out. facts, together : as in ``LeftOut``; empty when it
    is visited. elsewhere : (team, day, minutes): rounds in which it would fit as well with nothing else put in another
    order, and by how many minutes of driving the plan would be longer; least first; empty when it was left out.
    """

    stop_id: int
    route: Route | None
    leg: Leg | None
    facts: tuple[Fact, ...]
    together: bool
    elsewhere: tuple[tuple[int, int, int], ...]


def explain(problem: Problem, result: Result, stop_id: int) -> Explanation:
    """The facts about one stop in this plan; raises ``LookupError`` for one it does not have.

    The codes, each with ``team`` and ``day`` of the round that comes nearest; the fewest that make the visit possible
    are given. Where one alone is enough, all such are given; where several have to change ``together``, one set of
    them. Nothing else is put in another order.

    ``skills_missing`` (skills, anybody): the team does not have them; whether anybody does. ``ramp_missing``
    (anybody). ``window_missed`` (needed): it would have to begin at ``needed``. ``vehicle_full`` (capacity, needed).
    ``team_busy`` (stops): were they not visited (one, or all). ``shift_too_short`` (begins, ends): the shift would
    have to be so. ``lunch``: were there none. ``not_worth`` (minutes, prize): so many minutes more to drive.
    ``told_times`` (moved): so many told times would have to move. Without team and day: ``no_shifts``, ``too_far``
    (minutes there and back).
    """
    if stop_id not in problem.stop_by_id:
        raise LookupError(f"There is no stop {stop_id} in this plan; make it again with it.")
    visit = result.visit_by_stop.get(stop_id)
    if visit is None:
        left = result.left_out_by_stop[stop_id]
        return Explanation(
            stop_id=stop_id, route=None, leg=None, facts=left.facts, together=left.together, elsewhere=()
        )
    elsewhere = sorted(_elsewhere(problem, result, stop_id), key=lambda fact: (fact[2], fact[1], fact[0]))
    return Explanation(
        stop_id=stop_id, route=visit[0], leg=visit[1], facts=(), together=False, elsewhere=tuple(elsewhere)
    )


def _elsewhere(problem: Problem, result: Result, stop_id: int) -> Iterator[tuple[int, int, int]]:
    if result.now is None:
        ground = Ground(problem, result.settings)
        orders = orders_of(ground, result)
    else:
        ground, orders = remaining(problem, result.settings, result, result.now)
    plan = replayed(ground, orders)
    number = ground.number[stop_id]
    own = next((round_ for round_ in plan.rounds if number in round_.order), None)
    if own is None:  # it has begun
        return
    saved = own.driving - own.without({number}).driving
    for round_ in plan.rounds:
        found = None if round_ is own else round_.insertion(number)
        if found is not None and found.cost < MOVED:
            yield round_.duty.team, round_.duty.day, found.cost - saved


def why_left_out(plan: Plan, number: int) -> LeftOut:
    """The fewest things that keep a stop out: all that do so alone, else the first few that do together."""
    stop_id = plan.ground.stops[number].id
    if not plan.rounds:
        return LeftOut(stop_id, ({"code": "no_shifts"},), together=False)
    names = _walls(plan, number)
    for size in range(1, len(names) + 1):
        ways = [
            (named, found) for named in combinations(names, size) if (found := _way(plan, number, frozenset(named)))
        ]
        if ways:
            ways = ways if size == 1 else ways[:1]
            facts = [_fact(plan, number, name, found) for named, found in ways for name in named]
            return LeftOut(stop_id, tuple(facts), together=size > 1)
    minutes = plan.ground.minutes
    there = min(minutes[round_.duty.start][number] + minutes[number][round_.duty.finish] for round_ in plan.rounds)
    return LeftOut(stop_id, ({"code": "too_far", "minutes": there},), together=False)


def _walls(plan: Plan, number: int) -> list[str]:
    """What can be in the way of this stop, in the order in which somebody at the desk would look for a way out."""
    stop = plan.ground.stops[number]
    applies = {
        "worth": stop.prize is not None,
        "busy": any(round_.order for round_ in plan.rounds),
        "full": stop.load > 0,
        "skills": bool(stop.skills),
        "ramp": stop.needs_ramp,
        "windows": bool(stop.windows),
        "lunch": any(round_.duty.meal for round_ in plan.rounds),
        "shift": True,
    }
    return [name for name, does in applies.items() if does]


@dataclass(frozen=True)
class _Way:
    """A round as it would be with some walls taken away, and where the stop goes in it."""

    original: Round
    relaxed: Round
    number: int
    insertion: Insertion

    @property
    def legs(self) -> tuple[Leg, ...]:
        return legs_of(self.relaxed.inserted(self.number, self.insertion.at))


def _way(plan: Plan, number: int, named: frozenset[str]) -> _Way | None:
    """The cheapest way to visit the stop with these walls taken away."""
    best: _Way | None = None
    limit = None if "worth" in named else plan.ground.lost[number]
    for original in plan.rounds:
        for relaxed in _relaxed(plan.ground, original, number, named):
            found = relaxed.insertion(number, less_than=limit)
            if found is None:
                continue
            best, limit = _Way(original, relaxed, number, found), found.cost
    return best


def _relaxed(ground: Ground, original: Round, number: int, named: frozenset[str]) -> Iterator[Round]:
    """The round without these walls; where others have to make room, first each alone, then all."""
    duty, stop = original.duty, ground.stops[number]
    team = ground.problem.team_by_id[duty.team]
    skilled = "skills" in named or set(stop.skills) <= set(team.skills)
    boarded = "ramp" in named or team.ramp or not stop.needs_ramp
    has_time = "shift" in named or not duty.is_late
    if not (skilled and boarded and has_time) or any(leg.kind == "end" for leg in duty.past):
        return
    duty = replace(
        duty,
        meal=None if "lunch" in named else duty.meal,
        room=UNLIMITED if "full" in named else duty.room,
        able=duty.able | {number},
    )
    ground = copy(ground)
    if "windows" in named:
        ground.visits = list(ground.visits)
        ground.visits[number] = ground.visits[number]._replace(windows=((0, EVER),))
    if named == {"busy"}:
        for other in original.order:
            yield Round(ground, duty, [number for number in original.order if number != other])
    for longer in _longer(team, duty, "lunch" in named) if "shift" in named else [duty]:
        yield Round(ground, longer, () if "busy" in named else original.order)


def _longer(team: Team, duty: Duty, without_lunch: bool) -> Iterator[Duty]:
    """The duty ending later, beginning earlier, or both; as long as the day and the team's other shifts allow."""
    first = max([duty.day * DAY, duty.soonest, *(shift[1] for shift in team.shifts if shift[0] // DAY < duty.day)])
    last = min([LONGEST, *(shift[0] for shift in team.shifts if shift[0] // DAY > duty.day)])
    has_eaten = without_lunch or any(leg.kind == "lunch" for leg in duty.past)
    spans = [(duty.begins, last)] if duty.past else [(duty.begins, last), (first, duty.ends), (first, last)]
    for begins, ends in spans:
        meal = duty.meal if has_eaten or duty.meal else meal_of(team, duty.day, (begins, ends))
        yield replace(duty, begins=begins, ends=ends, meal=meal)


def _fact(plan: Plan, number: int, name: str, way: _Way) -> Fact:
    ground, duty = plan.ground, way.original.duty
    stop, teams = ground.stops[number], ground.teams
    team = ground.problem.team_by_id[duty.team]
    where = {"team": duty.team, "day": duty.day}
    match name:
        case "skills":
            missing = sorted(set(stop.skills) - set(team.skills))
            anybody = any(set(stop.skills) <= set(team.skills) for team in teams)
            return {"code": "skills_missing", "skills": missing, "anybody": anybody, **where}
        case "ramp":
            return {"code": "ramp_missing", "anybody": any(team.ramp for team in teams), **where}
        case "windows":
            needed = next(leg.begins for leg in way.legs if leg.stop == stop.id)
            return {"code": "window_missed", "needed": needed, **where}
        case "full":
            needed = way.relaxed.load + stop.load + (team.capacity or 0) - way.original.duty.room
            return {"code": "vehicle_full", "capacity": team.capacity, "needed": needed, **where}
        case "busy":
            stops = sorted(ground.stops[number].id for number in way.original.order if number not in way.relaxed.order)
            return {"code": "team_busy", "stops": stops, **where}
        case "shift":
            legs = way.legs
            begins = min(legs[0].begins, duty.begins)
            return {"code": "shift_too_short", "begins": begins, "ends": max(legs[-1].ends, duty.ends), **where}
        case "lunch":
            return {"code": "lunch", **where}
    moved = (way.insertion.cost + MOVED // 2) // MOVED
    if moved > (ground.visits[number].told is not None):
        return {"code": "told_times", "moved": moved, **where}
    return {"code": "not_worth", "minutes": way.insertion.cost - MOVED * moved, "prize": stop.prize, **where}
