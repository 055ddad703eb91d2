"""What queues add to the pages of a fair and of a ticket, and to staff's work."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.fairs import access as fairs
from tongxing.fairs.models import Fair
from tongxing.fairs.models.number import new_number
from tongxing.fairs.panels import Link, Panel, for_fairs, for_tickets, for_work
from tongxing.people.access import acts_for
from tongxing.queues.models import Number, Visitor

ORDER = 20


@for_fairs
def queues_of_fair(request, fair) -> Panel | None:
    """The way to the queues, while the fair runs and has some."""
    if fair.state != Fair.State.RUNNING or not fair.queue_desks.exists():
        return None
    return Panel("queues/fair_panel.html", {"fair": fair}, order=ORDER)


@for_tickets
def queues_of_ticket(request, registration) -> Panel | None:
    """One's numbers and, at each open desk, the press that takes one: for who speaks for the person."""
    fair = registration.fair
    if fair.state != Fair.State.RUNNING or not acts_for(request.user, registration.person):
        return None
    desks = list(fair.queue_desks.filter(is_open=True).select_related("zone__hall"))
    visitor = Visitor.objects.filter(registration=registration).first()
    if not desks and visitor is None:
        return None
    held = list(visitor.numbers.filter(state__in=Number.OPEN).select_related("desk")) if visitor else []
    taken = {number.desk_id for number in held}
    context = {
        "registration": registration,
        "visitor": visitor,
        "held": held,
        "desks": [desk for desk in desks if desk.pk not in taken],
        "entry": new_number("Q"),
    }
    return Panel("queues/ticket_panel.html", context, order=ORDER)


@for_work
def queues_for_staff(request, fair):
    """The desks, from when halls can be set up until the fair is reported."""
    if fair.state != Fair.State.REPORTED and fairs.runs(request.user, fair):
        yield Link(_("Queues"), reverse("queues:desks", args=[fair.pk]), is_first=fair.state == Fair.State.RUNNING)
