"""Finding the table in a sheet: the heading row, the rows under it, and what is no row of it."""

import datetime as dt
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from engines.wording import folded
from tongxing.common.sheets.read import Sheet, SheetRefused

HEADING_ROWS = 20
TOTAL = re.compile(r"^(合计|总计|小计|共计|总数|合\s*计)[:：]?")
NOTE = re.compile(r"^[（(]?(备注|注|说明|填表说明|填表人|制表|联系方式|填报单位|审核)[)）]?[:：\s]|^[（(]?注\d?[:：]")
ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
DITTO = frozenset(("同上", "同 上", "同前", "上同", "〃", "″", "′′", '"', "“", "”", "''"))
"""A cell that means the one above it."""
MARKS = re.compile(r"[\s*＊·:：]+|[（(【\[].*?[)）】\]]")


@dataclass(frozen=True)
class Heading:
    """A field of a table, the usual names of its column (the first one is ours), and whether it must be there."""

    field: str
    names: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its folded text, its address (``C7``), what kind of value it held, and the value itself.

    The kinds: ``text``, ``number``, ``date``, ``bool``, ``empty``, and ``error`` where it shows #N/A or the like.
    """

    text: str
    address: str
    kind: str
    raw: object = ""

    def __bool__(self):
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: its number in the sheet, and its cells by field."""

    number: int
    cells: dict[str, Cell]

    def text(self, field: str) -> str:
        """The text under ``field``; empty where the table has no such column."""
        cell = self.cells.get(field)
        return cell.text if cell is not None else ""

    def address(self, field: str) -> str:
        """The address under ``field``, for a sentence; the row's first cell where there is no such column."""
        cell = self.cells.get(field)
        return cell.address if cell is not None else f"A{self.number}"


