"""What higher apps add to the page of a fair, to a ticket, and to the work that staff find on the fair's page.

A fair knows nothing of devices, queues or streams. Each of those says at start-up what it adds: a function that
takes (request, fair) or (request, registration) and gives a ``Panel``, or nothing; or a function that takes
(request, fair) and gives the ``Link``s that staff find among their work.
"""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongxing.fairs.models import Fair


@dataclass(frozen=True)
class Panel:
    """A template and what it needs; ``order`` decides which comes first."""

    template: str
    context: dict = field(default_factory=dict)
    order: int = 50


class Work(models.TextChoices):
    """Under what staff look for a page of their work."""

    DAY = "day", _("The day")
    ZONES = "zones", _("Zones and stage")
    LIVE = "live", _("Live stream")
    PEOPLE = "people", _("People and entries")
    PREPARING = "preparing", _("Preparing")


@dataclass(frozen=True)
class Link:
    """A page of staff's work at a fair; ``is_first`` where the fair's state asks for it now."""

    name: str
    url: str
    is_first: bool = False
    work: Work = Work.DAY


_for_fairs: list = []
_for_tickets: list = []
_for_work: list = []


def for_fairs(function):
    """Mark ``function(request, fair)`` as a maker of panels for everybody who sees the fair."""
    _for_fairs.append(function)
    return function


def for_tickets(function):
    """Mark ``function(request, registration)`` as a maker of panels for who speaks for the person, and staff."""
    _for_tickets.append(function)
    return function


def for_work(function):
    """Mark ``function(request, fair)`` as a giver of links to staff's work."""
    _for_work.append(function)
    return function


def of_fair(request, fair) -> list[Panel]:
    """The panels of a fair's page, in order."""
    return _made(_for_fairs, request, fair)


def of_ticket(request, registration) -> list[Panel]:
    """The panels of a ticket's page, in order."""
    return _made(_for_tickets, request, registration)


def work_at(request, fair) -> tuple[list[Link], list[tuple[str, list[Link]]]]:
    """Staff's work at a fair: what its state asks for now, then everything else by the kind of work."""
    links = [link for function in _for_work for link in function(request, fair)]
    kinds = list(Work)
    if fair.state in {Fair.State.DRAFT, Fair.State.POSTS}:
        kinds.sort(key=lambda work: work != Work.PREPARING)
    groups = [(str(work.label), [link for link in links if link.work == work and not link.is_first]) for work in kinds]
    return [link for link in links if link.is_first], [(name, others) for name, others in groups if others]


def _made(functions, request, thing) -> list[Panel]:
    panels = [panel for function in functions if (panel := function(request, thing))]
    return sorted(panels, key=lambda panel: (panel.order, panel.template))
