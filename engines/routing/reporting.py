"""From a plan of the solver to what is given back."""

import time

from engines.routing.explaining import why_left_out
from engines.routing.legs import legs_of
from engines.routing.plan import Plan
from engines.routing.result import Moved, Result, Route


def result_of(
    plan: Plan,
    *,
    began: float,
    iterations: int,
    is_best: bool,
    moved: tuple[Moved, ...] = (),
    now: int | None = None,
) -> Result:
    """The plan with its times, its sums and the reasons for what is left out."""
    ground = plan.ground
    routes = [Route(round_.duty.team, round_.duty.day, legs_of(round_)) for round_ in plan.rounds if round_.is_driven]
    routes.sort(key=lambda route: (route.day, route.team))
    legs = [leg for route in routes for leg in route.legs]
    visited = {leg.stop for leg in legs}
    driving = sum(leg.drive_minutes for leg in legs)
    lost = sum(stop.prize or 0 for stop in ground.stops if stop.id not in visited)
    is_whole = all(stop.id in visited for stop in ground.stops if stop.prize is None)
    return Result(
        problem=ground.problem,
        settings=ground.settings,
        routes=tuple(routes),
        left_out=tuple(why_left_out(plan, number) for number in sorted(plan.left)),
        distance=sum(leg.metres for leg in legs),
        driving=driving,
        duration=sum(route.legs[-1].ends - route.legs[0].begins for route in routes),
        prize=sum(stop.prize or 0 for stop in ground.stops if stop.id in visited),
        value=driving + lost,
        bound=driving + lost if is_best else None,
        status=("optimal" if is_best else "feasible") if is_whole else "infeasible",
        iterations=iterations,
        seconds=time.perf_counter() - began,
        moved=moved,
        now=now,
    )
