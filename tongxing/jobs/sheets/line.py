"""One row as it was understood: values, what must be mended, what to look at."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from engines.wording import prose, without_controls
from tongxing.common.sheets import Row


class Problem(NamedTuple):
    """What is wrong with one cell: the field, the cell's address, and the sentence for the person who mends it."""

    field: str
    address: str
    sentence: str


@dataclass(slots=True)
class Line:
    """One row. ``values`` hold only what the sheet has a column for; with ``problems`` it is not written."""

    row: Row
    values: dict = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def __post_init__(self):
        self.problems += [Problem(*fault) for fault in self.row.faults]
        self.warnings += [Problem(*doubt) for doubt in self.row.doubts]

    @property
    def number(self) -> int:
        """The row's number in the sheet."""
        return self.row.number

    def has(self, field: str) -> bool:
        """Whether the sheet has a column for ``field``."""
        return field in self.row.cells

    def text(self, field: str) -> str:
        """The cell's text, without control characters; empty where it cannot be read."""
        return "" if self.is_error(field) else without_controls(self.row.text(field))

    def as_typed(self, field: str) -> str:
        """The cell's text before full-width and circled signs were folded; for readers of numbers (①人 is not 1人)."""
        cell = self.row.cells.get(field)
        return (
            without_controls(cell.raw).strip()
            if cell and cell.kind == "text" and isinstance(cell.raw, str)
            else self.text(field)
        )

    def is_error(self, field: str) -> bool:
        """Whether the cell holds nothing that can be taken (#N/A, a formula without a result); it has been said."""
        cell = self.row.cells.get(field)
        return cell is not None and cell.is_unreadable

    def wrong(self, field: str, sentence: str) -> None:
        """The cell must be mended."""
        if not self.is_error(field):
            _add(self.problems, Problem(field, self.row.address(field), sentence))

    def doubt(self, field: str, sentence: str) -> None:
        """The cell is taken, and somebody should look at it."""
        if not self.is_error(field):
            _add(self.warnings, Problem(field, self.row.address(field), sentence))

    def is_date(self, field: str) -> bool:
        """Whether the cell holds a date where none belongs; says so."""
        cell = self.row.cells.get(field)
        if not cell or cell.kind != "date":
            return False
        self.wrong(
            field,
            _("“%(text)s” is a date: the spreadsheet program turned it into one. Set the cell to “text” and type anew.")
            % {"text": cell.text},
        )
        return True

    def take(self, field: str, most: int, into: str = "") -> str:
        """The cell's text into ``values``, when the sheet has the column; too long is to be mended."""
        text = self.text(field)
        if not self.has(field):
            return ""
        if len(text) > most:
            self.wrong(
                field,
                _("This has %(length)d signs; %(most)d are the most. Make it shorter.")
                % {"length": len(text), "most": most},
            )
            text = text[:most]
        self.values[into or field] = text
        return text

    def paragraphs(self, field: str, most: int = 5000) -> str:
        """Like ``take`` for longer text: line breaks stay."""
        if not self.has(field):
            return ""
        raw = self.row.cells[field].raw
        lines = [
            prose(line) for line in without_controls(raw if isinstance(raw, str) else self.row.text(field)).splitlines()
        ]
        text = "\n".join(line for line in lines if line)
        if len(text) > most:
            self.wrong(
                field,
                _("This has %(length)d signs; %(most)d are the most. Make it shorter.")
                % {"length": len(text), "most": most},
            )
            text = text[:most]
        self.values[field] = text
        return text


def _add(said: list[Problem], problem: Problem) -> None:
    """Said once, however often the row is looked at."""
    if problem not in said:
        said.append(problem)
