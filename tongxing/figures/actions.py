"""Freezing figures, and correcting frozen ones by errata."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.campaigns.models import Campaign
from tongxing.common.refusal import Refused
from tongxing.fairs.actions import move
from tongxing.fairs.models import Fair
from tongxing.figures import access, registry
from tongxing.figures.comparison import Change, changes
from tongxing.figures.models import Erratum, Figure, FigureEntry
from tongxing.trail.actions import record

FROZE, CORRECTED = "froze a figure", "corrected a figure"


@dataclass(frozen=True)
class Counted:
    """A figure as its entries make it now."""

    words: dict
    lines: list[registry.Line]
    value: int
    hash: str
    tables: dict


def _count(event, key: str) -> Counted:
    one = registry.definition(event, key)
    if one is None:
        raise Refused(_("%(event)s has no figure “%(key)s”.") % {"event": event.name, "key": key})
    one.check_ready(event)
    words, lines = one.words(), list(one.lines(event))
    total = registry.value(one.rule, lines)
    mark = registry.figure_hash(key=key, words=words, value=total, lines=lines)
    return Counted(words, lines, total, mark, registry.split(one, lines))


def _book_what_waits(events) -> None:
    """What waits to become entries of ``events`` is booked before anything is counted."""
    steps = {one.prepare for event in events for one in registry.of_event(event).values() if one.prepare}
    for prepare in steps:
        prepare()


def _keep(figure: Figure, counted: Counted, by) -> None:
    """Write what was counted into ``figure``, its entries included."""
    figure.name, figure.unit = counted.words["name"], counted.words["unit"]
    figure.definition, figure.rule = counted.words["text"], counted.words["rule"]
    figure.value, figure.entry_count = counted.value, len(counted.lines)
    figure.hash, figure.tables = counted.hash, counted.tables
    figure.frozen_at, figure.frozen_by = timezone.now(), None if isinstance(by, str) else by
    figure.save()
    figure.entries.all().delete()
    FigureEntry.objects.bulk_create(
        (
            FigureEntry(figure=figure, number=line.number, amount=line.amount, group=line.group, facts=line.facts)
            for line in counted.lines
        ),
        batch_size=2000,
    )


@transaction.atomic
def freeze(*, event, key: str, by) -> Figure:
    """Freeze one figure of ``event``: its definition, its entries, its value, under the name of ``by``.

    Raises ``Refused`` when it is frozen already, or when entries can still come in.
    """
    access.check_freeze(by, event)
    campaign = Campaign.objects.select_for_update().get(pk=event.campaign_id)
    if Figure.objects.filter(campaign=campaign, key=key).exists():
        raise Refused(_("%(key)s is frozen already. Correct it with an erratum on its page.") % {"key": key})
    _book_what_waits([event])
    figure = Figure(campaign=campaign, event=event, key=key)
    counted = _count(event, key)
    _keep(figure, counted, by)
    record(FROZE, figure, by=by, key=key, value=counted.value, entries=len(counted.lines), hash=counted.hash)
    return figure


@transaction.atomic
def freeze_all(*, campaign, by, events=None) -> list[Figure]:
    """Freeze every figure of ``campaign`` (or of ``events``) that has entries and is not frozen yet.

    All or none: raises ``Refused`` when one of the events is not ready.
    """
    events = list(campaign.events.select_related("region", "campaign", "fair") if events is None else events)
    frozen = set(Figure.objects.filter(campaign=campaign).values_list("key", flat=True))
    _book_what_waits(events)
    counts = registry.counts(events)
    chosen = [
        (event, key)
        for event in events
        for key in registry.of_event(event)
        if key not in frozen and counts.get(key, (0, 0))[0]
    ]
    return freeze_chosen(chosen=chosen, by=by)


@transaction.atomic
def freeze_chosen(*, chosen, by) -> list[Figure]:
    """Freeze each (event, key) of ``chosen``; all or none."""
    return [freeze(event=event, key=key, by=by) for event, key in chosen]


@transaction.atomic
def report(*, event, by) -> None:
    """Move the fair of ``event`` to reported: from then on it takes errata only.

    Raises ``Refused`` while one of its figures with entries is not frozen.
    """
    access.check_freeze(by, event)
    keys = [key for key, (entries, _value) in registry.counts([event]).items() if entries]
    open_keys = sorted(set(keys) - set(event.figures.values_list("key", flat=True)))
    if open_keys:
        raise Refused(_("Freeze first: %(keys)s. Then the fair can be reported.") % {"keys": ", ".join(open_keys)})
    fair = Fair.objects.filter(event=event).first()
    if fair is None:
        raise Refused(_("%(event)s is no fair.") % {"event": event.name})
    move(fair=fair, to=Fair.State.REPORTED, by=by)


@transaction.atomic
def correct(*, figure, why: str, by) -> Erratum:
    """Freeze ``figure`` anew over its entries as they are now, and keep what it said before, with the reason.

    Raises ``Refused`` when nothing behind it has changed.
    """
    figure = Figure.objects.select_for_update().get(pk=figure.pk)
    access.check_correct(by, figure, why)
    counted = _count(figure.event, figure.key)
    found: list[Change] = changes(figure.entries.all(), counted.lines)
    if (counted.hash, counted.value) == (figure.hash, figure.value) and not found:
        raise Refused(
            _("Nothing behind %(key)s has changed since it was frozen. Correct the entries first.")
            % {"key": figure.key}
        )
    erratum = Erratum(figure=figure, old_value=figure.value, old_hash=figure.hash, why=why.strip())
    _keep(figure, counted, by)
    erratum.new_value, erratum.new_hash = counted.value, counted.hash
    erratum.changes = [[change.what, change.number] for change in found]
    erratum.made_at, erratum.made_by = figure.frozen_at, figure.frozen_by
    erratum.save()
    record(
        CORRECTED,
        figure,
        by=by,
        why=erratum.why,
        key=figure.key,
        old=erratum.old_value,
        new=counted.value,
        entries=len(counted.lines),
        hash=counted.hash,
    )
    return erratum
