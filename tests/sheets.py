"""Spreadsheets that tests need: made in memory, read as an upload would be."""

import io

import openpyxl

from tongxing.common.sheets import find_table, read


def xlsx(rows) -> bytes:
    """A workbook of one sheet with ``rows``."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def table_of(rows, headings):
    """The table that a reader finds in a workbook of ``rows``."""
    return find_table(read(xlsx(rows), "表.xlsx"), headings)


def cells(data: bytes) -> list[list]:
    """The filled part of a workbook's first sheet."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]
