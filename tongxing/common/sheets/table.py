"""Finding the table in a sheet: the heading row, the rows under it, and what is no row of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from tongxing.common.sheets import left_out as lacks
from tongxing.common.sheets.above import is_ditto, is_signs, names_nothing
from tongxing.common.sheets.cell import UNREADABLE, Cell, Remark, letters, plain, unguarded
from tongxing.common.sheets.columns import HEADING_ROWS, Place, Reading, places, readings
from tongxing.common.sheets.heading import Heading, Names, compared
from tongxing.common.sheets.left_out import LeftOut
from tongxing.common.sheets.limits import SheetRefused
from tongxing.common.sheets.read import Sheet

NUMBERS_ROWS = re.compile(r"序号?|行号|no|#", re.IGNORECASE)
"""A column that only counts the rows: nobody misses it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: its number in the sheet, and its cells by field.

    ``faults`` say why the row cannot be taken as it stands (an error in a cell, a hidden row, one number over
    several rows), ``doubts`` what was assumed. A row ``after_gap`` stands under a blank line or one that is no entry.
    """

    number: int
    cells: dict[str, Cell]
    faults: tuple[Remark, ...] = ()
    doubts: tuple[Remark, ...] = ()
    after_gap: bool = False

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
    """The rows of a table, the headings as found, and the rows left out with the reason.

    ``heading_row`` is the first row of the headings as the spreadsheet program counts, ``heading_rows`` how many
    they take; ``titles`` are the headings as written, by field. ``more`` names the further sheets that have such a
    table, ``hidden_sheets`` those that the spreadsheet program hides: they were not read. ``hidden_columns`` were
    read although the program hides them; ``unknown`` are columns that hold something and were not read.
    """

    sheet: str
    heading_row: int
    headings: dict[str, str]
    rows: list[Row]
    left_out: list[LeftOut] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    hidden_sheets: list[str] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    heading_rows: int = 1
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def last_heading_row(self) -> int:
        """The last row of the headings."""
        return self.heading_row + self.heading_rows - 1


def find_table(sheets: list[Sheet], headings: list[Heading], *, as_above: bool = True) -> Table:
    """The table with these headings, in the first visible sheet that has one; further ones are named, not read.

    The heading row is the one among the first twenty that names most fields, all required ones included; a
    heading in two or three lines counts as one. With ``as_above`` a cell that says 同上 or 〃 takes the value above
    it. Raises ``SheetRefused`` with what was found where none fits.
    """
    names = Names(headings)
    nearest: dict[str, str] = {}
    tables: list[Table] = []
    hidden: list[str] = []
    for sheet in sheets:
        grid = _unmerged(sheet)
        candidates = places(grid, names)
        required = {heading.field for heading in headings if heading.required}
        place = next((candidate for candidate in candidates if required <= candidate.fields), None)
        if place and sheet.is_hidden:
            hidden.append(sheet.name)
        elif place:
            tables.append(_Reader(sheet, grid, place, names, as_above).table())
        elif candidates and not sheet.is_hidden and len(candidates[0].fields) > len(nearest):
            nearest = {column.heading.field: column.titles[-1] for column in candidates[0].columns}
    if tables:
        first = next((table for table in tables if table.rows), tables[0])
        more = [table.sheet for table in tables if table is not first and table.rows]
        return replace(first, more=more, hidden_sheets=hidden)
    if hidden:
        raise SheetRefused(
            _("The table stands on a hidden sheet, “%(name)s”. Show that sheet, save the file and send it again.")
            % {"name": "、".join(hidden)}
        )
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


class _Reader:
    """Reads the rows under the headings of one sheet."""

    def __init__(self, sheet: Sheet, grid: list[list], place: Place, names: Names, as_above: bool):
        self.sheet, self.grid, self.place, self.names, self.as_above = sheet, grid, place, names, as_above
        self.start = place.row + place.depth
        self.readings = readings(place, grid[self.start :], sheet.hidden_columns, names)
        self.known = {column for reading in self.readings for column in (*reading.columns, *reading.parts)}
        self.counts = {
            column
            for reading in self.readings
            if reading.heading.is_count
            for column in (*reading.columns, *reading.parts)
        }
        self.required = [reading for reading in self.readings if reading.heading.required]
        self.name_field = next(
            (reading.heading.field for reading in (*self.required, *self.readings) if reading.heading.is_name),
            self.readings[0].heading.field,
        )
        self.rows: list[Row] = []
        self.left_out: list[LeftOut] = []
        self.sums = lacks.Sums()

    def table(self) -> Table:
        """The whole table."""
        gap = False
        for number in range(self.start, len(self.grid)):
            row = self._row(number, gap)
            gap = row is None
            if row is not None:
                self.rows.append(row)
        return Table(
            self.sheet.name,
            self.place.row + 1,
            {reading.heading.field: letters(reading.first) for reading in self.readings},
            self._with_counts(self.rows),
            self.left_out,
            self._unknown(),
            hidden_columns=[
                f"{letters(column)} {reading.title}"
                for reading in self.readings
                for column in (*reading.columns, *reading.parts)
                if column in self.sheet.hidden_columns
            ],
            heading_rows=self.place.depth,
            titles={reading.heading.field: reading.title for reading in self.readings},
        )

    def _unknown(self) -> list[str]:
        """Letter and heading of each column that is not read although a row of the table holds something in it."""
        read = {column.index for column in self.place.columns}
        unknown = []
        for column in range(len(self.grid[self.place.row])):
            if column in read:
                continue
            titles = [plain(line[column])[0] for line in self.grid[self.place.row : self.start]]
            title = " ".join(dict.fromkeys(filter(None, titles)))
            if not title or NUMBERS_ROWS.fullmatch(compared(title)):
                continue
            if any(plain(self.grid[row.number - 1][column])[0] for row in self.rows):
                unknown.append(f"{letters(column)} {title}")
        return unknown

    def _row(self, number: int, after_gap: bool) -> Row | None:
        plains = [plain(value) for value in self.grid[number]]
        texts = [text for text, _kind in plains]
        filled = [text for text in texts if text]
        if not filled:
            return None
        faults: list[Remark] = []
        doubts: list[Remark] = []
        why = self._why_left_out(number, texts, filled, faults)
        if why:
            self.left_out.append(LeftOut(number + 1, why, lacks.beginning(why, filled[0])))
            if why == lacks.TOTAL:
                self.sums.start_again()
            return None
        self.sums.add(self._own_texts(number, texts))
        cells = {
            reading.heading.field: self._cell(reading, number, plains, faults, doubts) for reading in self.readings
        }
        if number in self.sheet.hidden_rows:
            sentence = _(
                "This row is hidden, by a filter or by hand. If it belongs to the table, show it and send it again; "
                "if not, delete it."
            )
            faults.append(Remark(self.name_field, cells[self.name_field].address, sentence))
        return Row(number + 1, cells, tuple(faults), tuple(doubts), after_gap)

    def _own_texts(self, number: int, texts: list[str]) -> Sequence[str]:
        """The texts of a row as they were typed: a number merged over several rows counts once."""
        if not self.sheet.merged:
            return texts
        row = self.sheet.rows[number]
        return [text if column < len(row) and row[column] != "" else "" for column, text in enumerate(texts)]

    def _why_left_out(self, number: int, texts: list[str], filled: list[str], faults: list[Remark]) -> str:
        """Why the row is no entry; nothing where it is one. A total that does not add up gets a fault."""
        distinct = list(dict.fromkeys(filled))
        required = [texts[one.first] for one in self.required]
        is_entry = all(required) and len(set(required) if len(required) > 1 else distinct) > 1
        if any(lacks.TOTAL_WORDS.fullmatch(text) or lacks.ENDS_IN_TOTAL.fullmatch(text) for text in distinct[:3]):
            why = self._as_total(number, texts, distinct, faults)
            if why:
                return why
        if lacks.is_note(filled, is_entry=is_entry):
            return lacks.NOTE
        if number == self.start and lacks.is_part_of_headings(filled):
            return lacks.HEADING
        if self._is_heading(texts):
            return lacks.HEADING
        return "" if any(texts[column] for column in self.known) else lacks.OUTSIDE

    def _as_total(self, number: int, texts: list[str], distinct: list[str], faults: list[Remark]) -> str:
        words = [text for text in distinct if lacks.TOTAL_WORDS.fullmatch(text)]
        named = [one for one in self.required if not one.heading.is_count]
        others = [text for one in named if (text := texts[one.first]) and text not in words]
        numeric = [reading.first for reading in self.readings if reading.heading.field not in ("number",)]
        fits = self.sums.are(texts, numeric, self.counts)
        if not words:
            ends = [text for text in others if lacks.ENDS_IN_TOTAL.fullmatch(text)]
            return lacks.TOTAL if fits and ends == others else ""
        if len(named) == 1 and not others:
            rest = [text for text in distinct if text not in words]
            others = [text for text in rest if lacks.amount(text) is None and not is_signs(text)]
        if fits or not others:
            return lacks.TOTAL
        for one in named:
            if texts[one.first] in words:
                sentence = _(
                    "“%(text)s” reads as a total, but its number is not the sum of the rows above. Correct the "
                    "number, delete the row, or write what is meant."
                )
                address = f"{letters(one.first)}{number + 1}"
                faults.append(Remark(one.heading.field, address, sentence % {"text": texts[one.first]}))
        return ""

    def _is_heading(self, texts: list[str]) -> bool:
        """Whether the headings are said again, as at the top of each printed page."""
        filled = [(reading.heading, texts[reading.first]) for reading in self.readings if texts[reading.first]]
        return len(filled) > 1 and all(self.names.of(text) is heading for heading, text in filled)

    def _cell(self, reading: Reading, number: int, plains, faults: list[Remark], doubts: list[Remark]) -> Cell:
        heading = reading.heading
        filled = [column for column in reading.columns if plains[column][0]]
        readable = [column for column in filled if plains[column][1] not in UNREADABLE]
        column = next(iter((*readable, *filled)), reading.first)
        text, kind = plains[column]
        cell = Cell(text, f"{letters(column)}{number + 1}", kind, _raw(self.grid[number][column]))
        others = [index for index in readable if index != column and plains[index][0] != text]
        if others and reading.is_joined:
            joined = "、".join([text, *(plains[index][0] for index in others)])
            cell = Cell(joined, cell.address, "text", joined)
        elif others:
            # what the two say is not quoted: it may be where a person lives
            sentence = _("%(cell)s says something else; what stands here was taken.")
            doubts.append(Remark(heading.field, cell.address, sentence % {"cell": f"{letters(others[0])}{number + 1}"}))
        if reading.parts:
            cell = self._added_up(reading, cell, number, plains, faults, doubts)
        if is_ditto(cell.text, is_name=heading.is_name):
            cell = self._from_above(heading, cell, number, faults)
        if heading.is_name and names_nothing(cell.text) and not cell.is_unreadable:
            cell = replace(cell, kind="signs")
        if cell.is_unreadable and cell.kind != "parts":  # of those the cells are named already
            faults.append(Remark(heading.field, cell.address, _unreadable_sentence(cell)))
        return cell

    def _from_above(self, heading: Heading, cell: Cell, number: int, faults: list[Remark]) -> Cell:
        """What "同上" stands for; nothing in the first row. Without ``as_above`` a name must be written out."""
        above = self.rows[-1] if self.rows else None
        if not self.as_above:
            return replace(cell, kind="signs") if heading.is_name else cell
        if above is None:
            return Cell("", cell.address, "empty")
        if above.number - 1 in self.sheet.hidden_rows and number not in self.sheet.hidden_rows:
            sentence = _("“%(text)s” stands under a row that is hidden: write out what is meant.")
            faults.append(Remark(heading.field, cell.address, sentence % {"text": cell.text}))
        found = above.cells[heading.field]
        if found.is_unreadable and found.kind != "shared":
            sentence = _("“%(text)s” means the cell above, which cannot be read: write out what is meant.")
            faults.append(Remark(heading.field, cell.address, sentence % {"text": cell.text}))
            return Cell("", cell.address, "empty")
        return Cell(found.text, cell.address, found.kind, found.raw)

    def _added_up(self, reading: Reading, cell: Cell, number: int, plains, faults, doubts) -> Cell:
        """The count of a row with columns for men and women: the total beside them, else their sum."""
        parts = [(f"{letters(column)}{number + 1}", plains[column][0]) for column in reading.parts]
        filled = [column for column in reading.parts if plains[column][0] and not is_signs(plains[column][0])]
        amounts = [lacks.amount(plains[column][0]) for column in filled]
        numbers = [amount for amount in amounts if amount is not None]
        names = "、".join(address for address, text in parts if text)
        field = reading.heading.field
        if reading.columns and cell.text:
            total = lacks.amount(cell.text)
            if numbers and len(numbers) == len(amounts) and total is not None and sum(numbers) != total:
                sentence = _("%(cells)s add up to %(sum)s, not to %(total)s; %(total)s was taken.")
                facts = {"cells": names, "sum": sum(numbers), "total": cell.text}
                doubts.append(Remark(field, cell.address, sentence % facts))
            return cell
        address = f"{letters(reading.first)}{number + 1}"
        if not amounts:
            return Cell("", address, "empty")
        if len(amounts) == 1:  # nothing to add: the cell stands for itself
            (column,) = filled
            text, kind = plains[column]
            return Cell(text, f"{letters(column)}{number + 1}", kind, text)
        if len(numbers) < len(amounts):
            sentence = _("%(cells)s are not all numbers: write how many people are wanted, as a number each.")
            faults.append(Remark(field, address, sentence % {"cells": names}))
            return Cell("", address, "parts")
        text = str(sum(numbers))
        sentence = _("%(cells)s were added up: %(sum)s were taken.")
        doubts.append(Remark(field, address, sentence % {"cells": names, "sum": text}))
        return Cell(text, address, "number", text)

    def _with_counts(self, rows: list[Row]) -> list[Row]:
        """One number merged over several rows is at fault in each: it may be meant for them together."""
        for (top, left), (bottom, right) in self.sheet.merged:
            counted = [column for column in self.counts if left <= column <= right]
            under = [row.number for row in rows if top <= row.number - 1 <= bottom]
            if not counted or len(under) < 2:
                continue
            field = next(
                reading.heading.field for reading in self.readings if counted[0] in (*reading.columns, *reading.parts)
            )
            sentence = _(
                "One number, %(text)s, stands in a cell merged over rows %(rows)s: it may be meant for each or for all "
                "together. Write a number in each row."
            )
            facts = {"text": plain(self.grid[top][left])[0], "rows": "、".join(map(str, under))}
            for index, row in enumerate(rows):
                if row.number in under:
                    cell = replace(row.cells[field], kind="shared")
                    fault = Remark(field, cell.address, sentence % facts)
                    rows[index] = replace(row, cells=row.cells | {field: cell}, faults=(*row.faults, fault))
        return rows


def _raw(value: object) -> object:
    return value if isinstance(value, (int, float)) else unguarded(value)


def _unreadable_sentence(cell: Cell) -> str:
    if cell.kind == "error":
        sentence = _("“%(text)s” is an error of the spreadsheet program: type what belongs in this cell.")
    elif cell.kind == "formula":
        sentence = _(
            "This is a formula whose result was not saved. Open the file in the spreadsheet program, save it and send "
            "it again, or type what belongs in this cell."
        )
    else:
        sentence = _("“%(text)s” names nothing: write it out.")
    return sentence % {"text": cell.text[:40]}


__all__ = ["Cell", "Heading", "LeftOut", "Remark", "Row", "Table", "compared", "find_table", "letters", "plain"]
