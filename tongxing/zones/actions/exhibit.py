"""Art and skills: makers and their yes, exhibits with picture and times, letters that the federation passes on."""

import datetime as dt
import secrets
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common import pictures
from tongxing.common.refusal import Refused
from tongxing.common.sealing import keyed_hash
from tongxing.fairs.actions.fair import locked
from tongxing.fairs.models.number import new_number
from tongxing.trail.actions import record
from tongxing.trail.origin import origin
from tongxing.zones import access
from tongxing.zones.models import Exhibit, Inquiry, Maker, Showing

MOST_LETTERS = 5
"""An hour, from one network address."""


@transaction.atomic
def save_maker(*, fair, name, shown_as, by, is_workshop=False, phone="", maker=None, number=None) -> Maker:
    """Enter who shows something, or change it. A yes to be shown is another matter: ``agree``."""
    fair = locked(fair)
    access.check_prepares(by, fair)
    maker = maker or Maker(fair=fair, number=number or new_number("M"))
    is_new = maker.pk is None
    if fair.makers.filter(name=name).exclude(pk=maker.pk).exists():
        raise Refused(_("“%(name)s” is there already. Choose another name.") % {"name": name})
    maker.name, maker.shown_as, maker.is_workshop, maker.phone = name, shown_as.strip() or name, is_workshop, phone
    maker.save()
    record("entered a maker" if is_new else "changed a maker", maker, by=by, fair=fair.pk)
    return maker


@transaction.atomic
def agree(*, maker, means, by) -> Maker:
    """Write down the maker's yes to being shown under the name they chose."""
    access.check_prepares(by, maker.fair)
    if not maker.agrees():
        maker.consented_at, maker.consent_means, maker.withdrawn_at = timezone.now(), means, None
        maker.save(update_fields=["consented_at", "consent_means", "withdrawn_at"])
        record("wrote down a maker's yes", maker, by=by, means=means)
    return maker


@transaction.atomic
def take_back_yes(*, maker, by) -> Maker:
    """The maker no longer wishes to be shown: their exhibits leave the public pages at once, on any day."""
    access.fairs.check_runs(by, maker.fair)
    if maker.agrees():
        maker.withdrawn_at = timezone.now()
        maker.save(update_fields=["withdrawn_at"])
        record("took a maker's yes back", maker, by=by)
    return maker


@transaction.atomic
def save_exhibit(*, maker, by, exhibit=None, **facts) -> Exhibit:
    """Add what a maker shows, or change it. Raises ``Refused`` without a text for who cannot see it."""
    access.check_prepares(by, maker.fair)
    exhibit = exhibit or Exhibit(maker=maker)
    is_new = exhibit.pk is None
    for name, value in facts.items():
        setattr(exhibit, name, value)
    if not exhibit.description.strip():
        raise Refused(_("Describe it for people who cannot see it: what it is, what it is made of, how it feels."))
    if exhibit.kind == Exhibit.Kind.DEMONSTRATION and not exhibit.transcript.strip():
        raise Refused(
            _("Write what is heard at the demonstration, for people who cannot hear it; or that it is silent.")
        )
    exhibit.save()
    record("added an exhibit" if is_new else "changed an exhibit", exhibit, by=by, fields=sorted(facts))
    return exhibit


@transaction.atomic
def set_picture(*, exhibit, data: bytes, alternative: str, by) -> Exhibit:
    """Keep a photograph of it, made anew from its pixels, with words for who does not see it; the one before goes."""
    access.check_prepares(by, exhibit.maker.fair)
    if not alternative.strip():
        raise Refused(_("Say in a sentence what the photograph shows: people who do not see it hear this sentence."))
    content, before = pictures.reencoded(data), exhibit.image.name
    exhibit.alternative = alternative.strip()
    exhibit.image.save(f"{secrets.token_hex(12)}.jpg", ContentFile(content), save=False)
    exhibit.save(update_fields=["image", "alternative"])
    if before:
        transaction.on_commit(partial(exhibit.image.storage.delete, before))
    record("set an exhibit's picture", exhibit, by=by, size=len(content))
    return exhibit


@transaction.atomic
def add_showing(*, exhibit, starts_at, ends_at, by) -> Showing:
    """Say when it is demonstrated: within the fair's time."""
    event = exhibit.maker.fair.event
    access.check_prepares(by, exhibit.maker.fair)
    if ends_at <= starts_at:
        raise Refused(_("The second time is not after the first. Turn the two round."))
    if starts_at < event.starts_at or ends_at > event.ends_at:
        raise Refused(_("The fair is not open at that time. Look at the day and the times."))
    if exhibit.showings.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise Refused(_("It is demonstrated at that time already."))
    showing = Showing.objects.create(exhibit=exhibit, starts_at=starts_at, ends_at=ends_at)
    record("added a demonstration's time", exhibit, by=by, starts_at=starts_at)
    return showing


@transaction.atomic
def remove_showing(*, showing, by) -> None:
    """The demonstration does not take place at that time."""
    access.check_prepares(by, showing.exhibit.maker.fair)
    record("removed a demonstration's time", showing.exhibit, by=by, starts_at=showing.starts_at)
    showing.delete()


# Letters


@transaction.atomic
def write_to_maker(*, exhibit, name, contact, text) -> Inquiry:
    """A letter from anybody, for the federation to pass on. Raises ``Refused`` after several within an hour.

    Nobody signs in for it, so there is no ``by``: the network address is kept as a keyed hash, against floods.
    """
    where, since = keyed_hash(origin(), label="origin"), timezone.now() - dt.timedelta(hours=1)
    if Inquiry.objects.filter(origin_key=where, sent_at__gt=since).count() >= MOST_LETTERS:
        raise Refused(_("Several letters came from here within an hour. Please wait a while, or ask at the fair."))
    inquiry = Inquiry.objects.create(exhibit=exhibit, name=name, contact=contact, text=text, origin_key=where)
    record("wrote to a maker", exhibit, by="visitor", inquiry=inquiry.pk)
    return inquiry


@transaction.atomic
def pass_on(*, inquiry, outcome, by) -> Inquiry:
    """The federation passed the letter on, or answered it otherwise."""
    access.fairs.check_runs(by, inquiry.exhibit.maker.fair)
    inquiry = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    if inquiry.passed_on_at:
        raise Refused(_("This letter was passed on already."))
    if not outcome.strip():
        raise Refused(_("Write what was done with the letter."))
    inquiry.passed_on_at, inquiry.outcome = timezone.now(), outcome.strip()
    inquiry.save(update_fields=["passed_on_at", "outcome"])
    record("passed a letter on", inquiry, by=by, exhibit=inquiry.exhibit_id)
    return inquiry
