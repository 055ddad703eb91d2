"""Who sees a campaign's figures and their entries, and who freezes and corrects them."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tongxing.campaigns.models import Campaign
from tongxing.common.refusal import Refused, permits
from tongxing.fairs.models import Fair
from tongxing.figures.models import Figure
from tongxing.people.access import WRITERS, check_writes_in, hide_unless, is_program, reaches, within


def campaign_of(user, slug: str) -> Campaign:
    """The campaign, where it is public or lies in the user's reach, wholly or with an event; else not found."""
    campaign = get_object_or_404(Campaign.objects.select_related("region"), slug=slug)
    hide_unless(
        campaign.is_public or reaches(user, campaign.region) or within(user, campaign.events, "region").exists()
    )
    return campaign


def sees_entries(user, event) -> bool:
    """Staff of the event's region, or of one above it, see the entries behind its figures; others see counts."""
    return reaches(user, event.region)


def check_freeze(by, event) -> None:
    """Clerks and leads of the event's region freeze its figures; so do the platform's own commands."""
    if not is_program(by):
        check_writes_in(by, event.region)


may_freeze = partial(permits, check_freeze)


def may_freeze_some(user, campaign: Campaign) -> bool:
    """Whether ``user`` may freeze the figures of at least one event of ``campaign``."""
    return within(user, campaign.events, "region", WRITERS).exists()


def reportable(user, campaign: Campaign, rows) -> list:
    """The events of closed fairs that ``user`` runs and of which every figure with entries is frozen."""
    closed = within(user, campaign.events.filter(fair__state=Fair.State.CLOSED), "region", WRITERS)
    frozen = {row.event.pk for row in rows if row.is_frozen}
    counting = {row.event.pk for row in rows if not row.is_frozen}
    return [event for event in closed if event.pk in frozen - counting]


def check_correct(by, figure: Figure, why: str) -> None:
    """As for freezing; and a correction says why."""
    check_freeze(by, figure.event)
    if not why.strip():
        raise Refused(_("Write why the figure is corrected: it is shown beside the old and the new value."))
