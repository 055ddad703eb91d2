"""Planning rounds: all of them where there are few, else PyVRP's search, timed and put right."""

import time

from engines.routing.exhausting import best_plan
from engines.routing.ground import Ground
from engines.routing.improving import improved
from engines.routing.plan import Plan, replayed
from engines.routing.problem import Problem
from engines.routing.remaining import orders_of
from engines.routing.reporting import result_of
from engines.routing.result import Result
from engines.routing.searching import searched
from engines.routing.settings import Settings


def solve(problem: Problem, settings: Settings | None = None, *, start: Result | None = None) -> Result:
    """Rounds that leave out as few must-visit stops as possible, then drive little and lose few prizes.

    Up to ``settings.exhaustive_stops`` stops the result is proven to be best. start : a plan to begin with, such as
    the last one; what it holds that is no longer possible is left away. The order of rows changes nothing.
    """
    began = time.perf_counter()
    settings = settings or Settings()
    ground = Ground(problem, settings)
    if len(ground.stops) <= settings.exhaustive_stops:
        plan, iterations = best_plan(ground), 0
    else:
        plan, iterations = _search(ground, start, began)
    return result_of(plan, began=began, iterations=iterations, is_best=iterations == 0)


def _search(ground: Ground, start: Result | None, began: float) -> tuple[Plan, int]:
    settings = ground.settings
    seconds = settings.seconds
    has_lunch = any(duty.meal for duty in ground.duties)
    first = None if start is None else replayed(ground, orders_of(ground, start))
    # The last twentieth is for timing and reasons. The search knows lunches only roughly (``searching``), so that where
    # there are any a quarter is for putting its rounds right.
    until = None if seconds is None else began + 0.95 * seconds
    share = 0.7 if has_lunch else 0.95
    found = searched(ground, first, settings.iterations, None if seconds is None else began + share * seconds)
    plan = replayed(ground, found.orders)
    tries = settings.iterations // 10 if has_lunch or plan.left else 0
    plans = [plan] if first is None else [plan, first]
    best = min(
        (improved(start, tries if start is plan else 0, until) for start in plans),
        key=lambda improved_plan: improved_plan.cost,
    )
    return best, max(1, found.iterations)
