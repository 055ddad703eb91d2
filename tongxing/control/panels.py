"""What the control page adds: itself among staff's work, and an emergency's text wherever people look."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.control import access
from tongxing.fairs.access import runs
from tongxing.fairs.models import Fair
from tongxing.fairs.panels import Link, for_work
from tongxing.queues.banners import for_boards


@for_work
def the_day(request, fair) -> list[Link]:
    """The day's page while the fair runs; afterwards what is still to be done."""
    if not runs(request.user, fair):
        return []
    if fair.state == Fair.State.RUNNING:
        return [Link(_("Control page of the day"), reverse("control:day", args=[fair.pk]), is_first=True)]
    if fair.state == Fair.State.CLOSED:
        return [Link(_("Before the figures are frozen"), reverse("control:closing", args=[fair.pk]), is_first=True)]
    return []


@for_boards
def emergency(fair) -> str:
    """What stands first on boards, on everybody's numbers and on the live stream's page."""
    found = access.open_at(fair)
    return found.warning() if found else ""
