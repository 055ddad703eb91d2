"""Freezing figures, and correcting frozen ones by errata."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tongxing.campaigns.models import Campaign
from tongxing.common.refusal import Refused
from tongxing.fairs.actions import move
from tongxing.fairs.models import Fair
from tongxing.figures import access, registry
from tongxing.figures.comparison import Change, changes
from tongxing.figures.evidence import CORRECTED, FROZE, state_of
from tongxing.figures.models import Erratum, Figure, FigureEntry
from tongxing.figures.standing import Digests, Moves, around, behind
from tongxing.trail.actions import record
from tongxing.trail.models import Entry


@dataclass(frozen=True)
class Counted:
    """A figure as its entries make it now."""

    definition: registry.Definition
    words: dict
    lines: list[registry.Line]
    value: int
    hash: str


def _count(event, key: str) -> Counted:
    one = registry.definition(event, key)
    if one is None:
        raise Refused(_("%(event)s has no figure “%(key)s”.") % {"event": event.name, "key": key})
    one.check_ready(event)
    words, lines = one.words(), list(one.lines(event))
    total = registry.value(one.rule, lines)
    mark = registry.figure_hash(key=key, words=words, value=total, lines=lines)
    return Counted(one, words, lines, total, mark)


def _book_what_waits(events) -> None:
    """What waits to become entries of ``events`` is booked before anything is counted."""
    steps = {one.prepare for event in events for one in registry.of_event(event).values() if one.prepare}
    for prepare in steps:
        prepare()


def _keep(figure: Figure, counted: Counted, by, since: int = 0, at=None) -> None:
    """Write what was counted into ``figure``, its entries and what they stand on included.

    In a correction (``since`` is the trail's entry of the freezing before it) an entry that is as it was keeps what it
    stood on, unless the trail accounts for every change there: correcting one entry heals no other.
    """
    figure.name, figure.unit = counted.words["name"], counted.words["unit"]
    figure.definition, figure.rule = counted.words["text"], counted.words["rule"]
    figure.value, figure.entry_count, figure.hash = counted.value, len(counted.lines), counted.hash
    figure.frozen_at, figure.frozen_by = at or timezone.now(), None if isinstance(by, str) else by
    with translation.override(registry.LANGUAGE):
        left_out = counted.definition.left_out(figure.event)
    figure.left_out = [{**part.facts(), "measure": part.measure} for part in left_out]
    digests = Digests()
    stands = behind(counted.definition, figure.event, digests)
    entries = [
        FigureEntry(
            number=line.number,
            amount=line.amount,
            group=line.group,
            facts=line.facts,
            details=line.details,
            cells=line.cells,
            stands_on=stands[line.number],
        )
        for line in counted.lines
    ]
    rows = around(counted.definition, figure.event, stands.values(), figure.frozen_by, digests)
    if since:
        rows |= _not_healed(figure, entries, digests, since)
    figure.stands_on = rows
    figure.tables = registry.split([table.code for table in counted.definition.tables], counted.words["rule"], entries)
    if figure.pk:  # before the row moves on: then the erratum no longer opens it (figures.guards)
        figure.entries.all().delete()
    figure.save()
    for entry in entries:
        entry.figure = figure
    FigureEntry.objects.bulk_create(entries, batch_size=2000)


def _not_healed(figure: Figure, entries: list[FigureEntry], digests: Digests, since: int) -> dict[str, str]:
    """Give ``entries`` that are as they were what they stood on, where something there was changed past the site.

    Returns the rows around the figure of which the same is true.
    """
    moves = Moves()

    before = {entry.number: entry for entry in figure.entries.all()}
    for entry in entries:
        old = before.get(entry.number)
        is_same = old and (old.amount, old.group, old.facts) == (entry.amount, entry.group, entry.facts)
        if old and is_same and moves.judge(old.stands_on, digests, since).altered:
            entry.stands_on, entry.cells, entry.details = old.stands_on, old.cells, old.details
    return {name: then for name, then in figure.stands_on.items() if moves.judge({name: then}, digests, since).altered}


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
    record(
        FROZE,
        figure,
        by=by,
        campaign=campaign.slug,
        key=key,
        value=counted.value,
        entries=len(counted.lines),
        hash=counted.hash,
        state=state_of(figure),
    )
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
    before = Entry.objects.filter(target_kind="figures.figure", target_key=str(figure.pk), act__in=[FROZE, CORRECTED])
    erratum = Erratum.objects.create(
        figure=figure,
        old_value=figure.value,
        new_value=counted.value,
        old_hash=figure.hash,
        new_hash=counted.hash,
        why=why.strip(),
        changes=[[change.what, change.number] for change in found],
        made_by=None if isinstance(by, str) else by,
    )
    figure.corrections += 1
    since = before.order_by("-pk").values_list("pk", flat=True).first() or 0
    _keep(figure, counted, by, since, erratum.made_at)
    record(
        CORRECTED,
        figure,
        by=by,
        why=erratum.why,
        campaign=figure.campaign.slug,
        key=figure.key,
        old=erratum.old_value,
        new=counted.value,
        entries=len(counted.lines),
        hash=counted.hash,
        state=state_of(figure),
        erratum=erratum.pk,
        erratum_state=state_of(erratum),
    )
    return erratum