@dataclass(frozen=True)
class Table:
    """The rows of a table, the headings as found, and the rows left out with the reason (total, note, heading).

    ``more`` names the further sheets that have such a table: they were not read. ``heading_texts`` has each field's
    heading as it is written, with what stands in brackets: 工资(元/年).
    """

    sheet: str
    heading_row: int
    headings: dict[str, str]
    rows: list[Row]
    left_out: list[tuple[int, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    heading_texts: dict[str, str] = field(default_factory=dict)

    def heading_text(self, name: str) -> str:
        """The heading over ``name`` as it is written; empty where the table has no such column."""
        return self.heading_texts.get(name, "")


def letters(column: int) -> str:
    """Column 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def plain(value) -> tuple[str, str]:
    """(text, kind) of a value: numbers without a needless ``.0``, dates as ISO text."""
    if value is None or value == "":
        return "", "empty"
    if isinstance(value, bool):
        return ("是" if value else "否"), "bool"
    if isinstance(value, int):
        return str(value), "number"
    if isinstance(value, float):
        return (str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)), "number"
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time(0)
        return (value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")), "date"
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat(), "date"
    if isinstance(value, dt.timedelta):
        return str(value), "date"
    text = folded(str(value))
    if ERROR.fullmatch(text):
        return text, "error"
    return text, ("text" if text else "empty")


def compared(name: str) -> str:
    """A heading as it is compared: folded, without spaces, stars and what stands in brackets."""
    return MARKS.sub("", folded(name)).casefold()


def find_table(sheets: list[Sheet], headings: list[Heading], *, as_above: bool = True) -> Table:
    """The table with these headings, in the first sheet that has one; further ones are named in ``more``.

    The heading row is the one among the first twenty that names most fields, all required ones included; a
    heading in two lines counts as one. With ``as_above`` a cell that says 同上 or 〃 takes the value above it. Raises
    ``SheetRefused`` with what was found where none fits.
    """
    known = {compared(name): heading for heading in headings for name in heading.names}
    nearest: dict[str, str] = {}
    table: Table | None = None
    for sheet in sheets:
        grid = _unmerged(sheet)
        best = None
        for index in range(min(HEADING_ROWS, len(grid))):
            for depth in (1, 2):
                columns = _columns(grid, index, depth, known)
                fields = {heading.field for heading, _column in columns}
                complete = all(heading.field in fields for heading in headings if heading.required)
                if len(fields) > len(nearest):
                    nearest = {heading.field: compared(str(grid[index][column])) for heading, column in columns}
                if complete and fields and (best is None or len(fields) > best[0]):
                    best = (len(fields), index, depth, columns)
        if best and table is None:
            table = _table(sheet, grid, *best[1:], as_above)
        elif best and table is not None and _table(sheet, grid, *best[1:], as_above).rows:
            table.more.append(sheet.name)
    if table is not None:
        return table
    lacking = [heading.names[0] for heading in headings if heading.required and heading.field not in nearest]
    raise SheetRefused(
        _(
            "No heading row was found in the first %(rows)d rows: these columns are missing: %(lacking)s. "
            "Found: %(found)s. Name the columns as in the template and send the file again."
        )
        % {
            "rows": HEADING_ROWS,
            "lacking": "、".join(lacking) or "?",
            "found": "、".join(nearest.values()) or _("none of them"),
        }
    )


def _unmerged(sheet: Sheet) -> list[list]:
    """The rows with a merged range's value in each of its cells."""
    width = max(map(len, sheet.rows), default=0)
    grid = [row + [""] * (width - len(row)) for row in sheet.rows]
    for (top, left), (bottom, right) in sheet.merged:
        if top >= len(grid) or left >= width:
            continue
        value = grid[top][left]
        for row in range(top, min(bottom + 1, len(grid))):
            for column in range(left, min(right + 1, width)):
                grid[row][column] = value
    return grid


def _columns(grid, index, depth, known) -> list[tuple[Heading, int]]:
    """(heading, column) for each known heading in the row, or in the row and the one under it."""
    found = []
    for column, value in enumerate(grid[index]):
        names = [value]
        if depth == 2 and index + 1 < len(grid):
            below = grid[index + 1][column]
            names = [below, f"{value}{below}", value]
        heading = next((known[name] for name in map(_compared_value, names) if name in known), None)
        if heading:
            found.append((heading, column))
    return found


def _compared_value(value) -> str:
    return compared(value) if isinstance(value, str) else ""


def _table(sheet, grid, index, depth, columns, as_above) -> Table:
    seen: dict[str, int] = {}
    for heading, column in columns:
        if heading.field in seen:
            first, second = f"{letters(seen[heading.field])}{index + 1}", f"{letters(column)}{index + 1}"
            raise SheetRefused(
                _("Two columns mean “%(name)s”: cells %(first)s and %(second)s. Delete or rename one of them.")
                % {"name": heading.names[0], "first": first, "second": second}
            )
        seen[heading.field] = column
    used = set(seen.values())
    unknown = [
        folded(value)
        for column, value in enumerate(grid[index])
        if isinstance(value, str) and folded(value) and column not in used
    ]
    rows: list[Row] = []
    left_out: list[tuple[int, str]] = []
    for number in range(index + depth, len(grid)):
        values = grid[number]
        filled = [text for text, _kind in map(plain, values) if text]
        if not filled:
            continue
        if any(TOTAL.match(text) for text in filled[:2]):
            left_out.append((number + 1, "total"))
        elif NOTE.match(filled[0]) or (len(set(filled)) == 1 and len(filled[0]) > 20):
            left_out.append((number + 1, "note"))
        else:
            cells = {}
            for name, column in seen.items():
                text, kind = plain(values[column])
                cells[name] = Cell(text, f"{letters(column)}{number + 1}", kind, values[column])
                if as_above and text in DITTO:
                    cells[name] = _from_above(cells[name], rows[-1].cells[name] if rows else None)
            if _is_heading(cells, columns):
                left_out.append((number + 1, "heading"))
            elif any(cell.text for cell in cells.values()):
                rows.append(Row(number + 1, cells))
    return Table(
        sheet.name,
        index + 1,
        {name: letters(column) for name, column in seen.items()},
        rows,
        left_out,
        unknown,
        heading_texts={name: _heading_text(grid[index : index + depth], column) for name, column in seen.items()},
    )


def _heading_text(lines: list[list], column: int) -> str:
    """What stands over a column, in one line or two."""
    texts = [folded(line[column]) for line in lines if isinstance(line[column], str)]
    return " ".join(dict.fromkeys(text for text in texts if text))


def _from_above(cell: Cell, above: Cell | None) -> Cell:
    """What "同上" stands for; nothing in the first row."""
    return Cell(above.text, cell.address, above.kind, above.raw) if above else Cell("", cell.address, "empty")


def _is_heading(cells: dict[str, Cell], columns) -> bool:
    """Whether the headings are said again, as at the top of each printed page."""
    names = {heading.field: heading.names for heading, _column in columns}
    filled = [(names[field], compared(cell.text)) for field, cell in cells.items() if cell.text]
    return len(filled) > 1 and all(text in map(compared, usual) for usual, text in filled)
