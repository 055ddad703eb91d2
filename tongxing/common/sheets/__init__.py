"""Spreadsheets, read without trust and written without traps.

``read`` opens .xlsx, .xls, .ods, .csv and .txt by their content; ``find_table`` finds the heading row and gives rows
whose cells know their address; ``notices`` says what was not read. ``write`` and ``write_csv`` make files in which no
cell can become a formula, the same bytes for the same content.
"""

from tongxing.common.sheets.cell import Cell, Remark
from tongxing.common.sheets.heading import Heading
from tongxing.common.sheets.left_out import LeftOut
from tongxing.common.sheets.limits import LIMITS, SheetRefused
from tongxing.common.sheets.notices import notices
from tongxing.common.sheets.read import Sheet, read
from tongxing.common.sheets.table import Row, Table, find_table
from tongxing.common.sheets.write import Column, OutSheet, write, write_csv

__all__ = [
    "LIMITS",
    "Cell",
    "Column",
    "Heading",
    "LeftOut",
    "OutSheet",
    "Remark",
    "Row",
    "Sheet",
    "SheetRefused",
    "Table",
    "find_table",
    "notices",
    "read",
    "write",
    "write_csv",
]
