"""Who applies, who answers, who asks for accommodations and who must reply."""

import datetime as dt

from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.campaigns.access import RUNNING, hosted_events, runs_event
from tongxing.common.refusal import Refused
from tongxing.jobs.access.matching import looks_after
from tongxing.jobs.access.seeker import about, check_keeps, shows_to
from tongxing.jobs.access.vacancy import has_outlived
from tongxing.jobs.models import AccommodationRequest, Application, Vacancy
from tongxing.organisations.access import own_organisations, speaks_for, spoken_for
from tongxing.people.access import WRITERS, has_consent, hide_unless, lives_within, reaches
from tongxing.people.models import Consent, Role

State = Application.State
LIVE = (State.SENT, State.INVITED)
"""States in which an application stands: the employer may look and answer."""
PRESSING = dt.timedelta(days=2)


def check_apply(user, seeker, vacancy) -> None:
    """The person, their guardian or their federation applies, once, while the post is open."""
    check_keeps(user, seeker.person)
    if vacancy.state != Vacancy.State.OPEN:
        raise Refused(_("This post is no longer open. Look at your other posts."))
    if has_outlived(vacancy):
        raise Refused(_("The fair of this post is over, and the employer takes no more applications for it."))
    if Application.objects.filter(seeker=seeker, vacancy=vacancy, state__in=LIVE).exists():
        raise Refused(_("You have applied for this post already. See your applications."))
    if Application.objects.filter(seeker=seeker, vacancy=vacancy, state=State.DECLINED).exists():
        raise Refused(_("The employer has declined this application. Look at your other posts."))


def check_withdraw(user, application) -> None:
    """Who keeps the seeker's page takes an application back, at any time before it is over."""
    check_keeps(user, application.seeker.person)
    if application.state not in LIVE:
        raise Refused(_("This application is over already; there is nothing to take back."))


def check_answer(user, application) -> None:
    """The employer's members answer, and for people of their own region the clerks above it or its event; only
    while the person lets the employer see them."""
    vacancy = application.vacancy
    if not isinstance(user, str):
        is_ours = looks_after(user, vacancy) and reaches(user, application.seeker.person.region, WRITERS)
        hide_unless(is_ours or speaks_for(user, vacancy.employer))
    hide_unless(shows_to(application.seeker.person, vacancy.employer))
    if application.state not in LIVE:
        raise Refused(_("This application is over already; it cannot be answered any more."))


def name_at(user, application) -> str:
    """The applicant's name for whoever answers: in full for the employer that may see them, masked for staff."""
    person = application.seeker.person
    return person.name if speaks_for(user, application.vacancy.employer) else person.masked_name()


def goes_to_employer(request: AccommodationRequest) -> bool:
    """Whether the employer's own contact answers; else the federation does."""
    return bool(request.vacancy.accommodation_contact)


def answers_request(user, request: AccommodationRequest) -> bool:
    """Whether ``user`` answers this request: the employer's members where it goes to them, and the federation's
    clerks and leads above the employer or the person, and of every host that runs the event."""
    if (
        isinstance(user, str)
        or reaches(user, request.seeker.person.region, WRITERS)
        or reaches(user, request.vacancy.employer.region, WRITERS)
        or (request.vacancy.event is not None and runs_event(user, request.vacancy.event))
    ):
        return True
    return goes_to_employer(request) and speaks_for(user, request.vacancy.employer)


def check_answers_request(user, request: AccommodationRequest) -> None:
    """To everybody else the request does not exist; an answer is given once."""
    hide_unless(answers_request(user, request))
    if request.answered_at:
        raise Refused(_("This request has been answered already."))


def requests_for(user):
    """The requests that ``user`` may answer or has to know of, the most pressing first."""
    found = AccommodationRequest.objects.select_related(
        "vacancy__employer__region", "vacancy__event__region", "seeker__person__region", "answered_by"
    )
    seen = Q(pk__in=[])
    if user.holds(*WRITERS):
        for field in ("seeker__person__region", "vacancy__employer__region"):
            seen |= lives_within(user, field, WRITERS)
        seen |= Q(vacancy__event__in=hosted_events(user, WRITERS, RUNNING).values("pk"))
    if user.holds(Role.What.EMPLOYER):
        seen |= ~Q(vacancy__accommodation_contact="") & Q(vacancy__employer__in=spoken_for(user))
    return found.filter(seen)


def names_to(user, request: AccommodationRequest) -> str:
    """How the person is named to who answers: in full to who may see them, masked to their own federation, else not."""
    person = request.seeker.person
    if reaches(user, person.region, WRITERS):
        return person.masked_name()
    if speaks_for(user, request.vacancy.employer) and shows_to(person, request.vacancy.employer):
        return person.name
    return ""


def is_pressing(request: AccommodationRequest) -> bool:
    """Whether an unanswered request falls due within two days, or is late."""
    return request.answered_at is None and request.due_at <= timezone.now() + PRESSING


def received_by(user, applications):
    """``applications`` narrowed to those at the user's own organisations whose senders still show themselves there."""
    if not user.holds(Role.What.EMPLOYER):
        return applications.none()
    shown = Q(pk__in=[])
    for organisation in own_organisations(user):
        agrees = has_consent(Consent.Purpose.SHOW_EMPLOYER, about(organisation), person="seeker__person_id")
        shown |= Q(agrees, vacancy__employer=organisation)
    return applications.filter(shown, state__in=LIVE)


def check_ask(user, seeker, vacancy) -> None:
    """Who keeps the seeker's page asks, while the post is open; nobody has to apply first."""
    check_keeps(user, seeker.person)
    if vacancy.state != Vacancy.State.OPEN:
        raise Http404
