"""What an .ods says of its cells besides their values, read from its content.xml.

Source: OpenDocument 1.3, part 3, 9 (tables): repeated rows and cells, spans, ``table:visibility``.
"""

import zipfile
from xml.parsers import expat

from tongxing.common.sheets.details import ERROR, FORMULA, Details, Unreadable
from tongxing.common.sheets.limits import LIMITS

HIDDEN = ("collapse", "filter")


def details(package: zipfile.ZipFile) -> dict[str, Details]:
    """By the name of the sheet. Raises ``ValueError`` where the markup is none."""
    return _Content().read(package.read("content.xml"))


class _Content:
    """Follows the markup; a sheet inside a cell (a table in a note) is passed over."""

    def __init__(self):
        self.by_sheet: dict[str, Details] = {}
        self.sheet = Details()
        self.depth = 0
        self.row, self.rows, self.column, self.columns, self.column_definition = 0, 1, 0, 1, 0
        self.cell: dict[str, str] | None = None
        self.text = ""

    def read(self, markup: bytes) -> dict[str, Details]:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(markup, True)
        except expat.ExpatError as error:
            raise ValueError(error) from error
        return self.by_sheet

    @staticmethod
    def _refuse(*_declaration):
        raise ValueError("a document type has no place here")

    def _start(self, tag, attributes):
        if tag == "table:table":
            self.depth += 1
            if self.depth == 1:
                self.sheet = Details(merged=[])
                self.by_sheet[attributes.get("table:name", "")] = self.sheet
                self.row = self.column_definition = 0
        elif self.depth != 1:
            return
        elif tag == "table:table-column":
            count = int(attributes.get("table:number-columns-repeated", 1))
            if attributes.get("table:visibility") in HIDDEN:
                self.sheet.hide_columns(self.column_definition, count, LIMITS.columns)
            self.column_definition += count
        elif tag == "table:table-row":
            self.rows, self.column = int(attributes.get("table:number-rows-repeated", 1)), 0
            if attributes.get("table:visibility") in HIDDEN:
                self.sheet.hide_rows(self.row, self.rows, LIMITS.rows)
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.columns = int(attributes.get("table:number-columns-repeated", 1))
            self.cell, self.text = attributes, ""

    def _characters(self, text):
        if self.cell is not None and len(self.text) < 200:
            self.text += text

    def _end(self, tag):
        if tag == "table:table":
            self.depth -= 1
        elif self.depth != 1:
            return
        elif tag == "table:table-row":
            self.row += self.rows
        elif tag in ("table:table-cell", "table:covered-table-cell") and self.cell is not None:
            self._close(self.cell)
            self.column += self.columns
            self.cell = None

    def _close(self, cell: dict[str, str]) -> None:
        if "error" in (cell.get("calcext:value-type"), cell.get("office:value-type")):
            self._mark(Unreadable(self.text.strip() or "#N/A", ERROR))
        elif "table:formula" in cell and "office:value-type" not in cell:
            self._mark(Unreadable("=", FORMULA))
        down = int(cell.get("table:number-rows-spanned", 1))
        right = int(cell.get("table:number-columns-spanned", 1))
        if (down > 1 or right > 1) and self.sheet.merged is not None:
            self.sheet.merged.append(((self.row, self.column), (self.row + down - 1, self.column + right - 1)))

    def _mark(self, cell: Unreadable) -> None:
        for row in range(self.row, min(self.row + self.rows, LIMITS.rows)):
            for column in range(self.column, min(self.column + self.columns, LIMITS.columns)):
                self.sheet.unreadable[row, column] = cell
