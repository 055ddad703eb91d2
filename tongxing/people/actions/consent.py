"""Consent: given, renewed under a new text, taken back."""

import re

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.people import access, wordings
from tongxing.people.models import Consent, Person
from tongxing.people.recipients import name_of
from tongxing.trail.actions import record

ABOUT = re.compile(r"organisation:[1-9][0-9]{0,17}")


@transaction.atomic
def give_consent(*, person: Person, purpose: str, means: str, by, about: str = "", about_name: str = "") -> Consent:
    """Write down the person's yes to ``purpose`` under today's text.

    ``about`` says whom it concerns (``organisation:<id>``, which must be entered here), ``about_name`` the name that
    the person read, where it is not today's. The same yes twice stays one; a yes to an older text is closed and a
    new one opened.
    """
    if purpose not in Consent.Purpose:
        raise Refused(_("There is no such purpose."))
    if about:
        name = name_of(about) if purpose == Consent.Purpose.SHOW_EMPLOYER and ABOUT.fullmatch(about) else None
        if name is None:
            raise Refused(_("Consent is given for all employers, or for one that is entered here."))
        about_name = about_name or name
    person = Person.objects.select_for_update().select_related("region").get(pk=person.pk)
    if not isinstance(by, str):
        access.check_means(by, person, means)
    standing = person.consents.filter(purpose=purpose, about=about, withdrawn_at=None).first()
    if standing and standing.wording_version == wordings.current(purpose):
        return standing
    now = timezone.now()
    if standing:
        standing.withdrawn_at = now
        standing.save(update_fields=["withdrawn_at"])
    given = person.consents.create(
        purpose=purpose,
        about=about,
        about_name=about_name[:120],
        means=means,
        wording_version=wordings.current(purpose),
        given_at=now,
        given_by=None if isinstance(by, str) else by,
    )
    record("gave consent", person, by=by, purpose=purpose, about=about, means=means, version=wordings.current(purpose))
    return given


@transaction.atomic
def withdraw_consent(*, person: Person, purpose: str, by, about: str = "") -> int:
    """Take the yes back; returns how many were closed. Always possible for the person, guardian and staff.

    Afterwards ``access.consents`` is false for what was named: taking it back for all closes each single one,
    and taking it back for one also closes a yes for all, which would cover it.
    """
    person = Person.objects.select_for_update().select_related("region").get(pk=person.pk)
    if not isinstance(by, str):
        access.check_edits(by, person)
    standing = person.consents.filter(purpose=purpose, withdrawn_at=None)
    if about:
        standing = standing.filter(about__in=["", about])
    now, count = timezone.now(), 0
    for one in standing:
        one.withdrawn_at = max(now, one.given_at)
        one.save(update_fields=["withdrawn_at"])
        record("withdrew consent", person, by=by, purpose=purpose, about=one.about)
        count += 1
    return count
