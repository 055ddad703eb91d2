"""Better rounds by taking some stops out and putting them back, each time where it costs least.

Ruin and recreate (Schrimpf et al. 2000), with every round timed exactly: for lunches, told times and what no place
was found for.
"""

import random
import time

from engines.routing.plan import Plan

MOST_TAKEN_OUT = 8


def improved(plan: Plan, tries: int, until: float | None = None) -> Plan:
    """The best plan of so many tries; it never costs more than the one given.

    until : when to end by ``time.perf_counter``, even if tries are left.
    """
    ground = plan.ground
    count = len(ground.stops)
    chance = random.Random(ground.settings.seed)  # noqa: S311  (no secret hangs on it)
    near = [sorted(range(count), key=lambda other: (ground.minutes[client][other], other)) for client in range(count)]
    free = [client for client in range(count) if client not in ground.gone]
    plan.place_all(sorted(plan.left))
    cost = plan.cost
    for _ in range(tries if free and plan.rounds else 0):
        if until is not None and time.perf_counter() > until:
            break
        other = plan.copy()
        troubled = plan.troubled()
        middle = chance.choice(troubled if troubled and chance.random() < 0.5 else free)
        placed = [client for client in near[middle] if client not in plan.left and client not in ground.gone]
        taken = _some_of(placed, chance)
        other.take_out(set(taken))
        again = [*taken, *sorted(plan.left)]
        chance.shuffle(again)
        other.place_all(again)
        if other.cost <= cost:
            plan, cost = other, other.cost
    return plan


def _some_of(placed: list[int], chance: random.Random) -> list[int]:
    """A few of the first, not always the same."""
    size = min(len(placed), chance.randint(1, MOST_TAKEN_OUT))
    return chance.sample(placed[: 2 * size], size)
