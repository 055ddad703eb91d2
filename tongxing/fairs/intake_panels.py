"""What fairs add to an employer's own page: where posts can be sent in now."""

from tongxing.fairs.access import fairs_for
from tongxing.fairs.models import Fair
from tongxing.organisations.panels import Panel, for_organisations

MOST = 10


@for_organisations
def fairs_that_take_posts(request, organisation, is_own) -> Panel | None:
    """The fairs that take posts from this employer, with the ways to send them in."""
    if not is_own:
        return None
    open_for_posts = (Fair.State.POSTS, Fair.State.SEEKERS, Fair.State.RUNNING)
    fairs = fairs_for(request.user).filter(state__in=open_for_posts).distinct().order_by("event__starts_at")[:MOST]
    return Panel("fairs/intake_panel.html", {"fairs": fairs, "organisation": organisation}, order=10)
