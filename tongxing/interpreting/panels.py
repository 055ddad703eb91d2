"""What interpreting adds to a fair, a ticket and staff's work."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.campaigns.access import looks_at_event
from tongxing.fairs.access import runs
from tongxing.fairs.models import Fair
from tongxing.fairs.panels import Link, Panel, for_tickets, for_work
from tongxing.interpreting.crew import with_place
from tongxing.interpreting.models import InterpreterRequest


@for_tickets
def asking(request, registration) -> Panel | None:
    """On the day: the way to an interpreter, or who comes."""
    fair = registration.fair
    if fair.state != Fair.State.RUNNING:
        return None
    still_open = with_place(registration.interpreter_requests.filter(state__in=InterpreterRequest.OPEN)).first()
    return Panel("interpreting/ticket_panel.html", {"request": still_open, "registration": registration}, order=30)


@for_work
def interpreters(request, fair) -> list[Link]:
    """Who is free and who waits; after the fair the hours."""
    if not looks_at_event(request.user, fair.event):
        return []
    if fair.state == Fair.State.RUNNING and runs(request.user, fair):
        return [Link(_("Interpreters now"), reverse("interpreting:requests", args=[fair.pk]))]
    if fair.state in {Fair.State.CLOSED, Fair.State.REPORTED}:
        return [Link(_("Interpreters' hours"), reverse("interpreting:hours", args=[fair.pk]))]
    return []
