"""What figures add to the page of a campaign: the frozen ones, large."""

from tongxing.campaigns.panels import Panel, for_campaigns
from tongxing.figures import counts, listing
from tongxing.people.access import reaches

MOST = 12


@for_campaigns
def figures_of_campaign(request, campaign) -> Panel | None:
    """The campaign's frozen figures, each leading to its page; staff find the way even before there are any."""
    rows = listing.listed(campaign, frozen_only=True)
    if not rows and not (request.user.is_authenticated and reaches(request.user, campaign.region)):
        return None
    groups = counts.by_event(rows[:MOST], request.user)
    return Panel("figures/campaign_panel.html", {"campaign": campaign, "groups": groups}, order=20)
