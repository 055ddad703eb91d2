"""Photographs of a bulletin."""

import secrets
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.bulletins import access
from tongxing.bulletins.models import Bulletin, Photo
from tongxing.common import pictures
from tongxing.common.refusal import Refused
from tongxing.trail.actions import record

MOST_PHOTOS = 30


def _check_words(bulletin, section, alternative: str) -> None:
    if not alternative.strip():
        raise Refused(_("Say in a sentence what the photograph shows: people who do not see it hear this sentence."))
    if section is not None and section.bulletin_id != bulletin.pk:
        raise Refused(_("This section is not part of the bulletin."))


@transaction.atomic
def add_photo(
    *, bulletin, data: bytes, alternative: str, by, section=None, caption: str = "", credit: str = ""
) -> Photo:
    """Keep a photograph, made anew from its pixels. Raises ``Refused`` without alternative text, or for no picture."""
    access.check_write(by, bulletin.campaign)
    _check_words(bulletin, section, alternative)
    if bulletin.photos.filter(is_removed=False).count() >= MOST_PHOTOS:
        raise Refused(_("A bulletin has at most 30 photographs. Take one out first."))
    content = pictures.reencoded(data)
    photo = Photo(
        bulletin=bulletin,
        section=section,
        alternative=alternative.strip(),
        caption=caption.strip(),
        credit=credit.strip(),
    )
    photo.image.save(f"{secrets.token_hex(12)}.jpg", ContentFile(content), save=False)
    photo.save()
    _touch(bulletin)
    record("added a photograph", bulletin, by=by, photo=photo.pk, size=len(content))
    return photo


@transaction.atomic
def edit_photo(*, photo, alternative: str, by, section=None, caption: str = "", credit: str = "") -> Photo:
    """Change what is said about a photograph and where it stands."""
    access.check_write(by, photo.bulletin.campaign)
    _check_words(photo.bulletin, section, alternative)
    photo.section, photo.alternative = section, alternative.strip()
    photo.caption, photo.credit = caption.strip(), credit.strip()
    photo.save(update_fields=["section", "alternative", "caption", "credit"])
    _touch(photo.bulletin)
    record("edited a photograph", photo.bulletin, by=by, photo=photo.pk)
    return photo


@transaction.atomic
def remove_photo(*, photo, by) -> None:
    """Take a photograph out of the draft; the article as published keeps it until it is published again."""
    access.check_write(by, photo.bulletin.campaign)
    pk, bulletin = photo.pk, photo.bulletin
    if bulletin.state == Bulletin.State.PUBLISHED:
        photo.is_removed = True
        photo.save(update_fields=["is_removed"])
    else:
        transaction.on_commit(partial(photo.image.storage.delete, photo.image.name))
        photo.delete()
    _touch(bulletin)
    record("removed a photograph", bulletin, by=by, photo=pk)


def _touch(bulletin) -> None:
    Bulletin.objects.filter(pk=bulletin.pk).update(edited_at=timezone.now())
