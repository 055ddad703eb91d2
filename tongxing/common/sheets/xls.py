"""What an .xls says of its cells besides their values, read from the records of its workbook stream.

Source: [MS-CFB] (the compound file) and [MS-XLS] 2.4 (BOUNDSHEET, ROW, COLINFO, BOOLERR, FORMULA). A formula in an
.xls always has a stored result.
"""

import struct
from collections.abc import Iterator

from tongxing.common.sheets.details import ERROR, Details, Unreadable
from tongxing.common.sheets.limits import LIMITS

END_OF_CHAIN = 0xFFFFFFFA
"""Sector numbers from here on name no sector."""
BOF, EOF, BOUNDSHEET, ROW, COLINFO, BOOLERR = 0x0809, 0x000A, 0x0085, 0x0208, 0x007D, 0x0205
FORMULAS = (0x0006, 0x0406)
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def details(data: bytes) -> list[Details]:
    """In the order of the sheets. Raises ``ValueError`` where the file is no compound file with a workbook."""
    try:
        return _sheets(_workbook(data))
    except (struct.error, IndexError, MemoryError) as error:
        raise ValueError(error) from error


def _workbook(data: bytes) -> bytes:
    """The workbook stream of a compound file."""
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or mini_shift != 6:
        raise ValueError("no compound file")
    size = 1 << shift
    fat_count, directory = struct.unpack_from("<I", data, 44)[0], struct.unpack_from("<I", data, 48)[0]
    cutoff, mini_fat, _count, difat = struct.unpack_from("<IIII", data, 56)

    def sector(number: int) -> bytes:
        if (number + 1) * size >= len(data):
            raise ValueError("the file ends too early")
        return data[(number + 1) * size : (number + 2) * size]

    fat_sectors = list(struct.unpack_from("<109I", data, 76))
    for _step in range(len(data) // size + 1):
        if difat >= END_OF_CHAIN:
            break
        *more, difat = struct.unpack(f"<{size // 4}I", sector(difat))
        fat_sectors += more
    fat: list[int] = []
    for number in fat_sectors[:fat_count]:
        if number < END_OF_CHAIN:
            fat += struct.unpack(f"<{size // 4}I", sector(number).ljust(size, b"\xff"))

    def stream(first: int) -> bytes:
        return b"".join(sector(number) for number in _chain(fat, first))

    entries = stream(directory)
    root, book = None, None
    for at in range(0, len(entries) - 127, 128):
        length = struct.unpack_from("<H", entries, at + 64)[0]
        name = entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace").lower()
        place = struct.unpack_from("<I", entries, at + 116)[0], struct.unpack_from("<I", entries, at + 120)[0]
        if entries[at + 66] == 5:
            root = place
        elif name == "workbook" or (name == "book" and book is None):
            book = place
    if root is None or book is None:
        raise ValueError("no workbook stream")
    if book[1] >= cutoff:
        return stream(book[0])[: book[1]]
    small = stream(root[0])
    mini = struct.unpack(f"<{len(stream(mini_fat)) // 4}I", stream(mini_fat))
    return b"".join(small[number * 64 : number * 64 + 64] for number in _chain(list(mini), book[0]))[: book[1]]


def _chain(table: list[int], number: int) -> Iterator[int]:
    for _step in range(len(table)):
        if number >= END_OF_CHAIN:
            return
        yield number
        number = table[number]


def _sheets(stream: bytes) -> list[Details]:
    starts = [struct.unpack_from("<I", body, 0)[0] for kind, body in _records(stream, 0) if kind == BOUNDSHEET]
    return [_sheet(stream, start) for start in starts]


def _sheet(stream: bytes, start: int) -> Details:
    sheet = Details()
    for kind, body in _records(stream, start):
        if kind == ROW:
            options = struct.unpack_from("<H", body, 12)[0]
            if options & 0x20:
                sheet.hide_rows(struct.unpack_from("<H", body, 0)[0], 1, LIMITS.rows)
        elif kind == COLINFO:
            first, last, width, _format, options = struct.unpack_from("<HHHHH", body, 0)
            if options & 1 or width == 0:
                sheet.hide_columns(first, last - first + 1, LIMITS.columns)
        elif kind == BOOLERR and body[7]:
            _mark(sheet, body, body[6])
        elif kind in FORMULAS and body[12:14] == b"\xff\xff" and body[6] == 2:
            _mark(sheet, body, body[8])
    return sheet


def _mark(sheet: Details, body: bytes, code: int) -> None:
    row, column = struct.unpack_from("<HH", body, 0)
    if row <= LIMITS.rows and column <= LIMITS.columns:
        sheet.unreadable[row, column] = Unreadable(ERRORS.get(code, "#N/A"), ERROR)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from ``at`` to the end of that substream; a substream inside (a chart) is passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == BOF) - (kind == EOF)
        if depth <= 0 and kind == EOF:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
