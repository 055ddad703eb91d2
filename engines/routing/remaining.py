"""What is left of a day: the legs that have begun stay, and each team goes on from where they lead.

A leg has begun when the team has left for it, or, without a way, when it has begun to visit or to eat. Who drove to a
stop and eats there has left for the stop as well. What is known
now counts: a visit in progress takes as long as the problem says now, and what follows it begins no earlier than that.
"""

from dataclasses import replace

from engines.routing.given import Team
from engines.routing.ground import Duty, Ground, Meal, meal_of
from engines.routing.problem import BadProblem, Problem
from engines.routing.result import Leg, Result, Route
from engines.routing.settings import Settings
from engines.routing.timing import driven


def remaining(problem: Problem, settings: Settings, before: Result, now: int) -> tuple[Ground, list[list[int]]]:
    """The ground with what is left of each duty at ``now``, and for each the order of stops that was planned.

    Raises ``BadProblem`` when a stop or a team is missing at which, or with which, something has begun.
    """
    told = {stop: leg.begins for stop, (_, leg) in before.visit_by_stop.items()}
    ground = Ground(problem, settings, told)
    routes = {(route.team, route.day): route for route in before.routes}
    duties = []
    for team in ground.teams:
        whole = [duty for duty in ground.duties if duty.team == team.id]
        for route in before.routes:
            if route.team == team.id and all(duty.day != route.day for duty in whole):
                whole.append(ground.duty(team, (route.legs[0].begins, max(now, route.legs[0].begins))))
        for duty in sorted(whole, key=lambda duty: duty.day):
            had_shift = duty in ground.duties
            left = _left_of(ground, team, duty, routes.get((team.id, duty.day)), now)
            if had_shift or left.past:
                duties.append(left)
    for route in before.routes:
        if route.team not in problem.team_by_id and _leaves(route) < now:
            raise BadProblem("teams", None, "id", f"{route.team} is on the road; keep it, and end its shift")
    gone = frozenset(ground.number[leg.stop] for duty in duties for leg in duty.past if leg.stop is not None)
    ground.duties = [replace(duty, able=duty.able - gone) for duty in duties]
    ground.gone = gone
    orders = orders_of(ground, before)
    return ground, [[number for number in order if number not in gone] for order in orders]


def orders_of(ground: Ground, result: Result) -> list[list[int]]:
    """For each duty the stops of another plan, as far as they are still there."""
    legs = {(route.team, route.day): route.legs for route in result.routes}
    return [
        [ground.number[leg.stop] for leg in legs.get((duty.team, duty.day), ()) if leg.stop in ground.number]
        for duty in ground.duties
    ]


def _leaves(route: Route) -> int:
    return route.legs[1].arrives - route.legs[1].drive_minutes


def _left_of(ground: Ground, team: Team, duty: Duty, route: Route | None, now: int) -> Duty:
    past, place, ready = _begun(ground, duty, route, now) if route else ((), duty.start, duty.begins)
    if not past:
        begins = max(ready, now)
        return replace(duty, begins=begins, soonest=now, meal=meal_of(team, duty.day, (begins, duty.ends)))
    if past[-1].kind == "end":
        return replace(duty, past=past, able=frozenset(), meal=None, start=duty.finish, begins=past[-1].ends)
    meal = None if any(leg.kind == "lunch" for leg in past) else _still_due(duty.meal, ready)
    home = driven(meal, [(0, ready, meal is not None)], ground.minutes[place][duty.finish])
    back = min(time for _, time, owed in home if not owed)
    carried = sum(ground.visits[ground.number[leg.stop]].load for leg in past if leg.stop is not None)
    return replace(
        duty,
        past=past,
        start=place,
        begins=ready,
        soonest=now,
        ends=max(duty.ends, back),
        meal=meal,
        room=duty.room - carried,
        able=duty.able if back <= duty.ends else frozenset(),
        is_late=back > duty.ends,
    )


def _still_due(meal: Meal | None, ready: int) -> Meal | None:
    """Lunch, at once where a visit took so long that it is late already."""
    return meal and meal._replace(latest=max(meal.latest, ready))


def _begun(ground: Ground, duty: Duty, route: Route, now: int) -> tuple[tuple[Leg, ...], int, int]:
    """The legs that have begun, the place to which they lead, and when the team can leave it.

    There are none, not even the start, before the team has left, and when it comes back without having been anywhere.
    """
    start = route.legs[0]
    time = max(start.ends, duty.begins)
    past, place, ready = [start._replace(arrives=time, begins=time, ends=time)], duty.start, duty.begins
    for at, leg in enumerate(route.legs[1:], start=1):
        departs = max(leg.arrives - leg.drive_minutes, time)
        arrives = departs + leg.drive_minutes
        begins = max(arrives, leg.begins)
        if not _has_brought(past[-1]) and (departs if leg.drive_minutes else begins) >= now:
            break
        target = _place_of(ground, duty, route.legs[at:]) if leg.drive_minutes or leg.kind != "lunch" else place
        if target is None:
            if leg.stop is not None and begins < now:
                raise BadProblem("stops", None, "id", f"{leg.stop} has been begun; keep it, and shorten it")
            ready = now + (now - departs)  # its stop was called off on the way: it turns back
            break
        minutes = leg.ends - leg.begins
        if leg.stop is not None:
            minutes = ground.visits[ground.number[leg.stop]].minutes
        time = ready = begins + minutes
        past.append(leg._replace(arrives=arrives, begins=begins, ends=time))
        place = target
    return (tuple(past) if len(past) > 1 else (), place, max(ready, now))


def _has_brought(leg: Leg) -> bool:
    """Whether it is a lunch to which the team drove, and so to the stop that follows it."""
    return leg.kind == "lunch" and bool(leg.drive_minutes or leg.metres)


def _place_of(ground: Ground, duty: Duty, legs: tuple[Leg, ...]) -> int | None:
    """The place of the first of these legs that has one of its own; ``None`` where its stop is no longer there."""
    for leg in legs:
        if leg.kind == "end":
            return duty.finish
        if leg.stop is not None:
            return ground.number.get(leg.stop)
    return None
