"""The practice fair's queues: a desk at each zone where people wait, open, with some who wait and one who is called."""

from tongxing.common.refusal import Refused
from tongxing.fairs.models import Zone
from tongxing.fairs.models.hall import Purpose
from tongxing.queues import actions
from tongxing.queues.models import Desk, Number

DESKS = (
    # purpose of the zone, name, what its numbers begin with, places, minutes
    (Purpose.POLICY, "政策咨询台", "P", 1, 10),
    (Purpose.RESUMES, "简历指导角", "R", 2, 20),
    (Purpose.SIGN, "手语服务台", "S", 1, 8),
    (Purpose.DEVICES, "辅具体验区", "D", 1, 15),
    (Purpose.REST, "休息室", "X", 4, 30),
)
KEPT_FREE = 2
"""The first people of the fair take their numbers themselves."""
WAITING = 5


def build_queues(fair, by) -> list[Desk]:
    """Open the desks of ``fair``; some people wait at the first two, and the first of each is called."""
    desks = []
    for purpose, name, prefix, places, minutes in DESKS:
        zone = Zone.objects.get(hall__fair=fair, purpose=purpose)
        desk = actions.save_desk(zone=zone, name=name, prefix=prefix, places=places, minutes=minutes, by=by)
        desks.append(actions.open_desk(desk=desk, by=by))
    waiting = list(fair.registrations.select_related("person__region").order_by("pk")[KEPT_FREE:])
    for place, registration in enumerate(waiting[: 2 * WAITING]):
        registration.fair = fair
        desk = desks[place % 2]
        actions.take(desk=desk, registration=registration, means=Number.Means.STAFF, by=by)
    for desk in desks[:2]:
        _call(desk, by)
    return desks


def _call(desk, by) -> None:
    """Call the first who can come: everybody may have an interview just now."""
    try:
        actions.call_next(desk=desk, by=by)
    except Refused:
        return
