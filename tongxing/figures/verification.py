"""Proving frozen figures: each is counted anew from the entries as they are now, and what differs is named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tongxing.figures import registry
from tongxing.figures.actions import CORRECTED, FROZE
from tongxing.figures.comparison import ADDED, CHANGED, MISSING, changes
from tongxing.figures.models import Figure
from tongxing.trail.models import Entry

KEPT, VALUE, HASH, DEFINITION, TABLES, TRAIL = "kept", "value", "hash", "definition", "tables", "trail"


@dataclass(frozen=True)
class Fault:
    """Something that no longer holds: of which figure, what kind, which entry (where it is one), in a sentence."""

    campaign: str
    key: str
    what: str
    number: str
    sentence: str


def verify(figures=None) -> Iterator[tuple[Figure, list[Fault]]]:
    """Each frozen figure with its faults, the first entry first; an empty list proves it."""
    figures = Figure.objects.all() if figures is None else figures
    figures = list(figures.select_related("campaign", "event__fair").order_by("campaign__slug", "key"))
    trail = _trail(figures)
    for figure in figures:
        yield figure, list(_faults(figure, trail.get(str(figure.pk), "")))


def _trail(figures: Iterable[Figure]) -> dict[str, str]:
    """The hash that the trail says each figure was last frozen with, by the figure's pk."""
    entries = Entry.objects.filter(
        target_kind="figures.figure", target_key__in=[str(figure.pk) for figure in figures], act__in=[FROZE, CORRECTED]
    )
    return {entry.target_key: entry.details.get("hash", "") for entry in entries.order_by("pk")}


def _faults(figure: Figure, in_trail: str) -> Iterator[Fault]:
    def fault(what: str, sentence: str, number: str = "") -> Fault:
        facts = {"key": figure.key, "number": number, "value": figure.value, "count": figure.entry_count}
        return Fault(figure.campaign.slug, figure.key, what, number, sentence % facts)

    words = {"name": figure.name, "unit": figure.unit, "text": figure.definition, "rule": figure.rule}

    def hash_of(value, lines) -> str:
        return registry.figure_hash(key=figure.key, words=words, value=value, lines=lines)

    kept = list(figure.entries.all())
    one = registry.definition(figure.event, figure.key)
    live = list(one.lines(figure.event)) if one else None
    is_kept_whole = hash_of(figure.value, kept) == figure.hash
    if live is None:
        yield fault(DEFINITION, _("%(key)s: its event no longer has such a figure, so it cannot be counted anew."))
    else:
        # When the kept list is broken but today's entries still give the hash, it is the kept list that was altered.
        is_kept_altered = not is_kept_whole and hash_of(registry.value(figure.rule, live), live) == figure.hash
        for change in changes(kept, live):
            yield fault(
                KEPT if is_kept_altered else change.what,
                (_kept_sentences() if is_kept_altered else _live_sentences())[change.what],
                change.number,
            )
    if registry.value(figure.rule, kept) != figure.value or len(kept) != figure.entry_count:
        yield fault(
            VALUE, _("%(key)s: its value %(value)s with %(count)s entries is not what its frozen list adds up to.")
        )
    if not is_kept_whole:
        yield fault(HASH, _("%(key)s: its definition, value or frozen list was altered after freezing."))
    if in_trail != figure.hash:
        yield fault(TRAIL, _("%(key)s: its hash is not the one that the trail noted when it was frozen."))
    whole = max if figure.rule == registry.MOST else sum
    for rows in figure.tables.values():
        if rows and whole(number for _cell, number in rows) != figure.value:
            yield fault(TABLES, _("%(key)s: its public tables do not add up to its value."))
            break


def _live_sentences() -> dict[str, str]:
    return {
        ADDED: _("%(key)s: entry %(number)s was added after freezing."),
        CHANGED: _("%(key)s: entry %(number)s was changed after freezing."),
        MISSING: _("%(key)s: entry %(number)s was deleted or no longer counts."),
    }


def _kept_sentences() -> dict[str, str]:
    return {
        ADDED: _("%(key)s: entry %(number)s was taken out of the frozen list."),
        CHANGED: _("%(key)s: entry %(number)s was altered in the frozen list."),
        MISSING: _("%(key)s: entry %(number)s was put into the frozen list."),
    }
