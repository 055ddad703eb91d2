"""Writing, publishing and taking back a bulletin."""

from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.bulletins import access, article
from tongxing.bulletins.models import Bulletin, Section
from tongxing.common.refusal import Refused
from tongxing.trail.actions import record

FAR = 10_000
"""Orders are moved out of each other's way by this much while sections change places."""


@transaction.atomic
def create_bulletin(*, campaign, title: str, by, lead: str = "", sections=()) -> Bulletin:
    """A new draft of ``campaign``; ``sections`` are (heading, body)."""
    access.check_write(by, campaign)
    if not title.strip():
        raise Refused(_("Give the bulletin a title."))
    bulletin = Bulletin.objects.create(campaign=campaign, slug=_free_slug(campaign), title=title.strip(), lead=lead)
    Section.objects.bulk_create(
        Section(bulletin=bulletin, order=place, heading=heading, body=body)
        for place, (heading, body) in enumerate(sections, 1)
    )
    record("drafted a bulletin", bulletin, by=by, slug=bulletin.slug, sections=len(sections))
    return bulletin


def _free_slug(campaign) -> str:
    """brief, brief-2, brief-3, …"""
    taken = set(campaign.bulletins.values_list("slug", flat=True))
    number = 1
    while (slug := "brief" if number == 1 else f"brief-{number}") in taken:
        number += 1
    return slug


def _locked(bulletin) -> Bulletin:
    bulletins = Bulletin.objects.select_for_update(of=("self",)).select_related("campaign__region")
    return bulletins.get(pk=bulletin.pk)


@transaction.atomic
def save_bulletin(*, bulletin, title: str, lead: str, sections, version: int, by) -> Bulletin:
    """Save the whole draft. ``sections``: (pk or None, heading, body) in their new order; those left out are deleted.

    Raises ``Refused`` when somebody else has saved since ``version``.
    """
    bulletin = _locked(bulletin)
    access.check_write(by, bulletin.campaign)
    access.check_version(bulletin, version)
    bulletin.title, bulletin.lead = title.strip(), lead
    bulletin.version += 1
    bulletin.edited_at = timezone.now()
    bulletin.save(update_fields=["title", "lead", "version", "edited_at"])
    there = {section.pk: section for section in bulletin.sections.all()}
    kept = {pk for pk, _heading, _body in sections if pk in there}
    bulletin.sections.exclude(pk__in=kept).delete()
    bulletin.sections.update(order=F("order") + FAR)
    for place, (pk, heading, body) in enumerate(sections, 1):
        section = there.get(pk) or Section(bulletin=bulletin)
        section.order, section.heading, section.body = place, heading.strip(), body
        section.save()
    record("edited a bulletin", bulletin, by=by, version=bulletin.version, sections=len(sections))
    return bulletin


@transaction.atomic
def publish(*, bulletin, by) -> Bulletin:
    """Publish ``bulletin`` as it stands, with the figures as they are frozen now; again after a change or an erratum.

    Raises ``Refused`` with its name when a figure in it is not frozen.
    """
    bulletin = _locked(bulletin)
    ready = article.compose(bulletin)
    access.check_publish(by, bulletin, ready)
    bulletin.state = Bulletin.State.PUBLISHED
    bulletin.published, bulletin.published_at = ready.facts(), timezone.now()
    bulletin.published_by = None if isinstance(by, str) else by
    bulletin.save(update_fields=["state", "published", "published_at", "published_by"])
    _clear_removed(bulletin)
    figures = {figure.key: figure.hash for figure in ready.figures}
    record("published a bulletin", bulletin, by=by, version=bulletin.version, figures=figures)
    return bulletin


@transaction.atomic
def withdraw(*, bulletin, why: str, by) -> Bulletin:
    """Take a published bulletin back from its readers; it is a draft again."""
    bulletin = _locked(bulletin)
    access.check_write(by, bulletin.campaign)
    if bulletin.state != Bulletin.State.PUBLISHED:
        raise Refused(_("This bulletin is not published."))
    if not why.strip():
        raise Refused(_("Write why the bulletin is taken back."))
    bulletin.state, bulletin.published, bulletin.published_at = Bulletin.State.DRAFT, {}, None
    bulletin.save(update_fields=["state", "published", "published_at"])
    _clear_removed(bulletin)
    record("took a bulletin back", bulletin, by=by, why=why)
    return bulletin


def _clear_removed(bulletin) -> None:
    """Photographs that were taken out go for good once the published article no longer shows them."""
    for photo in bulletin.photos.filter(is_removed=True):
        transaction.on_commit(partial(photo.image.storage.delete, photo.image.name))
        photo.delete()
