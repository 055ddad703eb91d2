"""Who sees a campaign's figures and their entries, and who freezes and corrects them."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tongxing.campaigns.access import check_leads_event, check_sees, leads_event, looks_at_event
from tongxing.campaigns.models import Campaign
from tongxing.common.refusal import Refused, permits
from tongxing.fairs.models import Fair
from tongxing.figures.models import Figure


def campaign_of(user, slug: str) -> Campaign:
    """The campaign, where it is public or lies in the user's reach, wholly or with an event; else not found."""
    campaign = get_object_or_404(Campaign.objects.select_related("region"), slug=slug)
    check_sees(user, campaign)
    return campaign


def sees_entries(user, event) -> bool:
    """Staff of the event's hosts see the entries behind its figures, each of their own people; others see counts."""
    return looks_at_event(user, event)


def check_freeze(by, event) -> None:
    """Clerks and leads of the host that leads freeze its figures; so do the platform's own commands."""
    check_leads_event(by, event)


may_freeze = partial(permits, check_freeze)


def may_freeze_some(user, campaign: Campaign) -> bool:
    """Whether ``user`` may freeze the figures of at least one event of ``campaign``."""
    return any(leads_event(user, event) for event in campaign.events.select_related("campaign", "region"))


def reportable(user, campaign: Campaign, rows) -> list:
    """The events of closed fairs that ``user`` leads and of which every figure with entries is frozen."""
    closed = campaign.events.filter(fair__state=Fair.State.CLOSED).select_related("campaign", "region")
    frozen = {row.event.pk for row in rows if row.is_frozen}
    counting = {row.event.pk for row in rows if not row.is_frozen}
    return [event for event in closed if event.pk in frozen - counting and leads_event(user, event)]


def check_correct(by, figure: Figure, why: str) -> None:
    """As for freezing; and a correction says why."""
    check_freeze(by, figure.event)
    if not why.strip():
        raise Refused(_("Write why the figure is corrected: it is shown beside the old and the new value."))
