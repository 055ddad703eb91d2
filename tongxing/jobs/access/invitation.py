"""Whom an employer may ask to apply, and who answers it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.jobs.access.matching import matching_seekers
from tongxing.jobs.access.seeker import about, check_keeps
from tongxing.jobs.access.vacancy import public_vacancies
from tongxing.jobs.models import Invitation, Vacancy
from tongxing.organisations.access import speaks_for
from tongxing.people.access import has_consent, hide_unless, own_people
from tongxing.people.models import Consent

State = Invitation.State
PER_DAY = 5
"""So many people an employer may ask for one post on one day."""
FEW = 5
"""Fewer people than this are not listed, not even without a name: in a small place a line points at somebody."""


def candidates(vacancy: Vacancy):
    """The seekers on the post's shortlist who agreed to be compared with posts and never applied for it.

    Who said “never” to the employer is not among them. ``is_hidden``: has not agreed to be shown to the employer.
    """
    ranked = vacancy.suggestions.exclude(rank_for_vacancy=None).values("seeker")
    never = Invitation.objects.filter(vacancy__employer=vacancy.employer_id, state=State.NEVER).values("seeker")
    agrees = has_consent(Consent.Purpose.SHOW_EMPLOYER, about(vacancy.employer), person="person_id")
    return (
        matching_seekers()
        .filter(pk__in=ranked)
        .exclude(pk__in=vacancy.applications.values("seeker"))
        .exclude(pk__in=never)
        .annotate(is_hidden=~agrees)
    )


def invitable(candidates: Sequence[Any]) -> list[Any]:
    """Which of the post's ``candidates`` may be asked: those whom the employer sees, the hidden unless they are few."""
    is_few = sum(seeker.is_hidden for seeker in candidates) < FEW
    return [seeker for seeker in candidates if not (seeker.is_hidden and is_few)]


def check_invite(by, vacancy: Vacancy) -> None:
    """The employer's own members, while people can see and answer the post, so many times a day."""
    hide_unless(speaks_for(by, vacancy.employer))
    if not public_vacancies().filter(pk=vacancy.pk).exists():
        raise Refused(_("People do not see this post at present. Open it first."))
    if vacancy.invitations.filter(invited_at__date=today()).count() >= PER_DAY:
        raise Refused(_("You have invited %(count)s people to this post today. Go on tomorrow.") % {"count": PER_DAY})


def check_answer(by, invitation: Invitation) -> None:
    """The person, or who speaks for them; once."""
    check_keeps(by, invitation.seeker.person)
    if invitation.state != State.OPEN:
        raise Refused(_("You have answered this already."))


def open_invitations(user):
    """What the user, and those for whom they speak, have not answered yet, while the post can be seen."""
    unanswered = Invitation.objects.filter(seeker__person__in=own_people(user), state=State.OPEN)
    # Of the few posts that are named, not of all posts, it is asked whether they can be seen.
    posts = public_vacancies().filter(pk__in=unanswered.order_by().values("vacancy"))
    return unanswered.filter(vacancy__in=posts).select_related("vacancy__employer", "seeker__person")
