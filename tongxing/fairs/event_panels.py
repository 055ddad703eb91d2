"""What fairs add to the page of an event."""

from tongxing.campaigns.access import leads_event
from tongxing.campaigns.panels import Panel, for_events
from tongxing.fairs import access


@for_events
def fair_of_event(request, event) -> Panel | None:
    """The way to the event's fair; for who may, the way to make it one."""
    if event.kind != "fair":
        return None
    fair = access.fairs_for(request.user).filter(event=event).first()
    if fair:
        return Panel("fairs/event_panel.html", {"fair": fair}, order=10)
    may_create = leads_event(request.user, event)
    if may_create and not hasattr(event, "fair"):
        return Panel("fairs/event_panel.html", {"event": event}, order=10)
    return None
