"""What higher apps add to the page of a campaign or of an event.

A campaign knows nothing of fairs, figures or bulletins. Each of those says at start-up what it adds: a function
that takes (request, campaign) or (request, event) and gives a ``Panel``, or nothing when it has nothing to show.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Panel:
    """A template and what it needs; ``order`` decides which comes first."""

    template: str
    context: dict = field(default_factory=dict)
    order: int = 50


_for_campaigns: list = []
_for_events: list = []


def for_campaigns(function):
    """Mark ``function(request, campaign)`` as a maker of panels."""
    _for_campaigns.append(function)
    return function


def for_events(function):
    """Mark ``function(request, event)`` as a maker of panels."""
    _for_events.append(function)
    return function


def of_campaign(request, campaign) -> list[Panel]:
    """The panels of a campaign's page, in order."""
    return _made(_for_campaigns, request, campaign)


def of_event(request, event) -> list[Panel]:
    """The panels of an event's page, in order."""
    return _made(_for_events, request, event)


def _made(functions, request, thing) -> list[Panel]:
    panels = [panel for function in functions if (panel := function(request, thing))]
    return sorted(panels, key=lambda panel: (panel.order, panel.template))
