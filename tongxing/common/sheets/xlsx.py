"""What an .xlsx says of its cells besides their values, read from the markup of its worksheets.

Source: ECMA-376, part 1, 18.3 (worksheets): ``row``, ``col``, ``c`` with ``f`` and ``v``.
"""

import posixpath
import re
import zipfile
from xml.etree.ElementTree import ParseError, fromstring
from xml.parsers import expat

from tongxing.common.sheets.details import ERROR, FORMULA, Details, Unreadable
from tongxing.common.sheets.limits import LIMITS

WORTH_READING = re.compile(
    rb"""\bt\s*=\s*["']e["']|\bhidden\s*=|<(?:\w+:)?f[\s>/]|\b(?:ht|width)\s*=\s*["']0(?:\.0+)?["']"""
)
ADDRESS = re.compile(r"([A-Za-z]{1,7})([0-9]{1,12})")
WORKBOOK = "/officeDocument"
YES = ("1", "true")


def details(package: zipfile.ZipFile) -> dict[str, Details]:
    """By the name of the sheet. Raises ``ValueError`` where the markup is none."""
    found: dict[str, Details] = {}
    for title, part in _worksheets(package):
        markup = package.read(part)
        if WORTH_READING.search(markup):
            found[title] = _Worksheet().read(markup)
    return found


def _worksheets(package) -> list[tuple[str, str]]:
    """(name of the sheet, its part) in the order of the workbook."""
    names = {name.lower(): name for name in package.namelist()}
    book = next((target for kind, target in _relations(package, names, "").values() if kind.endswith(WORKBOOK)), "")
    if not book:
        raise ValueError("no workbook part")
    targets = _relations(package, names, book)
    sheets = []
    for element in _tree(package, names, book).iter():
        if _local(element.tag) == "sheet":
            relation = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            _kind, target = targets.get(relation, ("", ""))
            if target.lower() in names:
                sheets.append((element.get("name", ""), names[target.lower()]))
    return sheets


def _relations(package, names, part: str) -> dict[str, tuple[str, str]]:
    """{id: (kind, part)} of what ``part`` refers to."""
    folder, file = posixpath.split(part)
    relations = {}
    for element in _tree(package, names, posixpath.join(folder, "_rels", f"{file}.rels")).iter():
        if _local(element.tag) == "Relationship" and element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
            relations[element.get("Id", "")] = (element.get("Type", ""), target)
    return relations


def _tree(package, names, part: str):
    markup = package.read(names.get(part.lower(), part))
    if b"<!DOCTYPE" in markup or b"<!ENTITY" in markup:
        raise ValueError("a document type has no place here")
    try:
        return fromstring(markup)  # noqa: S314 - entities, the one danger, are refused above
    except ParseError as error:
        raise ValueError(error) from error


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


class _Worksheet:
    """Follows the markup of one worksheet; a row or a cell without an address stands behind the one before it."""

    def __init__(self):
        self.details = Details()
        self.row, self.column = -1, -1
        self.kind, self.has_formula, self.has_value = "", False, False
        self.is_value, self.value = False, ""

    def read(self, markup: bytes) -> Details:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(markup, True)
        except expat.ExpatError as error:
            raise ValueError(error) from error
        return self.details

    @staticmethod
    def _refuse(*_declaration):
        raise ValueError("a document type has no place here")

    def _start(self, tag, attributes):
        tag = _local(tag)
        if tag == "c":
            found = ADDRESS.fullmatch(attributes.get("r", ""))
            self.column = _column(found[1]) if found else self.column + 1
            self.kind = attributes.get("t", "")
            self.has_formula = self.has_value = False
            self.value = ""
        elif tag in ("v", "f"):
            self.is_value = tag == "v"
            self.has_value = self.has_value or tag == "v"
            self.has_formula = self.has_formula or tag == "f"
        elif tag == "row":
            number = attributes.get("r", "")
            self.row = int(number) - 1 if number.isdigit() else self.row + 1
            self.column = -1
            if attributes.get("hidden") in YES or _is_zero(attributes.get("ht")):
                self.details.hide_rows(self.row, 1, LIMITS.rows)
        elif tag == "col" and (attributes.get("hidden") in YES or _is_zero(attributes.get("width"))):
            first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
            self.details.hide_columns(first - 1, last - first + 1, LIMITS.columns)

    def _text(self, text):
        if self.is_value:
            self.value += text

    def _end(self, tag):
        tag = _local(tag)
        if tag in ("v", "f"):
            self.is_value = False
        elif tag == "c":
            if self.kind == "e":
                self._mark(Unreadable(self.value.strip() or "#N/A", ERROR))
            elif self.has_formula and not self.value and not (self.has_value and self.kind == "str"):
                self._mark(Unreadable("=", FORMULA))

    def _mark(self, cell: Unreadable) -> None:
        if 0 <= self.row <= LIMITS.rows and 0 <= self.column <= LIMITS.columns:
            self.details.unreadable[self.row, self.column] = cell


def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


def _is_zero(size: str | None) -> bool:
    try:
        return size is not None and float(size) == 0
    except ValueError:
        return False
