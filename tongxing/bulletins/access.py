"""Who reads, writes and publishes a bulletin."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tongxing.bulletins.article import photos_in
from tongxing.bulletins.models import Bulletin, Photo
from tongxing.campaigns.access import check_leads_campaign, hosted_campaigns, looks_at_campaign
from tongxing.campaigns.access import check_sees as check_sees_campaign
from tongxing.common.refusal import Refused, permits
from tongxing.people.access import hide_unless


def check_write(by, campaign) -> None:
    """Clerks and leads of the campaign's region or of its first host write its bulletins; so do commands."""
    check_leads_campaign(by, campaign)


may_write = partial(permits, check_write)


def draft_of(user, pk: int) -> Bulletin:
    """The bulletin, for staff of the campaign's hosts; for everybody else it does not exist."""
    bulletins = Bulletin.objects.select_related("campaign__region", "published_by")
    return get_object_or_404(bulletins.filter(campaign__in=hosted_campaigns(user).values("pk")), pk=pk)


def check_sees(user, bulletin: Bulletin) -> None:
    """Everybody once it is published and its campaign public; before, staff of its campaign's hosts."""
    is_out = bulletin.state == Bulletin.State.PUBLISHED and bulletin.campaign.is_public
    hide_unless(is_out or looks_at_campaign(user, bulletin.campaign))


def check_sees_photo(user, photo: Photo) -> None:
    """Everybody where the article as published shows it; one added to the draft since, staff of the hosts alone."""
    check_sees(user, photo.bulletin)
    is_shown = photo.pk in {one.pk for one in photos_in(photo.bulletin.published)}
    hide_unless(is_shown or looks_at_campaign(user, photo.bulletin.campaign))


def published_of(user, slug: str, bulletin_slug: str) -> Bulletin:
    """The published bulletin at this address; a draft is not found here, even by staff."""
    bulletin = get_object_or_404(
        Bulletin.objects.select_related("campaign__region"), campaign__slug=slug, slug=bulletin_slug
    )
    check_sees(user, bulletin)
    hide_unless(bulletin.state == Bulletin.State.PUBLISHED)
    return bulletin


def check_version(bulletin: Bulletin, version: int) -> None:
    """Two editors: the second one is told, and nothing of the first one's work is lost."""
    if bulletin.version != version:
        raise Refused(
            _(
                "Somebody else has saved this bulletin while you were writing. Keep your text, open the page again "
                "and put it in."
            )
        )


def check_publish(by, bulletin: Bulletin, article) -> None:
    """A bulletin is published when every figure in it is frozen and exists."""
    check_write(by, bulletin.campaign)
    if article.unknown_keys:
        raise Refused(
            _("There is no figure %(keys)s in this campaign. Correct the reference, then publish.")
            % {"keys": ", ".join(f"{{{key}}}" for key in article.unknown_keys)}
        )
    if article.open_keys:
        raise Refused(
            _("Not frozen yet, so it cannot be printed: %(keys)s. Freeze it on the page of figures, then publish.")
            % {"keys": ", ".join(f"{{{key}}}" for key in article.open_keys)}
        )
    if not article.lead and not article.parts:
        raise Refused(_("The bulletin is empty. Write something, then publish."))


def check_campaign(user, campaign) -> None:
    """Writing begins at a campaign that exists for ``user``: a sister region's draft does not."""
    check_sees_campaign(user, campaign)
    check_write(user, campaign)
