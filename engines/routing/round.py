"""One team's round: an order of stops, what it costs, and what another stop in it would cost."""

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from engines.routing.ground import MOVED, Duty, Ground
from engines.routing.timing import Label, driven, driven_back, joined, served, served_back

Labels = list[list[Label]]


class Insertion(NamedTuple):
    """By how much a round costs more with a stop, and where it goes: before the item that stands at ``at``."""

    cost: int
    at: int


class Round:
    """The stops of one duty in order; never changed once made.

    driving : minutes. load : of all stops. moved : the fewest told times that have to be moved, ``None`` where the
    order is not possible in time.
    after, before : labels (``timing``) when the start and each stop are left, and when each stop and the finish have
    to be reached.
    """

    def __init__(
        self, ground: Ground, duty: Duty, order: Sequence[int] = (), known: tuple[Labels, Labels] | None = None
    ) -> None:
        """known : labels forward of the first items and backward of the last, where another round has the same."""
        self.ground, self.duty, self.order = ground, duty, tuple(order)
        self.places = (duty.start, *self.order, duty.finish)
        self.ways = [ground.minutes[here][there] for here, there in pairwise(self.places)]
        self.is_driven = bool(self.order or duty.past)
        self.driving = sum(self.ways) if self.is_driven else 0
        self.load = sum(ground.visits[number].load for number in self.order)
        forward, backward = known or ([[(0, duty.begins, duty.meal is not None)]], [[(0, duty.ends, False)]])
        self.after = self._forward(forward)
        self.before = self._backward(backward)
        self.moved = joined(self.after[0], driven_back(duty.meal, self.before[0], self.ways[0]))

    @property
    def is_possible(self) -> bool:
        return not self.order or (self.moved is not None and self.load <= self.duty.room)

    @cached_property
    def cost(self) -> int:
        """Minutes driven, and what moving told times costs."""
        return self.driving + MOVED * (self.moved or 0)

    def insertion(self, number: int, *, less_than: int | None = None) -> Insertion | None:
        """The cheapest place for a stop; the first of equals, and none that does not cost ``less_than``."""
        duty, visit, minutes = self.duty, self.ground.visits[number], self.ground.minutes
        if number not in duty.able or self.load + visit.load > duty.room:
            return None
        best: Insertion | None = None
        moved_now = self.moved or 0
        for at, (here, there) in enumerate(pairwise(self.places)):
            into, out = minutes[here][number], minutes[number][there]
            more = into + out - (self.ways[at] if self.is_driven else 0)
            limit = less_than if best is None else best.cost
            if limit is not None and more - MOVED * moved_now >= limit:
                continue
            labels = served(visit, driven(duty.meal, self.after[at], into))
            moved = joined(labels, driven_back(duty.meal, self.before[at], out)) if labels else None
            if moved is None:
                continue
            cost = more + MOVED * (moved - moved_now)
            if limit is None or cost < limit:
                best = Insertion(cost, at)
        return best

    def inserted(self, number: int, at: int) -> "Round":
        """The round with one more stop."""
        order = (*self.order[:at], number, *self.order[at:])
        return Round(self.ground, self.duty, order, (self.after[: at + 1], self.before[at:]))

    def without(self, numbers: Collection[int]) -> "Round":
        """The round less these stops."""
        return Round(self.ground, self.duty, [number for number in self.order if number not in numbers])

    def _forward(self, found: Labels) -> Labels:
        first = len(found) - 1
        for number, way in zip(self.order[first:], self.ways[first:], strict=False):
            found.append(served(self.ground.visits[number], driven(self.duty.meal, found[-1], way)))
        return found

    def _backward(self, known: Labels) -> Labels:
        found = known[::-1]
        last = len(self.order) - len(known)  # row of the last stop whose labels are not known
        for row in range(last, -1, -1):
            leaving = driven_back(self.duty.meal, found[-1], self.ways[row + 1])
            found.append(served_back(self.ground.visits[self.order[row]], leaving))
        return found[::-1]
