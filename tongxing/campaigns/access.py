"""Who sees a campaign, and who may change it."""

from functools import partial

from tongxing.campaigns.models import Campaign
from tongxing.common.refusal import permits
from tongxing.people.access import check_writes_in, hide_unless, reaches


def seen_by(user):
    """Public campaigns, and those of the user's own regions, drafts included."""
    public = Campaign.objects.filter(is_public=True)
    if not user.is_authenticated:
        return public
    own = [role.region.path for role in user.current_roles() if role.what in role.STAFF]
    for path in own:
        public |= Campaign.objects.filter(region__path__startswith=path)
    return public


def check_sees(user, campaign) -> None:
    """To those who may not see a draft it does not exist."""
    hide_unless(campaign.is_public or reaches(user, campaign.region))


def check_edit(user, campaign) -> None:
    """Clerks and leads of the campaign's region or of one above it; to others a draft does not exist."""
    check_sees(user, campaign)
    check_writes_in(user, campaign.region)


def check_edit_event(user, event) -> None:
    """Whoever edits the campaign, and clerks and leads of the region that the event is held for."""
    if not reaches(user, event.region, ("clerk", "lead")):
        check_edit(user, event.campaign)


may_edit = partial(permits, check_edit)
may_edit_event = partial(permits, check_edit_event)
