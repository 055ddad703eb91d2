"""Tables that come as text: in which encoding, with which sign between the cells, and without a program's guards."""

import csv
import io
import re
from itertools import islice

from django.utils.translation import gettext as _

from tongxing.common.sheets.limits import SheetRefused

SEPARATOR = re.compile(r'^"?sep=(.)"?[ \t]*(?:\r\n|\r|\n)', re.IGNORECASE)
"""A first line for the spreadsheet program, which it does not show: the rows are counted from the next one."""
DELIMITERS = ("\t", ",", ";", "|", "，")
GUARDED = re.compile(r'(?m)(^|[\t,;|])="([^"\r\n]*)"(?=[\t,;|\r\n]|\Z)')
"""``="0123"`` without quotes around it, as some systems keep a number from being rounded."""
PROBE_ROWS = 200
PROBE_SIGNS = 200_000
MARKS = {b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
IDEOGRAPH = re.compile(r"[一-鿿]")
USUAL = re.compile(r"[\t\r\n\x20-\x7e·—‘’“”…、。〃《》【】一-鿿！-￮]")
HEADING_SIGNS = re.compile(r"[位名称單稱崗岗職职業业人数數招聘姓電电話话機机]")
"""Signs of which a heading row has some, and of which text in a wrong encoding has hardly any."""


def rows_of(data: bytes, name: str) -> list[list[str]]:
    """The rows of a text file; a blank line is an empty row. Raises ``SheetRefused``."""
    text = decoded(data, name)
    separator = SEPARATOR.match(text)
    if separator:
        text = text[separator.end() :]
    text = GUARDED.sub(r'\1"\2"', text)
    delimiter = separator[1] if separator else _delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SheetRefused(
            _("“%(name)s” is not a clean CSV file (%(error)s). Save it as .xlsx and send it again.")
            % {"name": name, "error": error}
        ) from error
    # an apostrophe that kept a cell from becoming a formula, or a long number from being rounded, is no part of it
    return [
        [value[1:] if value[:1] == "'" and value[1:2] in tuple("=+-@\t\r0123456789") else value for value in row]
        for row in rows
    ]


def _delimiter(text: str) -> str:
    """The sign that divides most lines, a title above the table or a note below it left aside."""
    probe = text[:PROBE_SIGNS]

    def divided(delimiter: str) -> tuple[int, bool]:
        lines = csv.reader(io.StringIO(probe, newline=""), delimiter=delimiter)
        try:
            rows = list(islice(lines, PROBE_ROWS))
        except csv.Error:
            return 0, False
        return sum(len(row) > 1 for row in rows), delimiter == ","

    return max(DELIMITERS, key=divided)


def decoded(data: bytes, name: str) -> str:
    """The text of a file: by its mark, else UTF-8, else GB18030 or Big5; UTF-16 without a mark by its zeros."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            text = _tried(data, encoding)
            if text is not None and "\0" not in text:
                return text.removeprefix("\ufeff")
    if b"\0" in data:
        for encoding in ("utf-16-le", "utf-16-be"):
            text = _tried(data, encoding)
            if text and len(USUAL.findall(text[:4000])) > 0.9 * len(text[:4000]):
                return text
        raise unreadable(name)
    text = _tried(data, "utf-8-sig")
    if text is not None:
        return text
    text = _tried(data, "gb18030")
    other = _tried(data, "big5hkscs")
    if other and len(HEADING_SIGNS.findall(other[:4000])) > 2 * len(HEADING_SIGNS.findall((text or "")[:4000])):
        return other
    if text is not None and IDEOGRAPH.search(text[:4000]):
        return text
    raise SheetRefused(
        _("The text of “%(name)s” cannot be read: it is neither UTF-8 nor GB18030. Save it as .xlsx and send it again.")
        % {"name": name}
    )


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def unreadable(name: str) -> SheetRefused:
    """What is no spreadsheet at all."""
    return SheetRefused(
        _("“%(name)s” is not a spreadsheet that can be read. Save it as .xlsx, .xls, .ods or .csv and send it again.")
        % {"name": name}
    )
