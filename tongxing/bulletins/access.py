"""Who reads, writes and publishes a bulletin."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tongxing.bulletins.article import photos_in
from tongxing.bulletins.models import Bulletin, Photo
from tongxing.common.refusal import Refused, permits
from tongxing.people.access import check_writes_in, found_within, hide_unless, is_program, reaches


def check_write(by, campaign) -> None:
    """Clerks and leads of the campaign's region, or of one above it, write its bulletins; so do commands."""
    if not is_program(by):
        check_writes_in(by, campaign.region)


may_write = partial(permits, check_write)


def draft_of(user, pk: int) -> Bulletin:
    """The bulletin, for staff of its campaign's region; for everybody else it does not exist."""
    bulletins = Bulletin.objects.select_related("campaign__region", "published_by")
    return found_within(user, bulletins, "campaign__region", pk=pk)


def check_sees(user, bulletin: Bulletin) -> None:
    """Everybody once it is published and its campaign public; before, staff of the region."""
    is_out = bulletin.state == Bulletin.State.PUBLISHED and bulletin.campaign.is_public
    hide_unless(is_out or reaches(user, bulletin.campaign.region))


def check_sees_photo(user, photo: Photo) -> None:
    """Everybody where the article as published shows it; one added to the draft since, staff of the region alone."""
    check_sees(user, photo.bulletin)
    is_shown = photo.pk in {one.pk for one in photos_in(photo.bulletin.published)}
    hide_unless(is_shown or reaches(user, photo.bulletin.campaign.region))


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
    hide_unless(campaign.is_public or reaches(user, campaign.region))
    check_write(user, campaign)
