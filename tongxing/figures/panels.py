"""What figures add to the page of a campaign: the frozen ones, large; and to a fair's page for staff: all of them."""

from django.utils import timezone

from tongxing.campaigns.access import looks_at_campaign, looks_at_event
from tongxing.campaigns.panels import Panel, for_campaigns
from tongxing.fairs.panels import Panel as FairPanel
from tongxing.fairs.panels import for_fairs
from tongxing.figures import counts, listing

MOST = 12


@for_campaigns
def figures_of_campaign(request, campaign) -> Panel | None:
    """The campaign's frozen figures, each leading to its page; staff find the way even before there are any."""
    rows = [row for row in listing.listed(campaign, frozen_only=True) if not row.caution]
    if not rows and not looks_at_campaign(request.user, campaign):
        return None
    groups = counts.by_event(rows[:MOST], request.user)
    return Panel("figures/campaign_panel.html", {"campaign": campaign, "groups": groups}, order=20)


@for_fairs
def figures_of_fair(request, fair) -> FairPanel | None:
    """The fair's figures for staff: what is frozen as it was frozen, else what its definition counts now."""
    if not looks_at_event(request.user, fair.event):
        return None
    groups = counts.by_event(listing.of_event(fair.event), request.user)
    rows = [line for _event, lines in groups for line in lines]
    if not rows:
        return None
    facts = {"campaign": fair.event.campaign, "rows": rows, "seen_at": timezone.localtime()}
    return FairPanel("figures/staff_panel.html", facts, order=90)
