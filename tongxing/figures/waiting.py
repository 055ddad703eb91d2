"""What waits for clerks and leads: figures of closed fairs that are not frozen."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.campaigns.access import leads_event, within_hosted
from tongxing.campaigns.models import Event
from tongxing.common.waiting import Task
from tongxing.fairs.models import Fair
from tongxing.figures.models import Figure
from tongxing.people.access import WRITERS

MOST = 12


def waiting(user) -> list[Task]:
    """One task a closed fair that the user leads, of which no figure is frozen, or of which all are to be reported."""
    if not user.holds(*WRITERS):
        return []
    closed = within_hosted(user, Event.objects.filter(fair__state=Fair.State.CLOSED), "pk", WRITERS)
    closed = closed.select_related("campaign", "region")
    events = closed.annotate(is_frozen=Exists(Figure.objects.filter(event=OuterRef("pk"))))
    return [_task(event) for event in events.order_by("starts_at")[:MOST] if leads_event(user, event)]


def _task(event) -> Task:
    if event.is_frozen:
        sentence, name = _("%(event)s: its figures are frozen, so it can be reported."), "figures:campaign"
    else:
        sentence, name = _("%(event)s is closed: freeze its figures."), "figures:freeze"
    return Task(sentence % {"event": event.name}, reverse(name, args=[event.campaign.slug]))
