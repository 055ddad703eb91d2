"""A campaign's figures in one list: the frozen ones, and those that still count along."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongxing.campaigns.models import Event
from tongxing.figures import registry
from tongxing.figures.comparison import Change, changes
from tongxing.figures.disclosure import is_small
from tongxing.figures.models import Figure


@dataclass(frozen=True)
class Row:
    """One figure of a campaign; without ``figure`` it is not frozen and counts along."""

    key: str
    event: Event
    value: int
    entry_count: int
    definition: registry.Definition | None
    figure: Figure | None

    @property
    def is_frozen(self) -> bool:
        return self.figure is not None

    @property
    def is_about_people(self) -> bool:
        """Whether it counts what people did; true where its definition is gone, to be careful."""
        return self.definition is None or self.definition.is_about_people

    @property
    def is_small(self) -> bool:
        """Whether the public sees only that there are fewer than five."""
        return self.is_about_people and is_small(self.value)

    @property
    def caution(self) -> str:
        """What a reader must know beside the value; empty where it speaks for itself."""
        return self.definition.caution(self.event) if self.definition else ""

    @property
    def name(self) -> str:
        return self._said("name", "name")

    @property
    def unit(self) -> str:
        return self._said("unit", "unit")

    @property
    def text(self) -> str:
        """The definition in the reader's language."""
        return self._said("definition", "text")

    def _said(self, kept: str, word: str) -> str:
        """As it was frozen; in another language where the definition still says the same."""
        frozen = getattr(self.figure, kept) if self.figure else None
        if self.definition is None:
            return frozen or ""
        if frozen is not None and (get_language() == registry.LANGUAGE or self.definition.words()[word] != frozen):
            return frozen
        return self.definition.sentence() if word == "text" else str(getattr(self.definition, word))

    @property
    def lacks_left_out(self) -> bool:
        """Whether the figure was frozen before what it leaves out was kept with it."""
        return self.figure is not None and self.figure.left_out is None

    def left_out(self) -> list[registry.LeftOut]:
        """What the definition left out of what came in: as frozen with the figure, else as it stands now.

        Of a figure that counts along it takes a query or two for each clause.
        """
        if self.figure is None:
            return self.definition.left_out(self.event) if self.definition else []
        phrases = {clause.code: str(clause.phrase) for clause in self.definition.leaves_out} if self.definition else {}
        return [
            registry.LeftOut(part["code"], phrases.get(part["code"], part["what"]), part["measure"], part["entries"])
            for part in self.figure.left_out or []
        ]

    def facts(self) -> dict:
        """For reports in JSON."""
        return {
            "key": self.key,
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "entries": self.entry_count,
            "left_out": None if self.lacks_left_out else [part.facts() for part in self.left_out()],
            "hash": self.figure.hash if self.figure else None,
            "frozen_at": timezone.localtime(self.figure.frozen_at).isoformat() if self.figure else None,
            "frozen_by": self.figure.frozen_by.label() if self.figure and self.figure.frozen_by else None,
        }

    def line(self) -> str:
        """For the terminal."""
        mark = (
            f"{self.figure.hash[:16]} {timezone.localtime(self.figure.frozen_at):%Y-%m-%d %H:%M}"
            if self.figure
            else _("live")
        )
        entries = _("%(count)s entries") % {"count": self.entry_count}
        return f"{self.key:<34} {self.value:>8} {self.unit}  {entries}  {mark}"

    def lines(self) -> list[str]:
        """``line``, and under it what was left out where anything was."""
        if self.lacks_left_out:
            return [self.line(), f"{'':<34} " + not_kept()]
        parts = _("; ").join(part.said() for part in self.left_out())
        return [self.line(), *([f"{'':<34} " + _("Left out: %(parts)s.") % {"parts": parts}] if parts else [])]


def not_kept() -> str:
    """What is said of figures from before."""
    return _("What it left out was not kept when it was frozen.")


def listed(campaign, *, frozen_only: bool = False) -> list[Row]:
    """Every figure of ``campaign`` in the order of its events and definitions. At most three queries."""
    events = list(campaign.events.select_related("fair", "region"))
    return _rows(campaign.figures.all(), events, frozen_only)


def of_event(event) -> list[Row]:
    """Every figure of one event, frozen or counting along. Two queries."""
    return _rows(event.figures.all(), [event], False)


def _rows(figures, events, frozen_only: bool) -> list[Row]:
    kept = {figure.key: figure for figure in figures.select_related("frozen_by", "event__fair", "event__region")}
    known = {key: (event, definition) for event in events for key, definition in registry.of_event(event).items()}
    open_events = [event for event in events if any(key not in kept for key in registry.of_event(event))]
    counts = {} if frozen_only else registry.counts(open_events)
    rows = []
    for key, (event, definition) in known.items():
        if key in kept:
            figure = kept[key]
            rows.append(Row(key, event, figure.value, figure.entry_count, definition, figure))
        elif not frozen_only:
            entries, value = counts.get(key, (0, 0))
            rows.append(Row(key, event, value, entries, definition, None))
    gone = [figure for key, figure in kept.items() if key not in known]
    return rows + [Row(figure.key, figure.event, figure.value, figure.entry_count, None, figure) for figure in gone]


def row_of(campaign, key: str) -> Row | None:
    """The one figure ``key`` of ``campaign``, frozen or counting along; none where there is no such figure."""
    figures = campaign.figures.select_related("frozen_by", "event__fair", "event__region", "event__campaign")
    figure = figures.filter(key=key).first()
    if figure is not None:
        return row_of_figure(figure)
    for event in campaign.events.select_related("fair", "region", "campaign"):
        definition = registry.definition(event, key)
        if definition is not None:
            entries, value = registry.counts([event]).get(key, (0, 0))
            return Row(key, event, value, entries, definition, None)
    return None


def row_of_figure(figure: Figure) -> Row:
    """A frozen figure as a row."""
    definition = registry.definition(figure.event, figure.key)
    return Row(figure.key, figure.event, figure.value, figure.entry_count, definition, figure)


@dataclass(frozen=True)
class Recount:
    """A frozen figure counted anew: the entries that differ, the value now, and whether anything is to correct."""

    changes: list[Change]
    value: int
    is_different: bool


def recount(row: Row) -> Recount:
    """What a correction of ``row`` would bring; nothing where its definition is gone."""
    if row.figure is None or row.definition is None:
        return Recount([], row.value, False)
    lines, words = list(row.definition.lines(row.event)), row.definition.words()
    value = registry.value(row.definition.rule, lines)
    mark = registry.figure_hash(key=row.key, words=words, value=value, lines=lines)
    found = changes(row.figure.entries.all(), lines)
    return Recount(found, value, bool(found) or (mark, value) != (row.figure.hash, row.figure.value))
