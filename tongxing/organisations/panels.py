"""What higher apps add to an organisation's page and to its members' own page.

An organisation knows nothing of posts or fairs. Each of those says at start-up what it adds: a function that takes
(request, organisation, is_own) and gives a ``Panel``, or nothing.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Panel:
    """A template and what it needs; ``order`` decides which comes first."""

    template: str
    context: dict = field(default_factory=dict)
    order: int = 50


_makers: list = []


def for_organisations(function):
    """Mark ``function(request, organisation, is_own)`` as a maker of panels; ``is_own`` on its members' page."""
    _makers.append(function)
    return function


def of_organisation(request, organisation, *, is_own: bool = False) -> list[Panel]:
    """The panels of an organisation's page, in order."""
    panels = [panel for function in _makers if (panel := function(request, organisation, is_own))]
    return sorted(panels, key=lambda panel: (panel.order, panel.template))
