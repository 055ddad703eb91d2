"""What bulletins add to the page of a campaign: the published ones, and for staff the way to write one."""

from tongxing.bulletins import access
from tongxing.bulletins.models import Bulletin
from tongxing.campaigns.panels import Panel, for_campaigns


@for_campaigns
def bulletins_of_campaign(request, campaign) -> Panel | None:
    """Published bulletins, and drafts for those who write them."""
    may_write = request.user.is_authenticated and access.may_write(request.user, campaign)
    found = list(campaign.bulletins.order_by("-published_at", "-pk").defer("published"))
    published = [one for one in found if one.state == Bulletin.State.PUBLISHED]
    if not published and not may_write:
        return None
    context = {"campaign": campaign, "published": published, "drafts": found if may_write else [], "writes": may_write}
    return Panel("bulletins/campaign_panel.html", context, order=30)
