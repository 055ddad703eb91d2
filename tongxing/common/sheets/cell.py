"""One cell of a table: its text, its address, what kind of value it held; and what is remarked of it."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import NamedTuple

from engines.wording import folded
from tongxing.common.sheets.details import Unreadable

ERROR = re.compile(
    r"#(?:N/A|[A-Z][A-Z0-9/_]*[!?]|名称\?|#+)|#(?:REF|VALUE|NAME|DIV/0|NULL|NUM|SPILL|CALC)|(?:Err|错误) ?: ?\d{3}",
    re.IGNORECASE,
)
"""What the usual programs show, and write into text files, where a formula has no result."""
FORMULA = re.compile(
    r"=\s*[-+(]*(?:\$?[A-Z]{1,3}\$?\d+\b|[A-Z][\w.]*\(|[^=\s]{1,60}!\$?[A-Z]|\"[^\"]*\"\s*&)", re.IGNORECASE
)
"""A formula that stands there as text."""
GUARD = re.compile(r'="((?:[^"]|"")*)"')
"""``="0123"``: text that some systems keep from being taken for a number."""
UNREADABLE = frozenset(("error", "formula", "signs", "shared", "parts"))
"""The kinds of cells whose content is no value: they are handed back."""


class Remark(NamedTuple):
    """What is said of one cell: the field, the cell's address, and the sentence for the person who looks at it."""

    field: str
    address: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its folded text, its address (``C7``), what kind of value it held, and the value itself.

    The kinds: ``text``, ``number``, ``date``, ``bool``, ``empty``; ``error`` where it shows #N/A or the like,
    ``formula`` where a result was never stored, ``signs`` where a name should stand and there are only signs,
    ``shared`` where one number is merged over several rows, ``parts`` where those for men and women add up to none.
    """

    text: str
    address: str
    kind: str
    raw: object = ""

    def __bool__(self):
        return bool(self.text)

    @property
    def is_unreadable(self) -> bool:
        """Whether it holds no value that could be taken; ``Row.faults`` says why."""
        return self.kind in UNREADABLE


def letters(column: int) -> str:
    """Column 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def plain(value) -> tuple[str, str]:
    """(text, kind) of a value: numbers without a needless ``.0``, dates as ISO text."""
    if value is None or value == "":
        return "", "empty"
    if isinstance(value, str):
        return _plain_text(value)
    if isinstance(value, bool):
        return ("是" if value else "否"), "bool"
    if isinstance(value, int):
        return str(value), "number"
    if isinstance(value, float):
        return (str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)), "number"
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time(0)
        return (value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")), "date"
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat(), "date"
    if isinstance(value, dt.timedelta):
        return str(value), "date"
    if isinstance(value, Unreadable):
        return value.text, value.kind
    return _plain_text(str(value))


def _plain_text(value: str) -> tuple[str, str]:
    text = folded(value)
    if text[:1] in ("=", "#", "E", "e", "错"):
        guarded = GUARD.fullmatch(text)
        if guarded:
            text = folded(guarded[1].replace('""', '"'))
        if ERROR.fullmatch(text):
            return text, "error"
        if FORMULA.match(text):
            return "=", "formula"
    return text, ("text" if text else "empty")


def unguarded(value: object) -> object:
    """The value as it was typed, without the guard of ``="…"``."""
    guarded = GUARD.fullmatch(value.strip()) if isinstance(value, str) and value[:1] in "= " else None
    return guarded[1].replace('""', '"') if guarded else value
