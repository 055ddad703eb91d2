"""The columns of a table: where its headings stand, which column means which field, what to do where two do."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from engines.wording import folded
from tongxing.common.sheets.cell import letters, plain
from tongxing.common.sheets.heading import Heading, Names
from tongxing.common.sheets.limits import SheetRefused

HEADING_ROWS, DEPTH = 20, 3
MEN_OR_WOMEN = re.compile(r"男|女")
TOTAL_COLUMN = re.compile(r"(?:人数\s*)?(?:合\s*计|小\s*计|总\s*计|共\s*计|总\s*数|总\s*人\s*数|计)(?:\s*人数)?")
PART_COLUMN = re.compile(r"(?:男|女|男性|女性|男工|女工|男职工|女职工|不限|男女不限|性别不限)(?:\s*人数)?")


@dataclass(frozen=True)
class Column:
    """A column whose heading is known: the texts over it, top down."""

    heading: Heading
    index: int
    titles: tuple[str, ...]

    @property
    def title(self) -> str:
        """The heading as it was written."""
        return "".join(self.titles)


@dataclass(frozen=True)
class Place:
    """Where the headings stand: the first row (from 0), how many rows they take, and the known columns."""

    row: int
    depth: int
    columns: list[Column]

    @property
    def fields(self) -> set[str]:
        return {column.heading.field for column in self.columns}

    @property
    def score(self) -> int:
        """How much the headings say: fields, and sub-columns of a count."""
        parts = sum(
            column.heading.is_count and len(column.titles) > 1 and _is_part(column.titles[-1])
            for column in self.columns
        )
        return len(self.fields) + parts


@dataclass
class Reading:
    """How one field is read: from the first of ``columns`` that is filled, or from all of them (``is_joined``).

    ``parts`` are the columns for men and women, which add up where no total stands beside them.
    """

    heading: Heading
    columns: list[int]
    title: str
    parts: list[int] = field(default_factory=list)
    is_joined: bool = False

    @property
    def first(self) -> int:
        return (self.columns or self.parts)[0]


def places(grid: list[list], names: Names) -> list[Place]:
    """Every place in the first rows that names a field, the best one first: most fields, fewest rows, furthest up."""
    found = []
    for row in range(min(HEADING_ROWS, len(grid))):
        for depth in range(1, min(DEPTH, len(grid) - row) + 1):
            columns = _columns(grid, row, depth, names)
            if columns is None:
                break
            if columns:
                found.append(Place(row, depth, columns))
    return sorted(found, key=lambda place: (-place.score, place.depth, place.row))


def _columns(grid, row: int, depth: int, names: Names) -> list[Column] | None:
    """The known columns; nothing where the lowest of the rows holds an entry already."""
    found, above = [], ""
    for index in range(len(grid[row])):
        titles: list[str] = []
        for value in (grid[line][index] for line in range(row, row + depth)):
            text = folded(value) if isinstance(value, str) else ""
            if text and text not in titles[-1:]:
                titles.append(text)
        lowest = grid[row + depth - 1][index]
        if depth > 1 and len(titles) == 1 and lowest != "" and _is_part(titles[0]):
            titles.insert(0, above)  # a heading over several columns, in a file without merged cells
        above = titles[0] if titles and not (depth > 1 and _is_part(titles[0])) else above
        heading, is_lowest = next(
            ((known, is_lowest) for title, is_lowest in _candidates(titles) if (known := names.of(title))),
            (None, False),
        )
        if heading is None:
            continue
        if depth > 1 and not (is_lowest or lowest in ("", None) or _is_part(titles[-1])):
            return None
        if depth > 1 and not isinstance(lowest, (str, type(None))):
            return None
        found.append(Column(heading, index, tuple(titles)))
    return found


def _candidates(titles: Sequence[str]) -> list[tuple[str, bool]]:
    """What a column may be called, all titles together first; and whether the lowest of them is a part of it."""
    last = len(titles)
    return [("".join(titles[start:end]), end == last) for end in range(last, 0, -1) for start in range(end)]


def _is_part(text: object) -> bool:
    return isinstance(text, str) and bool(TOTAL_COLUMN.fullmatch(text) or PART_COLUMN.fullmatch(text))


def readings(place: Place, body: list[list], hidden: frozenset[int], names: Names) -> list[Reading]:
    """How each field is read. ``body``: the rows under the headings.

    Raises ``SheetRefused`` where two columns mean the same field, differ, and nothing says which one holds.
    """
    by_field: dict[str, list[Column]] = defaultdict(list)
    for column in place.columns:
        by_field[column.heading.field].append(column)
    return [_reading(columns, place, body, hidden, names) for columns in by_field.values()]


def _reading(columns: list[Column], place: Place, body, hidden, names: Names) -> Reading:
    heading, first = columns[0].heading, columns[0]
    if len(columns) > 1 and heading.is_count:
        totals = [column for column in columns if not MEN_OR_WOMEN.search(column.title) and not _is_rest(column)]
        parts = [column for column in columns if column not in totals]
        if parts and len(totals) < 2:
            title = "".join((totals or parts)[0].titles)
            return Reading(heading, [column.index for column in totals], title, [column.index for column in parts])
    if len(columns) > 1:
        columns = _different(columns, body, hidden)
    if len(columns) > 1 and (heading.joins or heading.prefers):
        columns = sorted(columns, key=lambda column: min(names.rank(title) for title in column.titles))
        return Reading(heading, [column.index for column in columns], columns[0].title, is_joined=heading.joins)
    if len(columns) > 1:
        cells = [f"{letters(column.index)}{place.row + place.depth}" for column in columns[:2]]
        raise SheetRefused(
            _("Two columns mean “%(name)s”: cells %(first)s and %(second)s. Delete or rename one of them.")
            % {"name": heading.names[0], "first": cells[0], "second": cells[1]}
        )
    return Reading(heading, [columns[0].index], (columns[0] if columns else first).title)


def _is_rest(column: Column) -> bool:
    return len(column.titles) > 1 and bool(PART_COLUMN.fullmatch(column.titles[-1]))


def _different(columns: list[Column], body, hidden) -> list[Column]:
    """The columns that say something of their own: not empty throughout, not equal to one before, not hidden."""
    rows = [row for row in body if len({text for text, _kind in map(plain, row) if text}) > 1]
    texts = {column.index: tuple(plain(row[column.index])[0] for row in rows) for column in columns}
    filled = [column for column in columns if any(texts[column.index])] or columns[:1]
    shown = [column for column in filled if column.index not in hidden] or filled
    different: dict[tuple, Column] = {}
    for column in shown:
        different.setdefault(texts[column.index], column)
    return list(different.values())
