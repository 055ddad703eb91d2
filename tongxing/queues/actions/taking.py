"""Taking a number: by the person, with a ticket, by the code at the zone, or by staff for anybody."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from engines.wording import folded
from tongxing.common.refusal import Refused
from tongxing.fairs.models.number import new_number
from tongxing.queues import access
from tongxing.queues.actions.locking import locked_desks
from tongxing.queues.learning import paces, wait_of
from tongxing.queues.models import Desk, Number, Visitor
from tongxing.queues.order import standing
from tongxing.trail.actions import record

Means = Number.Means
MOST_DESKS = 8
"""So many numbers one visitor holds at once."""


@transaction.atomic
def take(*, desk, registration, by, entry="", means=Means.PHONE) -> Number:
    """Take a number for a registered person; who waits at the desk already keeps the number they have.

    ``by`` is the person, who speaks for them, staff, or ``access.HOLDER`` for whoever came with the ticket.
    """
    desks = locked_desks(desk.fair_id)
    visitor, _is_new = Visitor.objects.get_or_create(
        registration=registration, defaults={"fair": registration.fair, "key": _new_key()}
    )
    return _take(desks[desk.pk], visitor, by, entry, means)


@transaction.atomic
def take_as_visitor(*, desk, by, visitor=None, name="", entry="", means=Means.ZONE) -> Number:
    """Take a number for somebody without registration: known by ``visitor``, else new, with a shown name or none.

    ``by`` is ``access.HOLDER`` for who read the code at the zone; staff do it with ``means=Means.STAFF``.
    """
    if by != access.HOLDER:
        access.check_runs(by, desk.fair)
    desks = locked_desks(desk.fair_id)
    before = _before(entry, desks[desk.pk])
    if before:
        return before
    if visitor is None:
        if by == access.HOLDER:
            access.check_not_flooded(desks[desk.pk])
        visitor = Visitor.objects.create(fair=desk.fair, name=folded(name)[:30], key=_new_key())
    return _take(desks[desk.pk], visitor, by, entry, means)


def _take(desk: Desk, visitor: Visitor, by, entry: str, means: str) -> Number:
    """Write the number; the desks are locked."""
    access.check_speaks_for(by, visitor)
    held = _before(entry, desk, visitor) or _open_at(desk, visitor)
    if held:
        return held
    access.check_takes(by, desk, visitor)
    if visitor.numbers.filter(state__in=Number.OPEN).count() >= MOST_DESKS:
        raise Refused(_("You wait at %(count)s desks already. Leave one of them first.") % {"count": MOST_DESKS})
    number = write(desk, visitor, now=timezone.now(), entry=entry, means=means)
    record("took a number", number, by=by, fair=desk.fair_id, means=means)
    return number


def write(desk: Desk, visitor: Visitor, *, now, entry="", **facts) -> Number:
    """The next number of a locked desk, with the range that is told for it."""
    desk.given += 1
    desk.save(update_fields=["given"])
    number = Number(
        desk=desk,
        visitor=visitor,
        entry=entry or new_number("Q"),
        order=desk.given,
        taken_at=now,
        **{"since": now, **facts},
    )
    tell(number, now)
    number.save(force_insert=True)
    return number


def tell(number: Number, now) -> None:
    """Put into ``number`` how long its holder waits from now on; the caller saves it."""
    around = standing(number.desk.fair, now, newcomer=number.visitor)
    own = {one.desk for one in around.open if one.visitor_id == number.visitor_id}
    told = wait_of(number, around, paces({*own, number.desk}, now))
    number.told_at, number.told_least, number.told_most = now, told.least, told.most


def _before(entry: str, desk: Desk, visitor: Visitor | None = None) -> Number | None:
    """The number that this very form made before; a form filled in for something else would be lost in silence."""
    before = access.numbers_with_all().filter(entry=entry).first() if entry else None
    if before and (before.desk_id != desk.pk or (visitor is not None and before.visitor_id != visitor.pk)):
        raise Refused(_("This form was used for something else already. Open the page again and repeat the entry."))
    return before


def _open_at(desk: Desk, visitor: Visitor) -> Number | None:
    return access.numbers_with_all().filter(desk=desk, visitor=visitor, state__in=Number.OPEN).first()


def _new_key() -> str:
    return secrets.token_urlsafe(18)
