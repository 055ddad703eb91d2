"""Files in every format, with the parts that tests need and few libraries write."""

import csv
import io

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from tongxing.common.sheets import Heading

HEADINGS = [
    Heading("number", ("编号",)),
    Heading("employer", ("单位名称", "企业名称"), required=True, is_name=True),
    Heading("title", ("岗位", "职位"), required=True, is_name=True),
    Heading("openings", ("人数", "招聘人数"), required=True, is_count=True),
    Heading("wage", ("月薪", "工资")),
    Heading("phone", ("联系电话", "手机"), joins=True),
    Heading("region", ("户籍地", "现住址"), prefers=("现住址",)),
]
TOP = ["单位名称", "岗位", "人数"]


def xlsx(rows, change=None) -> bytes:
    """A workbook of one sheet; ``change`` gets that sheet before it is saved."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def xls(rows, change=None) -> bytes:
    """The same as an .xls."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("岗位")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value not in ("", None):
                sheet.write(number, column, value)
    if change:
        change(sheet)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def ods(rows, *, row_visibility=None, column_visibility=None, spans=None, sheets=()) -> bytes:
    """The same as an .ods; a value may be the attributes of its cell. ``sheets``: (name, rows, is hidden) more."""
    book = OpenDocumentSpreadsheet()
    hidden = Style(name="hidden", family="table")
    hidden.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(hidden)
    for name, lines, is_hidden in [("岗位", rows, False), *sheets]:
        table = Table(name=name, **({"stylename": hidden} if is_hidden else {}))
        for column in range(max(map(len, lines))):
            visibility = (column_visibility or {}).get(column)
            table.addElement(TableColumn(**({"visibility": visibility} if visibility else {})))
        covered = set()
        for number, row in enumerate(lines):
            visibility = (row_visibility or {}).get(number)
            line = TableRow(**({"visibility": visibility} if visibility else {}))
            for column, value in enumerate(row):
                down, right = (spans or {}).get((number, column), (1, 1))
                covered |= {(number + y, column + x) for y in range(down) for x in range(right)} - {(number, column)}
                line.addElement(_ods_cell(value, down, right, (number, column) in covered))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    raw = io.BytesIO()
    book.write(raw)
    return raw.getvalue()


def _ods_cell(value, down, right, is_covered):
    if is_covered:
        return CoveredTableCell()
    span = {"numberrowsspanned": down, "numbercolumnsspanned": right} if (down, right) != (1, 1) else {}
    if isinstance(value, dict):
        text = value.pop("text", "")
        cell = TableCell(**value, **span)
    else:
        text = str(value)
        kind = {"valuetype": "float", "value": value} if isinstance(value, int) else {"valuetype": "string"}
        cell = TableCell(**(kind if text else {}), **span)
    if text:
        cell.addElement(P(text=text))
    return cell


def text_file(rows, encoding="utf-8", delimiter=",", before="") -> bytes:
    """The same as text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return (before + out.getvalue()).encode(encoding)
