"""What fairs add to an employer's own page: where posts can be sent in now."""

from tongxing.fairs.access import TAKING_EMPLOYERS, fairs_for
from tongxing.organisations.panels import Panel, for_organisations

MOST = 10


@for_organisations
def fairs_that_take_posts(request, organisation, is_own) -> Panel | None:
    """The fairs that take posts from this employer, with the ways to send them in."""
    if not is_own:
        return None
    fairs = fairs_for(request.user).filter(state__in=TAKING_EMPLOYERS).distinct().order_by("event__starts_at")[:MOST]
    return Panel("fairs/intake_panel.html", {"fairs": fairs, "organisation": organisation}, order=10)
