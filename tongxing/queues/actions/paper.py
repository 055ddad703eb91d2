"""Numbers that were given on paper, where the network or the power was gone: entered afterwards, all at once."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.fairs.access import check_moment
from tongxing.fairs.models.number import new_number
from tongxing.queues import access
from tongxing.queues.actions.locking import locked_desks
from tongxing.queues.models import Number, Visitor
from tongxing.trail.actions import record

TIMES = ("taken_at", "called_at", "served_from", "served_until")


@transaction.atomic
def enter_numbers(*, desk, rows: Iterable[dict[str, Any]], by) -> list[Number]:
    """Enter people who were served at ``desk``, in the order in which they took their numbers, all or none.

    A row has ``TIMES``, one after the other, and a ``registration`` where it is known who it was. One entry in the
    trail stands for all of them.
    """
    access.check_runs(by, desk.fair)
    access.check_takes_ends(desk.fair)
    desk = locked_desks(desk.fair_id)[desk.pk]
    rows = list(rows)
    visitors = _visitors(desk.fair, rows)
    numbers = [
        _served(desk, visitor, row, place) for place, (visitor, row) in enumerate(zip(visitors, rows, strict=True), 1)
    ]
    desk.given += len(numbers)
    desk.save(update_fields=["given"])
    Number.objects.bulk_create(numbers)
    record("entered numbers from paper", desk, by=by, fair=desk.fair_id, count=len(numbers))
    return numbers


def _visitors(fair, rows) -> list[Visitor]:
    """Who each row was: somebody known once for all their numbers, the others each by themselves."""
    registrations = [row.get("registration") for row in rows]
    there = Visitor.objects.filter(registration__in=[registration for registration in registrations if registration])
    known = {visitor.registration_id: visitor for visitor in there}
    new, found = [], []
    for registration in registrations:
        key = registration.pk if registration else None
        visitor = known.get(key) if key else None
        if visitor is None:
            if registration and registration.fair_id != fair.pk:
                raise Refused(_("Ticket %(number)s is for another fair.") % {"number": registration.number})
            visitor = Visitor(fair=fair, registration=registration, key=secrets.token_urlsafe(18))
            new.append(visitor)
            if key:
                known[key] = visitor
        found.append(visitor)
    Visitor.objects.bulk_create(new)
    return found


def _served(desk, visitor, row, place) -> Number:
    taken, called, begun, ended = (row[name] for name in TIMES)
    if not taken <= called <= begun <= ended:
        raise Refused(_("Row %(row)s: the times are not in their order.") % {"row": place})
    for moment in (taken, ended):
        check_moment(desk.fair, moment)
    return Number(
        desk=desk,
        visitor=visitor,
        entry=new_number("Q"),
        order=desk.given + place,
        means=Number.Means.STAFF,
        state=Number.State.DONE,
        since=taken,
        taken_at=taken,
        first_called_at=called,
        called_at=called,
        served_from=begun,
        served_until=ended,
        served_seconds=round((ended - begun).total_seconds()),
        ended_at=ended,
    )
