"""What can be counted: every figure's definition, found in the files of ``figures/definitions``.

A file there holds ``KIND``, the kind of event it is for, and ``FIGURES``, a tuple of ``Definition``. A new kind of
event adds its figures by adding a file.
"""

import datetime as dt
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from django.db.models import BigIntegerField, CharField, Count, Max, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tongxing.common.digest import digest
from tongxing.figures import definitions

COUNT, SUM, DISTINCT, MOST = "count", "sum", "distinct", "most"
LANGUAGE = "zh-hans"
"""The language in which a definition is frozen, whoever freezes it: its words are part of the hash."""


@dataclass(frozen=True)
class Line:
    """One entry behind a figure, as it stands."""

    number: str
    amount: int
    group: str
    facts: str
    cells: dict[str, str] = field(default_factory=dict, compare=False)
    details: dict = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Shown:
    """An entry for staff who open it: whom or what it is, masked, and its page (name of the address, pk).

    ``region_path`` is the region of the person it is about: who does not reach it, sees the number alone.
    """

    text: str
    detail: str = ""
    region_path: str = ""
    page: tuple[str, int] | None = None


@dataclass(frozen=True)
class Table:
    """A way to split a figure for the public: by county, by hour, by industry."""

    code: str
    name: str | Promise
    label: Callable[[str], str | Promise] = str


@dataclass(frozen=True)
class Exclusion:
    """A clause of what a figure does not count: its words, which are printed, and how it is applied.

    ``among`` gives, for an event, the condition by which rows are left out, whatever way they came in. ``beside``
    counts what the platform holds of the event beside the rows and leaves out by its nature (who registered and did
    not come). With neither, no way in takes such an entry. ``measure`` is the Chinese measure word.
    """

    code: str
    phrase: str | Promise
    among: Callable[..., Q] | None = None
    beside: Callable[..., int] | None = None
    measure: str = "条"


@dataclass(frozen=True)
class LeftOut:
    """How many entries a clause left out."""

    code: str
    phrase: str
    measure: str
    count: int

    def said(self, count: str | int | None = None) -> str:
        """ "652 visits of less than 10 seconds"; ``count`` where the reader sees less than the number."""
        shown = self.count if count is None else count
        return _("%(count)s %(phrase)s") % {"count": shown, "measure": self.measure, "phrase": self.phrase}

    def facts(self) -> dict[str, str | int]:
        """For reports in JSON."""
        return {"code": self.code, "what": self.phrase, "entries": self.count}


@dataclass(frozen=True)
class Definition:
    """One figure: its words, and how its entries are found. ``rows`` have a ``number`` that never changes.

    ``rows`` are all that came in, by whatever way; ``leaves_out`` is applied to them and printed in ``text`` at
    ``%(left_out)s``, so that what is said and what is counted are one. ``facts`` names what must not change in an
    entry (name: field of the row); ``amount`` is the field that a sum adds, or of which the largest is taken
    (``is_peak``), ``group`` the field of which each is counted once.
    ``prepare`` books what waits to become entries; it is called before the figure is frozen. ``stands_on`` names the
    relations of an entry to whom and what it is about, ``around`` the rows that decide with it what counts.
    """

    suffix: str
    name: str | Promise
    unit: str | Promise
    text: str | Promise
    rows: Callable[..., QuerySet]
    facts: dict[str, str]
    applies: Callable[..., bool]
    check_ready: Callable[..., None]
    show: Callable[..., dict[str, Shown]]
    leaves_out: tuple[Exclusion, ...] = ()
    amount: str = ""
    is_peak: bool = False
    group: str = ""
    prepare: Callable[[], object] | None = None
    is_about_people: bool = False
    tables: tuple[Table, ...] = ()
    cells: Callable[..., Callable[[dict], dict[str, str]]] = lambda: lambda _row: {}
    cell_fields: tuple[str, ...] = ()
    caution: Callable[..., str] = lambda _event: ""
    stands_on: tuple[str, ...] = ()
    around: Callable[..., tuple[QuerySet, ...]] = lambda _event: ()

    @property
    def rule(self) -> str:
        if self.amount:
            return MOST if self.is_peak else SUM
        return DISTINCT if self.group else COUNT

    def sentence(self) -> str:
        """The text with its clauses of what is left out, in the language of the moment."""
        phrases = _("; ").join(str(clause.phrase) for clause in self.leaves_out)
        return str(self.text).replace("%(left_out)s", phrases)

    def words(self) -> dict:
        """Name, unit, text and rule as they are frozen: in Chinese."""
        with translation.override(LANGUAGE):
            return {"name": str(self.name), "unit": str(self.unit), "text": self.sentence(), "rule": self.rule}

    def counted(self, event) -> QuerySet:
        """The rows of ``event`` that the definition counts."""
        rows = self.rows(event)
        for clause in self.leaves_out:
            if clause.among:
                rows = rows.exclude(clause.among(event))
        return rows

    def left_out(self, event) -> list[LeftOut]:
        """What the definition leaves out of ``event`` now, clause by clause; nothing where there is nothing.

        A row that several clauses leave out stands under the first of them.
        """
        rows, parts = self.rows(event), []
        for clause in self.leaves_out:
            count = clause.beside(event) if clause.beside else 0
            if clause.among:
                condition = clause.among(event)
                count += rows.filter(condition).count()
                rows = rows.exclude(condition)
            if count:
                parts.append(LeftOut(clause.code, str(clause.phrase), clause.measure, count))
        return parts

    def lines(self, event) -> Iterator[Line]:
        """The entries behind the figure of ``event`` now, in the order of their numbers."""
        names = {"number", *self.facts.values(), *self.cell_fields, *filter(None, (self.amount, self.group))}
        cells_of = self.cells()
        for row in self.counted(event).order_by("number").values(*names).iterator(chunk_size=2000):
            details = {name: _settled(row[path]) for name, path in self.facts.items()}
            yield Line(
                number=row["number"],
                amount=row[self.amount] if self.amount else 1,
                group=row[self.group] if self.group else "",
                facts=digest(details),
                cells=cells_of(row),
                details=details,
            )


