"""What waits for clerks and leads at their campaigns: one that is new goes on with its next step."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from tongxing.campaigns.access import hosted_campaigns, leads_campaign
from tongxing.campaigns.models import Event
from tongxing.common.dates import today
from tongxing.common.waiting import Task
from tongxing.people.access import WRITERS

MOST = 6


def waiting(user) -> list[Task]:
    """Campaigns that are not over and have no event, or that the public does not see yet; one query and the hosts'."""
    if not user.holds(*WRITERS):
        return []
    campaigns = (
        hosted_campaigns(user, WRITERS)
        .filter(ends_on__gte=today())
        .select_related("region")
        .annotate(has_event=Exists(Event.objects.filter(campaign=OuterRef("pk"))))
        .order_by("starts_on")
    )
    new = [campaign for campaign in campaigns[:MOST] if not (campaign.has_event and campaign.is_public)]
    return [_task(campaign) for campaign in new if leads_campaign(user, campaign)]


def _task(campaign) -> Task:
    sentence = (
        _("“%(campaign)s” is seen by staff only: make it public when its events stand.")
        if campaign.has_event
        else _("“%(campaign)s” is new: add its first event.")
    )
    return Task(sentence % {"campaign": campaign}, campaign.get_absolute_url())
