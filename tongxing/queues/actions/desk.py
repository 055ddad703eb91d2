"""Desks: made, changed, opened and closed."""

from django.db import transaction
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.fairs.access import check_not_reported
from tongxing.fairs.models.number import new_ticket
from tongxing.queues import access
from tongxing.queues.actions.locking import locked_desks
from tongxing.queues.models import Desk
from tongxing.trail.actions import record


@transaction.atomic
def save_desk(*, zone, name, prefix, by, places=1, minutes=10, desk=None) -> Desk:
    """Make a desk at ``zone``, or change one: name, letters of its numbers, places, expected minutes."""
    fair = zone.hall.fair
    access.check_runs(by, fair)
    check_not_reported(fair)
    desks = locked_desks(fair.pk)
    prefix = prefix.strip().upper()
    if any(one.prefix == prefix and one != desk for one in desks.values()):
        raise Refused(_("Numbers of another desk begin with %(prefix)s already.") % {"prefix": prefix})
    found = desks[desk.pk] if desk else Desk(fair=fair, code=new_ticket(), prefix=prefix)
    if found.given and found.prefix != prefix:
        raise Refused(_("Numbers have been given here already: what they begin with stays."))
    found.zone, found.name, found.prefix, found.places, found.minutes = zone, name, prefix, places, minutes
    found.save()
    record("saved a desk", found, by=by, fair=fair.pk, places=places, minutes=minutes)
    return found


@transaction.atomic
def open_desk(*, desk, by) -> Desk:
    """Let the desk give numbers."""
    return _set_open(desk, True, by)


@transaction.atomic
def close_desk(*, desk, by) -> Desk:
    """No more numbers; who waits there keeps their place and can still be called."""
    return _set_open(desk, False, by)


def _set_open(desk, is_open, by) -> Desk:
    access.check_runs_today(by, desk.fair)
    found = locked_desks(desk.fair_id)[desk.pk]
    if found.is_open != is_open:
        found.is_open = is_open
        found.save(update_fields=["is_open"])
        record("opened a desk" if is_open else "closed a desk", found, by=by, fair=desk.fair_id)
    return found
