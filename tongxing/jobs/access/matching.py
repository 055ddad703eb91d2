"""Who sees which side of a shortlist."""

from django.db.models import Count, Q
from django.http import Http404

from engines.wording import mask_of
from tongxing.campaigns.access import looks_at_event, runs_event
from tongxing.jobs.access.seeker import Reader, about
from tongxing.jobs.models import Lever, Seeker, Vacancy
from tongxing.organisations.access import speaks_for
from tongxing.people.access import WRITERS, has_consent, hide_unless, is_program, reaches, within
from tongxing.people.models import Consent


def looks_after(user, vacancy: Vacancy) -> bool:
    """Whether ``user`` is a clerk or lead above the employer, or runs the event that the vacancy is for."""
    if reaches(user, vacancy.employer.region, WRITERS):
        return True
    return vacancy.event is not None and runs_event(user, vacancy.event)


def check_shortlist(user, vacancy: Vacancy) -> Reader:
    """In which capacity ``user`` sees the vacancy's shortlist; to those who have none it does not exist."""
    if speaks_for(user, vacancy.employer):
        return Reader.EMPLOYER
    if looks_after(user, vacancy):
        return Reader.STAFF
    raise Http404


def matching_seekers():
    """The seekers who agreed to be compared with vacancies."""
    return Seeker.objects.filter(has_consent(Consent.Purpose.MATCHING, person="person_id"))


def seekers_shown(user, reader: Reader, vacancy: Vacancy):
    """Whom ``user`` may see on the vacancy's shortlist: who agreed to be shown to this employer; to staff, who
    lives in their regions and agreed to be compared."""
    if reader == Reader.STAFF:
        return within(user, matching_seekers(), "person__region", WRITERS)
    return Seeker.objects.filter(
        has_consent(Consent.Purpose.SHOW_EMPLOYER, about(vacancy.employer), person="person_id")
    )


def lever_of(vacancy: Vacancy) -> tuple[Lever, int] | None:
    """What would bring the post most further people, and how many of them agree to be compared with posts today.

    None where that is nobody, and once the post is shut or no longer refuses the accommodation.
    """
    if vacancy.state != Vacancy.State.OPEN:
        return None
    agrees = has_consent(Consent.Purpose.MATCHING, person="seekers__person_id")
    lever = Lever.objects.filter(vacancy=vacancy).annotate(agreeing=Count("seekers", filter=Q(agrees))).first()
    if lever is None or not lever.agreeing or not mask_of([lever.code]) & vacancy.cannot:
        return None
    lever.vacancy = vacancy
    return lever, lever.agreeing


def admitted_shown(user, reader: Reader, lever: Lever):
    """Whom the lever would let apply, as far as ``user`` may see them.

    To stand on this list says what one needs: so to an employer only those appear who let employers see their needs.
    """
    admitted = Lever.seekers.through.objects.filter(lever=lever).values("seeker")
    seekers = seekers_shown(user, reader, lever.vacancy).filter(pk__in=admitted)
    if reader == Reader.STAFF:
        return seekers
    return seekers.filter(has_consent(Consent.Purpose.MATCHING, person="person_id"), shows_needs=True)


def matches_event(user, event) -> bool:
    """Whether ``user`` has the event's shortlists made anew: clerks and leads above it, the platform's commands."""
    return is_program(user) or runs_event(user, event)


def check_matches_event(user, event) -> None:
    """To everybody else there is nothing to be made anew."""
    hide_unless(matches_event(user, event))


def check_reads_report(user, event) -> None:
    """Federation staff above the event, auditors too: the report names nobody. To others there is none."""
    hide_unless(looks_at_event(user, event))
