"""What a workbook knows of its cells besides values: hidden rows and columns, cells that hold nothing to read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

ERROR, FORMULA = "error", "formula"
Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that shows #N/A or the like (``error``), or a formula whose result was never stored (``formula``).

    ``text`` is what the cell shows; ``=`` for a formula, whose own text may name other files and people.
    """

    text: str
    kind: str = ERROR

    def __str__(self):
        return self.text


@dataclass
class Details:
    """Of one sheet, counted from 0; ``merged`` is nothing where the values' reader knows the merged ranges itself."""

    unreadable: dict[tuple[int, int], Unreadable] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Range] | None = None

    def hide_rows(self, first: int, count: int, most: int) -> None:
        """Rows from ``first`` on, none beyond ``most``: a format may hide a million at once."""
        self.hidden_rows.update(_clipped(first, count, most))

    def hide_columns(self, first: int, count: int, most: int) -> None:
        """Columns from ``first`` on, none beyond ``most``."""
        self.hidden_columns.update(_clipped(first, count, most))


def _clipped(first: int, count: int, most: int) -> Iterable[int]:
    return range(max(first, 0), min(first + count, most + 1))
