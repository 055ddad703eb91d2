"""What devices add to staff's work at a fair, and to a ticket."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.doors.access import WITH_DEVICES, acts_about
from tongxing.doors.models import Act
from tongxing.fairs.access import runs
from tongxing.fairs.models import Fair
from tongxing.fairs.panels import Link, Panel, for_tickets, for_work
from tongxing.people.access import acts_for


@for_work
def devices(request, fair) -> list[Link]:
    """The way to the devices, from the opening for posts until the fair is reported."""
    if fair.state not in WITH_DEVICES | {Fair.State.CLOSED} or not runs(request.user, fair):
        return []
    return [Link(_("Devices at the door and at booths"), reverse("doors:devices", args=[fair.pk]))]


@for_tickets
def entered_about_me(request, registration) -> Panel | None:
    """The way to what booths entered about the ticket's holder, once there is something."""
    if not acts_for(request.user, registration.person):
        return None
    states = list(acts_about(request.user).filter(about=registration).values_list("state", flat=True))
    if not states:
        return None
    waiting = states.count(Act.State.UNPROVED)
    return Panel("doors/ticket_panel.html", {"fair": registration.fair, "waiting": waiting}, order=10)
