"""Proving frozen figures: what the trail says was frozen, what is kept, and what the rows are now must be one.

The list of what was frozen is the trail's, so that a figure deleted with all its entries is missed. Each column kept
with a figure has a digest in the trail; each entry is counted anew; each row that an entry stands on has a keyed
digest. A row that stands otherwise is a fault, unless acts of the site that the trail notes lead from what it was to
what it is: then it is a later change, and the figure keeps the facts that it was frozen over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tongxing.campaigns.models import Campaign, Event
from tongxing.common.digest import digest
from tongxing.figures import registry
from tongxing.figures.comparison import CHANGED, MISSING, changes
from tongxing.figures.evidence import ENTRIES, Freezing, freezings, state_of
from tongxing.figures.models import Figure, FigureEntry
from tongxing.figures.sentences import column_words, kept_sentences, live_sentences
from tongxing.figures.standing import Digests, Judged, Moves, behind, members, words_for
from tongxing.trail.keys import key_named
from tongxing.trail.rows import row_name

KEPT, VALUE, HASH, DEFINITION, TABLES, TRAIL = "kept", "value", "hash", "definition", "tables", "trail"
GONE, FROZEN, ERRATUM, ROW, KEY = "gone", "frozen", "erratum", "row", "key"


@dataclass(frozen=True)
class Fault:
    """Something that no longer holds: of which figure, what kind, which entry (where it is one), in a sentence."""

    campaign: str
    key: str
    what: str
    number: str
    sentence: str


@dataclass
class Verdict:
    """What came of one figure: its faults, and how many later changes the trail accounts for."""

    figure: Figure | None
    faults: list[Fault] = field(default_factory=list)
    later: set[str] = field(default_factory=set)


def verify(figures=None) -> Iterator[tuple[Figure | None, list[Fault]]]:
    """Each frozen figure with its faults, the first entry first; an empty list proves it.

    Without ``figures`` all are judged, and those that the trail says were frozen and that are gone (with no figure).
    """
    for verdict in verdicts(figures):
        yield verdict.figure, verdict.faults


def verdicts(figures=None, campaign: str = "") -> Iterator[Verdict]:
    """As ``verify``, with the later changes; ``campaign`` narrows the figures that are gone to one campaign's."""
    noted = freezings()
    if figures is None or campaign:
        known = {str(pk) for pk in Figure.objects.values_list("pk", flat=True)}
        for pk in sorted(noted.keys() - known, key=lambda key: noted[key][0].number):
            if not campaign or noted[pk][-1].campaign in {"", campaign}:
                yield Verdict(None, [_gone(noted[pk])])
    digests, moves = Digests(), Moves()
    for figure, event, slug in _with_events(Figure.objects.all() if figures is None else figures):
        yield _Judge(figure, event, slug, noted.get(str(figure.pk), []), digests, moves).verdict()


def _with_events(figures) -> list[tuple[Figure, Event | None, str]]:
    """Each figure with its event and its campaign's short name, by name and key; also where those are gone."""
    chosen = list(figures.order_by("key"))
    slugs = dict(Campaign.objects.values_list("pk", "slug"))
    events = Event.objects.select_related("fair").in_bulk({figure.event_id for figure in chosen})
    found = [(figure, events.get(figure.event_id), slugs.get(figure.campaign_id, "")) for figure in chosen]
    return sorted(found, key=lambda each: (each[2], each[0].key))


def _gone(noted: list[Freezing]) -> Fault:
    last = noted[-1]
    corrections = sum(1 for freezing in noted if freezing.is_correction)
    facts = {
        "key": last.key,
        "number": last.number,
        "hash": last.hash[:16],
        "value": last.details.get("value", last.details.get("new", "")),
        "count": corrections,
    }
    sentence = _(
        "%(key)s: the trail says in entry %(number)s that it was frozen with the value %(value)s (hash %(hash)s…), but "
        "the figure is gone, with %(count)s errata."
    )
    return Fault(last.campaign, last.key, GONE, "", sentence % facts)


