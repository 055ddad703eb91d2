"""Opening a spreadsheet that somebody sent: what it is shows in its content, what it may cost is checked first.

Macros are never run and links never followed: only stored values are read. A formula counts with the value that
was stored with it; one that was never calculated reads as empty.
"""

import csv
import io
import re
import zipfile
from dataclasses import dataclass, field

import openpyxl
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError


class SheetRefused(ValueError):
    """The file cannot be read as a table; the message says what, where and what to do."""


@dataclass(frozen=True)
class Limits:
    """What a spreadsheet may cost."""

    file_bytes: int = 20 * 1024 * 1024
    unpacked_bytes: int = 200 * 1024 * 1024
    ratio: int = 200
    rows: int = 100_000
    columns: int = 200


LIMITS = Limits()
MARKUP = re.compile(rb"\s*(?:<(?:\?xml|!doctype|html|head|meta|style|table|div|body)\b|mime-version:)", re.IGNORECASE)
OTHERS = (b"%PDF", b"{\\rtf", b"Rar!", b"\x89PNG", b"\xff\xd8\xff")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFERENCE = re.compile(rb'<(?:\w+:)?c\b[^>]{0,200}?\br="([A-Z]{1,7})([0-9]{1,12})"')
REPEATED = re.compile(
    rb"<table:table-(?:cell|row)\b[^>]*number-(columns|rows)-repeated=\"(\d+)\"[^>]*>(.{0,400})", re.DOTALL
)


@dataclass(frozen=True)
class Sheet:
    """Rows of values (text, numbers, booleans, dates, or empty text) and the ranges that were merged.

    ``merged`` holds ((first row, first column), (last row, last column)), counted from 0.
    """

    name: str
    rows: list[list]
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)


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
        raise _unreadable(name)
    elif MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise SheetRefused(
            _(
                "“%(name)s” is a web page under the name of a spreadsheet, as some systems export it. Open it in the "
                "spreadsheet program, save it as .xlsx and send it again."
            )
            % {"name": name}
        )
    else:
        sheets = [_read_csv(data, name)]
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
        raise _unreadable(name) from error


def _check_reach(package, part, name):
    """Read a worksheet in pieces and look only at the addresses of its cells."""
    rest, read_bytes = b"", 0
    with package.open(part) as stream:
        while piece := stream.read(1 << 20):
            read_bytes += len(piece)
            if read_bytes > part.file_size or read_bytes > LIMITS.unpacked_bytes:
                raise _unreadable(name)
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


def _unreadable(name):
    return SheetRefused(
        _("“%(name)s” is not a spreadsheet that can be read. Save it as .xlsx, .xls, .ods or .csv and send it again.")
        % {"name": name}
    )


def _read_workbook(data, name) -> list[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        errors = _errors(data)
        sheets = []
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            try:
                merged = list(sheet.merged_cell_ranges or [])
            except (CalamineError, AttributeError, ValueError):
                merged = []
            top, left = sheet.start or (0, 0)
            rows = sheet.to_python(skip_empty_area=True)
            grid: list[list] = [[] for _row in range(top)] + [[""] * left + row for row in rows]
            for row, column, text in errors.get(title, ()):
                if row < len(grid) and column < len(grid[row]):
                    grid[row][column] = text
            sheets.append(Sheet(title, grid, merged))
    except PasswordError as error:
        raise _locked(name) from error
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError) as error:
        raise _unreadable(name) from error
    return sheets


def _errors(data) -> dict[str, list[tuple[int, int, str]]]:
    """(row, column, text) of the cells of an .xlsx that show #N/A, #REF!, …: what reads the values gives them empty."""
    if not data.startswith(ZIP):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [name for name in package.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
        if not any(b't="e"' in package.read(name) for name in parts):
            return {}
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return {
            sheet.title: [
                (cell.row - 1, cell.column - 1, str(cell.value))
                for row in sheet.iter_rows()
                for cell in row
                if cell.data_type == "e"
            ]
            for sheet in book.worksheets
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(error) from error


def _read_csv(data, name) -> Sheet:
    text = _decoded(data, name)
    # a title may stand above the table: its line has no delimiter
    first = next((line for line in text.splitlines() if re.search("[\t,;]", line)), "")
    delimiter = max("\t,;", key=lambda sign: (first.count(sign), sign == ","))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SheetRefused(
            _("“%(name)s” is not a clean CSV file (%(error)s). Save it as .xlsx and send it again.")
            % {"name": name, "error": error}
        ) from error
    # an apostrophe that kept a cell from becoming a formula, or a long number from being rounded, is no part of it
    rows = [
        [value[1:] if value[:1] == "'" and value[1:2] in tuple("=+-@\t\r0123456789") else value for value in row]
        for row in rows
    ]
    return Sheet(name, rows or [[]])


def _decoded(data, name) -> str:
    if b"\0" in data[:4000]:
        raise _unreadable(name)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8-sig" or re.search(r"[一-鿿]", text[:4000]):
            return text
    raise SheetRefused(
        _("The text of “%(name)s” cannot be read: it is neither UTF-8 nor GB18030. Save it as .xlsx and send it again.")
        % {"name": name}
    )
