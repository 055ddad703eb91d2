"""What waits for clerks and leads: drafts to finish, published bulletins with figures corrected since."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.bulletins.models import Bulletin
from tongxing.campaigns.access import hosted_campaigns, leads_campaign
from tongxing.common.waiting import Task
from tongxing.figures.models import Figure
from tongxing.people.access import WRITERS

MOST = 60
"""Bulletins that are looked at, the last edited ones first; a region seldom has as many a year."""


def waiting(user) -> list[Task]:
    """Drafts, bulletins changed after publishing, and those that are out of date. Three queries, and one for each
    campaign of another region."""
    if not user.holds(*WRITERS):
        return []
    hosted = hosted_campaigns(user, WRITERS).select_related("region")
    led = [campaign.pk for campaign in hosted if leads_campaign(user, campaign)]
    bulletins = list(Bulletin.objects.filter(campaign__in=led).order_by("-edited_at")[:MOST])
    campaigns = {bulletin.campaign_id for bulletin in bulletins if bulletin.state == Bulletin.State.PUBLISHED}
    hashes = {(figure.campaign_id, figure.key): figure.hash for figure in Figure.objects.filter(campaign__in=campaigns)}
    return [task for bulletin in bulletins if (task := _task(bulletin, hashes))]


def _task(bulletin, hashes) -> Task | None:
    name = {"title": bulletin.title}
    preview = reverse("bulletins:preview", args=[bulletin.pk])
    if bulletin.state == Bulletin.State.DRAFT:
        return Task(_("The bulletin “%(title)s” is a draft.") % name, reverse("bulletins:edit", args=[bulletin.pk]))
    printed = bulletin.published.get("figures", [])
    if any(hashes.get((bulletin.campaign_id, one["key"])) != one["hash"] for one in printed):
        sentence = _("“%(title)s” prints a figure that was corrected: look at it and publish it again.")
        return Task(sentence % name, preview, is_urgent=True)
    if bulletin.edited_at > bulletin.published_at:
        return Task(_("“%(title)s” was changed after it was published: publish it again.") % name, preview)
    return None
