"""Who keeps a seeker's page, and who may see a résumé."""

from enum import StrEnum

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.jobs.models import ResumeFile, Seeker
from tongxing.organisations.access import spoken_for
from tongxing.people.access import WRITERS, acts_for, consents, hide_unless, reaches, wards_of
from tongxing.people.models import Consent, Role

MOST_FILES = 5


class Reader(StrEnum):
    """In which capacity somebody reads a résumé; it decides what stands on it."""

    OWN = "own"
    STAFF = "staff"
    EMPLOYER = "employer"


def about(organisation) -> str:
    """What a consent about this organisation is kept under (``Consent.about``)."""
    return f"organisation:{organisation.pk}"


def shows_to(person, organisation) -> bool:
    """Whether the person's yes to be shown to ``organisation`` stands today."""
    return consents(person, Consent.Purpose.SHOW_EMPLOYER, about(organisation))


def keeps(user, person) -> bool:
    """Whether ``user`` writes the person's page: the person, their guardian, clerks and leads in reach."""
    return isinstance(user, str) or acts_for(user, person) or reaches(user, person.region, WRITERS)


def check_keeps(user, person) -> None:
    """To everybody else the page does not exist."""
    hide_unless(keeps(user, person))


def seeker_for(user, wanted: str = "") -> Seeker | None:
    """The seeker on whose behalf ``user`` acts: the one asked for, if they keep that page; else their own, else
    that of the one person they speak for. None where there is no page yet."""
    pages = Seeker.objects.select_related("person__region")
    if wanted:
        hide_unless(wanted.isdecimal() and len(wanted) < 18)
        seeker = get_object_or_404(pages, pk=wanted)
        check_keeps(user, seeker.person)
        return seeker
    own = pages.filter(person__account=user).first()
    if own:
        return own
    wards = list(pages.filter(person__in=wards_of(user))[:2])
    return wards[0] if len(wards) == 1 else None


def shown_to(user, person):
    """The organisation through which ``user``, as an employer's member, may see ``person``; else None."""
    if not user.holds(Role.What.EMPLOYER):
        return None
    return next((one for one in spoken_for(user) if shows_to(person, one)), None)


def reader_of(user, seeker: Seeker) -> Reader | None:
    """In which capacity ``user`` may see the résumé; None where it does not exist for them."""
    if acts_for(user, seeker.person):
        return Reader.OWN
    if reaches(user, seeker.person.region, WRITERS):
        return Reader.STAFF
    return Reader.EMPLOYER if shown_to(user, seeker.person) else None


def check_reads(user, seeker: Seeker) -> Reader:
    """The capacity in which ``user`` reads the résumé; to those who have none it does not exist."""
    reader = reader_of(user, seeker)
    if reader is None:
        raise Http404
    return reader


def check_opened(reader: Reader, opening) -> None:
    """Staff say first what they need the résumé for."""
    if reader == Reader.STAFF and opening is None:
        raise Refused(_("This résumé is closed. Open it on its page and say what you need it for."))


def check_adds_file(user, seeker: Seeker) -> None:
    """Who keeps the page adds files, five at most."""
    check_keeps(user, seeker.person)
    if ResumeFile.objects.filter(seeker=seeker).count() >= MOST_FILES:
        raise Refused(_("There are five files already. Delete one that is no longer needed, then add the new one."))


def means_of(user, person) -> str:
    """How a yes given now by ``user`` comes about: themselves, as guardian, or entered by staff from paper."""
    if not isinstance(user, str) and person.account_id == user.pk:
        return Consent.Means.SELF
    if not isinstance(user, str) and acts_for(user, person):
        return Consent.Means.GUARDIAN
    return Consent.Means.PAPER
