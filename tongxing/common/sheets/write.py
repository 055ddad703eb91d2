"""Writing spreadsheets: no cell can become a formula, long numbers stay text, equal content gives equal bytes."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

RISKY = tuple("=+-@\t\r\n")
EPOCH = (1980, 1, 1, 0, 0, 0)
MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True)
class Column:
    """A column's heading and its width in characters."""

    name: str
    width: int = 16


@dataclass(frozen=True)
class OutSheet:
    """A sheet to write: numbers stay numbers, everything else is text. ``marked`` cells (row, column) stand out."""

    name: str
    columns: list[Column]
    rows: Iterable[list]
    marked: frozenset[tuple[int, int]] = field(default_factory=frozenset)


def write(sheets: list[OutSheet]) -> bytes:
    """An .xlsx workbook with a frozen, bold heading row on each sheet."""
    book = Workbook(write_only=True)
    for out in sheets:
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", out.name)[:31])
        sheet.freeze_panes = "A2"
        for index, column in enumerate(out.columns, 1):
            sheet.column_dimensions[get_column_letter(index)].width = column.width
        sheet.append([_cell(sheet, column.name, bold=True) for column in out.columns])
        for number, row in enumerate(out.rows):
            sheet.append([_cell(sheet, value, marked=(number, index) in out.marked) for index, value in enumerate(row)])
    raw = io.BytesIO()
    book.save(raw)
    return _same_bytes(raw.getvalue())


def _cell(sheet, value, *, bold=False, marked=False) -> WriteOnlyCell:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        cell = WriteOnlyCell(sheet, value)
    else:
        text = ILLEGAL_CHARACTERS_RE.sub("", "" if value is None else str(value))[:32_767]
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"  # never "f": text that begins with = is text
        cell.number_format = "@"
        if text.startswith(RISKY):
            cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    if marked:
        cell.fill = PatternFill("solid", start_color="FFF2CC")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _same_bytes(data: bytes) -> bytes:
    """The package with its moments of writing taken out."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(source.namelist()):
            body = source.read(name)
            if name == "docProps/core.xml":
                body = MOMENT.sub(b"1980-01-01T00:00:00Z", body)
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(part, body)
    return target.getvalue()


def write_csv(columns: list[str], rows: Iterable[list]) -> bytes:
    """A CSV file in UTF-8 with BOM (so that office programs read Chinese); a risky first sign gets an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_escaped(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _escaped(value):
    if isinstance(value, (int, float)):
        return value
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(RISKY) else text
