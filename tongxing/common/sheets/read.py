"""Opening a spreadsheet that somebody sent: what it is shows in its content, what it may cost is checked first.

Macros are never run and links never followed: only stored values are read. A formula counts with the value that
was stored with it; one that was never calculated, and a cell that shows #N/A or the like, is ``Unreadable``.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from tongxing.common.sheets import ods, xls, xlsx
from tongxing.common.sheets.details import Details
from tongxing.common.sheets.limits import LIMITS, SheetRefused
from tongxing.common.sheets.text import rows_of, unreadable

MARKUP = re.compile(rb"\s*(?:<(?:\?xml|!doctype|html|head|meta|style|table|div|body)\b|mime-version:)", re.IGNORECASE)
OTHERS = (b"%PDF", b"{\\rtf", b"Rar!", b"\x89PNG", b"\xff\xd8\xff")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFERENCE = re.compile(rb'<(?:\w+:)?c\b[^>]{0,200}?\br="([A-Z]{1,7})([0-9]{1,12})"')
REPEATED = re.compile(
    rb"<table:table-(?:cell|row)\b[^>]*number-(columns|rows)-repeated=\"(\d+)\"[^>]*>(.{0,400})", re.DOTALL
)


@dataclass(frozen=True)
class Sheet:
    """Rows of values (text, numbers, booleans, dates, ``Unreadable`` or empty text) and the ranges that were merged.

    ``merged`` holds ((first row, first column), (last row, last column)), counted from 0 like the hidden rows and
    columns. A sheet that the spreadsheet program does not show ``is_hidden``.
    """

    name: str
    rows: list[list]
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def read(data: bytes, name: str) -> list[Sheet]:
    """The sheets of a file that are not empty. Raises ``SheetRefused``."""
    if not data.strip():
        raise SheetRefused(_("“%(name)s” is empty. Save the table and send the file again.") % {"name": name})
    if len(data) > LIMITS.file_bytes:
        raise SheetRefused(
            _("“%(name)s” has %(size)d MiB; %(limit)d MiB is the most. Take out pictures or split the table.")
            % {"name": name, "size": len(data) // 2**20, "limit": LIMITS.file_bytes // 2**20}
        )
    if data.startswith(ZIP):
        _check_package(data, name)
        sheets = _read_workbook(data, name)
    elif data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _locked(name)
        sheets = _read_workbook(data, name)
    elif data.startswith(OTHERS):
        raise unreadable(name)
    elif MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise SheetRefused(
            _(
                "“%(name)s” is a web page under the name of a spreadsheet, as some systems export it. Open it in the "
                "spreadsheet program, save it as .xlsx and send it again."
            )
            % {"name": name}
        )
    else:
        sheets = [Sheet(name, rows_of(data, name) or [[]])]
    sheets = [sheet for sheet in sheets if any(value not in ("", None) for row in sheet.rows for value in row)]
    if not sheets:
        raise SheetRefused(_("“%(name)s” has no filled cell. Save the table and send the file again.") % {"name": name})
    for sheet in sheets:
        _check_size(len(sheet.rows), max(map(len, sheet.rows)), name)
    return sheets


def _locked(name):
    return SheetRefused(
        _("“%(name)s” is protected by a password. Save it without the password and send it again.") % {"name": name}
    )


def _check_size(rows, columns, name):
    if rows > LIMITS.rows or columns > LIMITS.columns:
        raise SheetRefused(
            _(
                "“%(name)s” reaches to row %(rows)d and column %(columns)d; the most is %(row_limit)d rows and "
                "%(column_limit)d columns. Delete what stands outside the table."
            )
            % {
                "name": name,
                "rows": rows,
                "columns": columns,
                "row_limit": LIMITS.rows,
                "column_limit": LIMITS.columns,
            }
        )


def _check_package(data, name):
    """A zip package: what it would unpack to, and how far its cells reach, before anything is opened."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = package.infolist()
        total = sum(part.file_size for part in parts)
        if total > LIMITS.unpacked_bytes or total > LIMITS.ratio * max(len(data), 20_000):
            raise SheetRefused(
                _("“%(name)s” would unpack to %(size)d MiB: that is no ordinary table. Save it anew and send it again.")
                % {"name": name, "size": total // 2**20}
            )
        names = {part.filename for part in parts}
        if "EncryptedPackage" in names or any(part.flag_bits & 1 for part in parts):
            raise _locked(name)
        for part in parts:
            if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                _check_reach(package, part, name)
            elif part.filename == "content.xml":
                _check_repeats(package.read(part), name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError) as error:
        raise unreadable(name) from error


def _check_reach(package, part, name):
    """Read a worksheet in pieces and look only at the addresses of its cells."""
    rest, read_bytes = b"", 0
    with package.open(part) as stream:
        while piece := stream.read(1 << 20):
            read_bytes += len(piece)
            if read_bytes > part.file_size or read_bytes > LIMITS.unpacked_bytes:
                raise unreadable(name)
            text = rest + piece
            for letters, digits in REFERENCE.findall(text):
                column = 0
                for letter in letters:
                    column = column * 26 + letter - 64
                if column > LIMITS.columns or int(digits) > LIMITS.rows:
                    _check_size(int(digits), column, name)
            rest = text[-300:]


def _check_repeats(content, name):
    """An .ods cell or row may say "repeat me a million times": allowed only where it is empty."""
    for which, times, after in REPEATED.findall(content):
        filled = b"office:value-type" in after or b"<text:p>" in after.split(b"</table:table-row>")[0]
        if filled and int(times) > (LIMITS.columns if which == b"columns" else LIMITS.rows):
            _check_size(int(times) if which == b"rows" else 1, int(times) if which == b"columns" else 1, name)


def _read_workbook(data, name) -> list[Sheet]:
    try:
        by_order = None if data.startswith(ZIP) else xls.details(data)  # first: a torn file ends in a sentence here
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        details = _details(data, book, by_order)
        return [
            _sheet(book, sheet.name, details.get(sheet.name, Details()), sheet.visible != SheetVisibleEnum.Visible)
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError as error:
        raise _locked(name) from error
    except (CalamineError, zipfile.BadZipFile, ValueError, KeyError, OSError) as error:
        raise unreadable(name) from error


def _details(data, book, by_order: list[Details] | None) -> dict[str, Details]:
    """By the name of the sheet. Raises ``ValueError`` where they cannot be told: no cell is read unchecked."""
    if by_order is not None:
        if len(by_order) != len(book.sheet_names):
            raise ValueError("the sheets do not agree")
        return dict(zip(book.sheet_names, by_order, strict=True))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        by_name = ods.details(package) if "content.xml" in package.namelist() else xlsx.details(package)
    if not by_name.keys() <= set(book.sheet_names):
        raise ValueError("the sheets do not agree")
    return by_name


def _sheet(book, title: str, details: Details, is_hidden: bool) -> Sheet:
    sheet = book.get_sheet_by_name(title)
    try:
        merged = details.merged if details.merged is not None else list(sheet.merged_cell_ranges or [])
    except (CalamineError, AttributeError, ValueError):
        merged = []
    top, left = sheet.start or (0, 0)
    grid: list[list] = [[] for _row in range(top)]
    grid += [[""] * left + row for row in sheet.to_python(skip_empty_area=True)]
    for (row, column), cell in details.unreadable.items():
        grid += [[] for _row in range(row + 1 - len(grid))]
        grid[row] += [""] * (column + 1 - len(grid[row]))
        grid[row][column] = cell
    return Sheet(title, grid, merged, is_hidden, frozenset(details.hidden_rows), frozenset(details.hidden_columns))
