"""What the public may see of a figure about people: no cell under five, and none that can be worked out.

With a public total, one hidden cell would follow by subtraction. So whenever a small cell is hidden, the
smallest shown ones (all of that number) are hidden with it: each hidden cell may then be one of the small ones
or one of the others, and the table would look the same either way. Where no larger cell is left to hide among,
the table is not shown at all.
"""

from dataclasses import dataclass

SMALLEST_SHOWN = 5


@dataclass(frozen=True)
class Cell:
    """One cell of a public table; ``number`` is None where it is hidden."""

    label: str
    number: int | None

    @property
    def is_hidden(self) -> bool:
        return self.number is None


def is_small(number: int) -> bool:
    """Whether a count of people is too small to be shown."""
    return 0 < number < SMALLEST_SHOWN


def shown(rows: list[list], *, about_people: bool) -> list[Cell]:
    """The public's cells of ``rows`` (label, number), in the order given, which must not be by number."""
    if not about_people:
        return [Cell(label, number) for label, number in rows]
    if not any(is_small(number) for _label, number in rows):
        return [Cell(label, number) for label, number in rows]
    large = [number for _label, number in rows if number >= SMALLEST_SHOWN]
    if not large:
        return []
    hidden_up_to = min(large)
    return [Cell(label, None if 0 < number <= hidden_up_to else number) for label, number in rows]
