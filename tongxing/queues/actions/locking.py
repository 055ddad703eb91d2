"""One lock for all queues of a fair: what is decided at one desk depends on where people are called at the others."""

from tongxing.queues.access import numbers_with_all
from tongxing.queues.models import Desk, Number


def locked_desks(fair_id: int) -> dict[int, Desk]:
    """The desks of a fair by key, locked in one order until the transaction ends, so that nobody waits in a circle."""
    desks = Desk.objects.select_for_update(of=("self",)).select_related("fair__event__region", "zone__hall")
    return {desk.pk: desk for desk in desks.filter(fair=fair_id).order_by("pk")}


def locked(number: Number) -> tuple[Number, dict[int, Desk]]:
    """The number as it is now, and the locked desks of its fair."""
    desks = locked_desks(number.desk.fair_id)
    found = numbers_with_all().get(pk=number.pk)
    found.desk = desks[found.desk_id]
    return found, desks