def _settled(value):
    """``value`` as it is hashed: moments to the second, in the site's time, as a spreadsheet keeps them."""
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).replace(microsecond=0, tzinfo=None).isoformat()
    return value


@cache
def found() -> dict[str, tuple[Definition, ...]]:
    """Every definition by kind of event, from every file of ``figures/definitions``."""
    kinds: dict[str, tuple[Definition, ...]] = {}
    for module_info in sorted(pkgutil.iter_modules(definitions.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{definitions.__name__}.{module_info.name}")
        kinds[module.KIND] = kinds.get(module.KIND, ()) + module.FIGURES
    return kinds


def of_event(event) -> dict[str, Definition]:
    """The figures that ``event`` can have, by full key (``fair.region.posts``)."""
    return {f"{event.key}.{one.suffix}": one for one in found().get(event.kind, ()) if one.applies(event)}


def definition(event, key: str) -> Definition | None:
    """The definition of ``key`` among the figures of ``event``; none where it has no such figure (any more)."""
    return of_event(event).get(key)


def counts(events) -> dict[str, tuple[int, int]]:
    """(entries, value) of every figure of ``events`` as they stand now, in one query."""
    asked = []
    for event in events:
        for key, one in of_event(event).items():
            added = Max if one.is_peak else Sum
            total = added(one.amount) if one.amount else Count(one.group or "pk", distinct=bool(one.group))
            rows = one.counted(event).order_by().annotate(figure_key=Value(key, output_field=CharField()))
            asked.append(
                rows.values("figure_key").annotate(
                    entries=Cast(Count("pk"), BigIntegerField()), total=Cast(total, BigIntegerField())
                )
            )
    if not asked:
        return {}
    answer = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    return {row["figure_key"]: (row["entries"], row["total"] or 0) for row in answer}


def value(rule: str, lines) -> int:
    """The figure that ``lines`` make under ``rule``."""
    if rule == DISTINCT:
        return len({line.group for line in lines})
    if rule == MOST:
        return max((line.amount for line in lines), default=0)
    return sum(line.amount for line in lines)


def figure_hash(*, key: str, words: dict, value: int, lines) -> str:
    """SHA-256 over the definition, the value and every entry."""
    entries = sorted([line.number, line.amount, line.group, line.facts] for line in lines)
    return digest({"key": key, "definition": words, "value": value, "entries": entries})


def split(codes, rule: str, lines) -> dict[str, list[list]]:
    """``lines`` split by each table of ``codes``: code to rows of (cell, number), in the order of the cells."""
    tables: dict[str, list[list]] = {}
    for code in codes:
        cells: dict[str, list] = {}
        for line in lines:
            cells.setdefault(line.cells.get(code, ""), []).append(line)
        tables[code] = [[cell, value(rule, inside)] for cell, inside in sorted(cells.items())]
    return tables