class _Judge:
    """One figure before its trail, its kept list, and the rows as they are now."""

    def __init__(
        self,
        figure: Figure,
        event: Event | None,
        campaign: str,
        noted: list[Freezing],
        digests: Digests,
        moves: Moves,
    ):
        self.figure, self.event, self.campaign = figure, event, campaign
        self.noted, self.digests, self.moves = noted, digests, moves
        self.kept: list[FigureEntry] = list(figure.entries.all())
        self.later: set[str] = set()
        self.rows_now: dict[str, dict[str, str]] | None = None
        self.words = {"name": figure.name, "unit": figure.unit, "text": figure.definition, "rule": figure.rule}

    def verdict(self) -> Verdict:
        return Verdict(self.figure, list(self.faults()), self.later)

    def fault(self, what: str, sentence: str, number: str = "", **facts: Any) -> Fault:
        figure = self.figure
        known = {"key": figure.key, "number": number, "value": figure.value, "count": figure.entry_count, **facts}
        return Fault(self.campaign, figure.key, what, number, sentence % known)

    def faults(self) -> Iterator[Fault]:
        lost = next((one for one in self.noted if key_named(one.key_name) is None), None)
        if lost is not None:
            yield self.fault(
                KEY,
                _(
                    "%(key)s: it was frozen with the key “%(name)s”, which this installation does not hold, so it "
                    "cannot be proved: put back the var/secrets.json with which it was frozen."
                ),
                name=lost.key_name or "–",
            )
            return
        figure = self.figure
        one = registry.definition(self.event, figure.key) if self.event else None
        live = list(one.lines(self.event)) if one else None
        is_kept_whole = self._hash(figure.value, self.kept) == figure.hash
        if one is None or live is None:
            yield self.fault(
                DEFINITION, _("%(key)s: its event no longer has such a figure, so it cannot be counted anew.")
            )
        else:
            # When the kept list is broken but today's entries still give the hash, the kept list was altered.
            is_kept_altered = not is_kept_whole and self._hash(registry.value(figure.rule, live), live) == figure.hash
            yield from self._entries(live, is_kept_altered)
            yield from self._around(one)
        if registry.value(figure.rule, self.kept) != figure.value or len(self.kept) != figure.entry_count:
            yield self.fault(
                VALUE, _("%(key)s: its value %(value)s with %(count)s entries is not what its frozen list adds up to.")
            )
        if not is_kept_whole:
            yield self.fault(HASH, _("%(key)s: its definition, value or frozen list was altered after freezing."))
        yield from self._tables(self.kept if live is None or (is_kept_whole and self._keeps_cells()) else live)
        yield from self._trail()
        yield from self._errata()

    def _hash(self, value, lines) -> str:
        return registry.figure_hash(key=self.figure.key, words=self.words, value=value, lines=lines)

    # Entries and rows

    def _entries(self, live: list[registry.Line], is_kept_altered: bool) -> Iterator[Fault]:
        self.digests.load_rows(entry.stands_on for entry in self.kept)
        differing = {change.number: change.what for change in changes(self.kept, live)}
        now = {line.number: line for line in live}
        sentences = kept_sentences() if is_kept_altered else live_sentences()
        accounted = self._around_is_accounted_for()
        kept = {entry.number: entry for entry in self.kept}
        for number in sorted(kept.keys() | now.keys()):
            what = differing.get(number, "")
            entry = kept.get(number)
            rows = self._judge_rows(entry.stands_on if entry else {})
            alone = [name for name in rows.altered if name not in self.figure.stands_on]  # the others are named once
            is_merged = bool(what) and self._is_merged(entry, number)
            is_later = not rows.altered and (rows.later or is_merged or (what == MISSING and accounted))
            if entry and alone and not is_kept_altered:
                yield self._row_fault(what, entry, alone)
            elif what and not ((entry or is_merged) and is_later and not is_kept_altered):
                yield self.fault(KEPT if is_kept_altered else what, sentences[what], number)
            elif not what and (alone or (entry and self._is_altered(entry, now[number], rows))):
                yield self.fault(KEPT, kept_sentences()[CHANGED], number)
            else:
                people = [name for name in (entry.stands_on if entry else ()) if name.startswith("people.person:")]
                self.later.update(rows.later or (people if is_merged else ()))

    def _is_merged(self, entry: FigureEntry | None, number: str) -> bool:
        """Whether an entry counts otherwise because records of its person were merged, or parted, after freezing."""
        rows = entry.stands_on if entry else self._rows_now().get(number, {})
        return bool(self.noted) and self.moves.are_merged(rows, self.noted[0].number)

    def _rows_now(self) -> dict[str, dict[str, str]]:
        """For each entry that counts now, the rows that it stands on; worked out where an entry came in."""
        if self.rows_now is None:
            one = registry.definition(self.event, self.figure.key) if self.event else None
            self.rows_now = behind(one, self.event, self.digests) if one else {}
        return self.rows_now

    def _row_fault(self, what: str, entry: FigureEntry, rows: list[str]) -> Fault:
        """Which of the rows that an entry stands on were changed past the site."""
        if what and rows == [next(iter(entry.stands_on))]:  # its own row, and so its facts
            return self.fault(what, live_sentences()[what], entry.number)
        return self.fault(
            what or CHANGED,
            _("%(key)s: entry %(number)s stands on %(rows)s, changed past the site after freezing."),
            entry.number,
            rows="、".join(words_for(name) for name in rows),
        )

    def _is_altered(self, entry: FigureEntry, line: registry.Line, rows: Judged) -> bool:
        """Whether what is kept of an entry is not what its own digest, or the rows as they are, say."""
        if not entry.stands_on:  # frozen before facts were kept
            return False
        return digest(entry.details) != entry.facts or (rows.is_quiet and entry.cells != line.cells)

    def _judge_rows(self, rows: dict[str, str]) -> Judged:
        return self.moves.judge(rows, self.digests, self.noted[0].number if self.noted else 0)

    def _around_is_accounted_for(self) -> bool:
        """Whether a row around the figure was changed by an act of the site, so that entries may count no more."""
        rows = self._judge_rows(self.figure.stands_on)
        return bool(rows.later) and not rows.altered

    def _around(self, one) -> Iterator[Fault]:
        """Rows around the entries: changed, gone, or come in past the site."""
        rows = self._judge_rows(self.figure.stands_on)
        self.later.update(rows.later)
        for name in rows.altered:
            yield self.fault(
                ROW, _("%(key)s: %(row)s, on which it stands, was changed past the site."), row=words_for(name)
            )
        if not self.figure.stands_on:
            return
        for label, pks in members(one, self.event).items():
            for name in (row_name(label, pk) for pk in sorted(pks)):
                if name not in self.figure.stands_on:
                    yield self.fault(
                        ROW, _("%(key)s: %(row)s came in after freezing and decides what counts."), row=words_for(name)
                    )

    # What is kept with the figure

    def _keeps_cells(self) -> bool:
        """Whether the kept list says in which cells its entries fall: not when it was frozen before there were any."""
        return any(entry.cells for entry in self.kept)

    def _tables(self, lines: Iterable) -> Iterator[Fault]:
        """The public tables, cell by cell, against the entries."""
        figure = self.figure
        counted = registry.split(figure.tables, figure.rule, lines)
        sentence = _("%(key)s: its public table “%(table)s” says %(shown)s for “%(cell)s”; its entries say %(right)s.")
        for code, rows in figure.tables.items():
            shown, right = _cells(rows), _cells(counted[code])
            for cell in sorted(shown.keys() | right.keys()):
                if shown.get(cell) != right.get(cell):
                    yield self.fault(
                        TABLES,
                        sentence,
                        table=code,
                        cell=cell,
                        shown="、".join(map(str, shown.get(cell, ["–"]))),
                        right="、".join(map(str, right.get(cell, ["–"]))),
                    )

    def _trail(self) -> Iterator[Fault]:
        """The hash and each column, as the trail noted them at the last freezing or correction."""
        last = self.noted[-1] if self.noted else None
        if last is None or last.hash != self.figure.hash:
            yield self.fault(TRAIL, _("%(key)s: its hash is not the one that the trail noted when it was frozen."))
        elif not last.is_genuine:
            yield self.fault(
                TRAIL,
                _("%(key)s: entry %(entry)s of the trail, which notes its freezing, was altered: run trail verify."),
                entry=last.number,
            )
        if last is not None and last.state:
            altered = _altered(last.state, state_of(self.figure))
            if altered:
                yield self.fault(
                    FROZEN, _("%(key)s: altered after freezing: %(columns)s."), columns=column_words(altered)
                )

    def _errata(self) -> Iterator[Fault]:
        """Each correction that the trail notes has its erratum, as it was written, and no erratum is without one."""
        lacking = _(
            "%(key)s: the trail notes a correction from %(old)s to %(new)s (entry %(entry)s) without an erratum."
        )
        forged = _("%(key)s: entry %(entry)s of the trail, which notes a correction, was altered: run trail verify.")
        errata = {erratum.pk: erratum for erratum in self.figure.errata.all()}
        for noted in (freezing for freezing in self.noted if freezing.is_correction):
            facts: dict[str, Any] = {
                "entry": noted.number,
                "old": noted.details.get("old"),
                "new": noted.details.get("new"),
            }
            erratum = (
                errata.pop(noted.details["erratum"], None) if "erratum" in noted.details else _older(errata, noted)
            )
            if erratum is None:
                yield self.fault(
                    ERRATUM,
                    lacking,
                    "",
                    **facts,
                )
            elif not noted.is_genuine:
                yield self.fault(
                    ERRATUM,
                    forged,
                    "",
                    **facts,
                )
            elif altered := _altered(noted.details.get("erratum_state", {}), state_of(erratum)):
                yield self.fault(
                    ERRATUM,
                    _("%(key)s: its erratum from %(old)s to %(new)s was altered: %(columns)s."),
                    "",
                    columns=column_words(altered),
                    **facts,
                )
        for erratum in errata.values():
            yield self.fault(
                ERRATUM,
                _("%(key)s: the trail knows nothing of its erratum from %(old)s to %(new)s."),
                old=erratum.old_value,
                new=erratum.new_value,
            )


def _older(errata: dict, noted: Freezing):
    """The erratum of a correction from before errata were noted by their key."""
    for pk, erratum in errata.items():
        facts = (erratum.old_value, erratum.new_value, erratum.new_hash, erratum.why)
        if facts == (noted.details.get("old"), noted.details.get("new"), noted.hash, noted.why):
            return errata.pop(pk)
    return None


def _altered(then: dict[str, str], now: dict[str, str]) -> list[str]:
    return [name for name in then if then[name] != now.get(name)] + [ENTRIES] * (ENTRIES in then and ENTRIES not in now)


def _cells(rows: list[list]) -> dict[str, list]:
    """Cell to its numbers: a cell that stands there twice is no table."""
    cells: dict[str, list] = {}
    for row in rows:
        cell, number = row if isinstance(row, list) and len(row) == 2 else (str(row), None)
        cells.setdefault(str(cell), []).append(number)
    return cells
