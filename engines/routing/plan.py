"""All rounds together, and what is left out."""

from collections.abc import Iterable, Sequence

from engines.routing.ground import Ground
from engines.routing.round import Round


class Plan:
    """A round for each duty, and the numbers of the stops that nobody visits."""

    def __init__(self, ground: Ground, rounds: Sequence[Round]) -> None:
        self.ground, self.rounds = ground, list(rounds)
        visited = {number for round_ in rounds for number in round_.order}
        self.left = set(range(len(ground.stops))) - visited - ground.gone

    @property
    def cost(self) -> int:
        """The least is best: as few must-visit stops left out as can be, told times moved, minutes and prizes."""
        return sum(round_.cost for round_ in self.rounds) + sum(self.ground.lost[number] for number in self.left)

    def troubled(self) -> list[int]:
        """What is left out, and the stops of rounds in which told times are moved."""
        late = {number for round_ in self.rounds if round_.moved for number in round_.order}
        return sorted(self.left | late)

    def copy(self) -> "Plan":
        """Another plan with the same rounds."""
        return Plan(self.ground, self.rounds)

    def place(self, number: int) -> bool:
        """Put a stop where it costs least, if that is less than leaving it out."""
        best, limit = None, self.ground.lost[number]
        for row, round_ in enumerate(self.rounds):
            found = round_.insertion(number, less_than=limit)
            if found is not None:
                best, limit = (row, found.at), found.cost
        if best is None:
            return False
        row, at = best
        self.rounds[row] = self.rounds[row].inserted(number, at)
        self.left.discard(number)
        return True

    def place_all(self, numbers: Iterable[int]) -> None:
        """Put stops one by one, those that must be visited first."""
        for number in sorted(numbers, key=lambda number: -self.ground.lost[number]):
            self.place(number)

    def take_out(self, numbers: set[int]) -> None:
        """Leave stops out."""
        for row, round_ in enumerate(self.rounds):
            if not numbers.isdisjoint(round_.order):
                self.rounds[row] = round_.without(numbers)
        self.left |= numbers


def replayed(ground: Ground, orders: Sequence[Iterable[int]]) -> Plan:
    """The plan with these orders, one a duty, less the stops with which they would not be possible."""
    rounds = []
    seen: set[int] = set()
    for duty, order in zip(ground.duties, orders, strict=True):
        wanted = [number for number in order if number in duty.able and number not in seen]
        whole = Round(ground, duty, wanted)
        if not whole.is_possible:
            whole = Round(ground, duty)
            for number in wanted:
                longer = whole.inserted(number, len(whole.order))
                whole = longer if longer.is_possible else whole
        seen.update(whole.order)
        rounds.append(whole)
    return Plan(ground, rounds)
