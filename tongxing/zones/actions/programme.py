"""The ceremony: its programme, and the presses of the stage manager while it runs.

Each press says which version of the run-sheet was on the page; an old page changes nothing (``access.check_version``).
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.campaigns import moments
from tongxing.common.refusal import Refused
from tongxing.trail.actions import record
from tongxing.zones import access
from tongxing.zones.models import Programme, ProgrammeItem

MOST_ITEMS = 60


def _locked(programme, by) -> Programme:
    programme = (
        Programme.objects.select_for_update(of=("self",)).select_related("fair__event__region").get(pk=programme.pk)
    )
    access.check_prepares(by, programme.fair)
    return programme


def _changed(programme) -> None:
    programme.version += 1
    programme.save(update_fields=["version"])


# Preparing


@transaction.atomic
def save_programme(*, fair, name, starts_at, by, zone=None, programme=None) -> Programme:
    """Make a programme for the stage of ``fair``, or change it."""
    access.check_prepares(by, fair)
    programme = _locked(programme, by) if programme else Programme(fair=fair)
    is_new = programme.pk is None
    if fair.programmes.filter(name=name).exclude(pk=programme.pk).exists():
        raise Refused(_("“%(name)s” is there already. Choose another name.") % {"name": name})
    access.fairs.check_moment(fair, starts_at, moments.PLAN)
    programme.name, programme.starts_at, programme.zone = name, starts_at, zone
    programme.version += 1
    programme.save()
    record("made a programme" if is_new else "changed a programme", programme, by=by, starts_at=starts_at)
    return programme


@transaction.atomic
def save_item(*, programme, by, item=None, interpreters=(), **facts) -> ProgrammeItem:
    """Add an item at the end, or change it; what has begun keeps its times."""
    programme = _locked(programme, by)
    item = item or ProgrammeItem(programme=programme, order=_next_order(programme))
    is_new = item.pk is None
    if is_new and programme.items.count() >= MOST_ITEMS:
        raise Refused(_("A programme has at most %(most)d items. Make a second one.") % {"most": MOST_ITEMS})
    for name, value in facts.items():
        setattr(item, name, value)
    item.save()
    item.interpreters.set(interpreters)
    _changed(programme)
    record("added a programme item" if is_new else "changed a programme item", item, by=by, minutes=item.minutes)
    return item


def _next_order(programme) -> int:
    last = programme.items.order_by("-order").first()
    return last.order + 1 if last else 1


@transaction.atomic
def move_item(*, item, up: bool, by) -> None:
    """Exchange an item with the one before (or after) it; neither may have begun."""
    programme = _locked(item.programme, by)
    items = list(programme.items.order_by("order"))
    place = next(index for index, one in enumerate(items) if one.pk == item.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(items):
        return
    pair = items[place], items[other]
    if any(one.began_at for one in pair):
        raise Refused(_("What has begun keeps its place."))
    pair[0].order, pair[1].order = pair[1].order, pair[0].order
    ProgrammeItem.objects.bulk_update(pair, ["order"])
    _changed(programme)
    record("moved a programme item", item, by=by, before=pair[1].order, after=pair[0].order)


@transaction.atomic
def remove_item(*, item, by) -> None:
    """Take an item off the programme; one that has begun stays."""
    programme = _locked(item.programme, by)
    if item.began_at:
        raise Refused(_("What has begun stays on the programme."))
    record("removed a programme item", item, by=by)
    item.delete()
    _changed(programme)


# On the day


def _pressed(programme, version, by) -> tuple[Programme, list[ProgrammeItem], dt.datetime]:
    """The programme and its items as they are now, for a press on a page that showed ``version``."""
    programme = _locked(programme, by)
    access.check_version(programme, version)
    return programme, list(programme.items.order_by("order")), timezone.now()


def _running(items) -> ProgrammeItem | None:
    return next((item for item in items if item.began_at and not item.ended_at), None)


def _end(item, now, by) -> None:
    item.ended_at = now
    item.save(update_fields=["ended_at"])
    record("ended a programme item", item, by=by, took_minutes=round((now - item.began_at).total_seconds() / 60))


@transaction.atomic
def go_on(*, programme, version, by) -> ProgrammeItem | None:
    """End what is on and begin the next one, in one press. Answers what is on now; ``None`` after the last one."""
    programme, items, now = _pressed(programme, version, by)
    running = _running(items)
    following = next((item for item in items if not item.began_at and not item.is_dropped), None)
    if running is None and following is None:
        raise Refused(_("Everything on this programme is over."))
    if running:
        _end(running, now, by)
    if following:
        following.began_at = now
        following.save(update_fields=["began_at"])
        record("began a programme item", following, by=by)
    _changed(programme)
    return following


@transaction.atomic
def finish(*, programme, version, by) -> ProgrammeItem:
    """End what is on; the next one begins later."""
    programme, items, now = _pressed(programme, version, by)
    running = _running(items)
    if running is None:
        raise Refused(_("Nothing is on that could end."))
    _end(running, now, by)
    _changed(programme)
    return running


@transaction.atomic
def take_back(*, programme, version, by) -> None:
    """Undo the last press: what began or ended by it has not."""
    programme, items, _now = _pressed(programme, version, by)
    moments = [moment for item in items for moment in (item.began_at, item.ended_at) if moment]
    if not moments:
        raise Refused(_("Nothing has begun yet, so there is nothing to take back."))
    last = max(moments)
    for item in reversed(items):  # what began by it first: two items are never on at once
        if last in (item.began_at, item.ended_at):
            item.ended_at = None
            item.began_at = None if item.began_at == last else item.began_at
            item.save(update_fields=["began_at", "ended_at"])
            record("took a press back", item, by=by)
    _changed(programme)


@transaction.atomic
def drop(*, item, is_dropped: bool, version, by) -> None:
    """Let an item fall out today, or take that back."""
    programme, items, _now = _pressed(item.programme, version, by)
    item = next(one for one in items if one.pk == item.pk)
    if item.began_at:
        raise Refused(_("What has begun cannot fall out. End it instead."))
    item.is_dropped = is_dropped
    item.save(update_fields=["is_dropped"])
    _changed(programme)
    record("dropped a programme item" if is_dropped else "took a programme item in again", item, by=by)
