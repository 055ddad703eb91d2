"""The best plan for few stops: every order of every set of stops on every duty, then the best division."""

from engines.routing.ground import MOVED, Duty, Ground
from engines.routing.plan import Plan
from engines.routing.round import Round
from engines.routing.timing import Label, driven, driven_back, joined, served

Order = tuple[int, ...]


def best_plan(ground: Ground) -> Plan:
    """A plan that no other costs less than; the first of equals."""
    free = set(range(len(ground.stops))) - ground.gone
    best: dict[int, tuple[int, tuple[Order, ...]]] = {0: (0, ())}
    for duty in ground.duties:
        choices = _cheapest_orders(ground, duty)
        longer: dict[int, tuple[int, tuple[Order, ...]]] = {}
        for visited, (cost, orders) in sorted(best.items(), reverse=True):  # of equals the earlier duties have more
            for more, (added, order) in choices.items():
                if visited & more:
                    continue
                total = cost + added
                if visited | more not in longer or total < longer[visited | more][0]:
                    longer[visited | more] = total, (*orders, order)
        best = longer

    def with_losses(visited: int) -> int:
        return best[visited][0] + sum(ground.lost[client] for client in free if not visited >> client & 1)

    orders = best[min(sorted(best), key=with_losses)][1]
    return Plan(ground, [Round(ground, duty, order) for duty, order in zip(ground.duties, orders, strict=True)])


def _cheapest_orders(ground: Ground, duty: Duty) -> dict[int, tuple[int, Order]]:
    """For each set of stops (as bits) that the duty can visit, the least cost and the order that has it."""
    found: dict[int, tuple[int, Order]] = {0: (Round(ground, duty).cost, ())}
    home: list[Label] = [(0, duty.ends, False)]

    def lengthen(order: Order, labels: list[Label], visited: int, driving: int, load: int) -> None:
        here = order[-1] if order else duty.start
        for number in sorted(duty.able):
            visit = ground.visits[number]
            if visited >> number & 1 or load + visit.load > duty.room:
                continue
            way, back = ground.minutes[here][number], ground.minutes[number][duty.finish]
            left = served(visit, driven(duty.meal, labels, way))
            if not left:
                continue
            longer, now = (*order, number), visited | 1 << number
            moved = joined(left, driven_back(duty.meal, home, back))
            if moved is not None:
                cost = driving + way + back + MOVED * moved
                if now not in found or cost < found[now][0]:
                    found[now] = cost, longer
            lengthen(longer, left, now, driving + way, load + visit.load)

    lengthen((), [(0, duty.begins, duty.meal is not None)], 0, 0, 0)
    return found
