"""Spreadsheets, read without trust and written without traps.

``read`` opens .xlsx, .xls, .ods and .csv by their content; ``find_table`` finds the heading row and gives rows
whose cells know their address; ``write`` and ``write_csv`` make files in which no cell can become a formula, the
same bytes for the same content.
"""

from tongxing.common.sheets.read import LIMITS, Sheet, SheetRefused, read
from tongxing.common.sheets.table import Cell, Heading, Row, Table, find_table
from tongxing.common.sheets.write import Column, OutSheet, write, write_csv

__all__ = [
    "LIMITS",
    "Cell",
    "Column",
    "Heading",
    "OutSheet",
    "Row",
    "Sheet",
    "SheetRefused",
    "Table",
    "find_table",
    "read",
    "write",
    "write_csv",
]
