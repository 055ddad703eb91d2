"""Who may do what at a fair, and the sentence when not."""

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.campaigns.access import (
    RUNNING,
    check_runs_event,
    hosted_events,
    leads_event,
    runs_event,
    within_hosted,
)
from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.fairs.hosting import check_answers_for
from tongxing.fairs.models import Fair, Participation, Registration
from tongxing.fairs.opening import check_moment
from tongxing.organisations.access import speaks_for, spoken_for
from tongxing.people.access import (
    STAFF,
    WRITERS,
    acts_for,
    has_consent,
    hide_unless,
    is_program,
    own_people,
    reaches,
    staff_paths,
)
from tongxing.people.models import Consent, Person

State = Fair.State


# Who sees and who runs a fair


def fairs_for(user):
    """The fairs that exist for ``user``: public ones, those of their regions, those they take part in."""
    fairs = Fair.objects.select_related("event__campaign", "event__region")
    seen = Q(event__campaign__is_public=True) & ~Q(state=State.DRAFT)
    if user.is_authenticated:
        if staff_paths(user):
            seen |= Q(event__in=hosted_events(user).values("pk"))
        if user.holds("employer"):
            taking_part = Participation.objects.filter(employer__in=spoken_for(user))
            seen |= ~Q(state=State.DRAFT) & Q(pk__in=taking_part.values("fair"))
        seen |= ~Q(state=State.DRAFT) & Q(pk__in=Registration.objects.filter(person__account=user).values("fair"))
    return fairs.filter(seen)


def run_by(user, names=WRITERS):
    """The fairs that ``user`` runs as clerk or lead; with ``names=STAFF``, those that auditors look at too."""
    return within_hosted(user, Fair.objects.select_related("event__campaign", "event__region"), "event", names)


def seen_by(user, pk) -> Fair:
    """The fair that exists for ``user``, or "not found"."""
    return get_object_or_404(fairs_for(user), pk=pk)


def found_for_staff(user, pk, names=WRITERS) -> Fair:
    """The fair that ``user`` runs (with ``names=STAFF``: or audits), or "not found"."""
    return get_object_or_404(run_by(user, names), pk=pk)


def runs(user, fair) -> bool:
    """Whether ``user`` is a clerk or lead of one of the fair's hosts: of its region or of one above it."""
    return is_program(user) or runs_event(user, fair.event)


def check_runs(by, fair) -> None:
    """Clerks and leads of its hosts, each of their own region, run a fair; so do the platform's own commands."""
    check_runs_event(by, fair.event)


def leads(user, fair) -> bool:
    """Whether ``user`` moves the fair's states, changes it and reports it: the first host's clerks and leads."""
    return is_program(user) or leads_event(user, fair.event)


# The states


def check_not_reported(fair) -> None:
    """A reported fair takes errata only."""
    if fair.state == State.REPORTED:
        raise Refused(
            _("%(fair)s is reported: its entries no longer change. Correct a figure with an erratum on its page.")
            % {"fair": fair}
        )


TAKING_EMPLOYERS = (State.POSTS, State.SEEKERS, State.RUNNING)
"""States of a fair in which employers and posts still come in."""


def check_takes_employers(fair) -> None:
    """Employers and posts come in from the opening for posts until the fair closes."""
    check_not_reported(fair)
    if fair.state == State.DRAFT:
        raise Refused(_("%(fair)s is still a draft. Open it for posts first.") % {"fair": fair})
    if fair.state == State.CLOSED:
        raise Refused(_("%(fair)s is closed and takes no more employers or posts.") % {"fair": fair})


def check_takes_people(fair) -> None:
    """People register from the opening for seekers until the fair closes."""
    check_not_reported(fair)
    if fair.state in {State.DRAFT, State.POSTS}:
        raise Refused(_("%(fair)s is not open for seekers yet. Come back when it is.") % {"fair": fair})
    if fair.state == State.CLOSED:
        raise Refused(_("%(fair)s is closed and takes no more registrations.") % {"fair": fair})


def check_takes_check_ins(fair, at=None) -> None:
    """People come in while the fair runs and is open; what was noted ``at`` a moment of it is told later, too."""
    if at is None:
        check_undoes_check_ins(fair)
    else:
        check_takes_entries(fair)
    check_moment(fair, at or timezone.now())


def check_undoes_check_ins(fair) -> None:
    """A coming is taken back while the fair runs."""
    check_not_reported(fair)
    if fair.state == State.CLOSED:
        raise Refused(_("%(fair)s is closed: nobody can be checked in any more.") % {"fair": fair})
    if fair.state != State.RUNNING:
        raise Refused(_("%(fair)s is not running yet. A clerk starts it on the fair's page.") % {"fair": fair})


def check_takes_entries(fair) -> None:
    """Résumés, intents and outcomes are entered while the fair runs and, from paper, after it closed."""
    check_not_reported(fair)
    if fair.state not in {State.RUNNING, State.CLOSED}:
        raise Refused(_("%(fair)s is not running yet. A clerk starts it on the fair's page.") % {"fair": fair})


def is_its_day(fair, day=None) -> bool:
    """Whether today, or ``day``, is one of the fair's days."""
    first, last = (timezone.localdate(moment) for moment in (fair.event.starts_at, fair.event.ends_at))
    return first <= (day or today()) <= last


def check_ticket_lets_in(fair, ticket, at) -> None:
    """A signed ticket lets in at its own time; a fair that a clerk runs on another day takes it all the same."""
    if is_its_day(fair, timezone.localdate(at)):
        ticket.check_lets_in(at)


# Employers


def speaks_at(user, fair):
    """The participations at ``fair`` of the organisations for which ``user`` speaks."""
    return fair.participations.select_related("employer", "booth__zone__hall").filter(
        employer__in=spoken_for(user), is_withdrawn=False
    )


def check_take_part(by, fair, employer) -> None:
    """Those who run the fair, and the employer's own members, enter it; while the fair takes employers."""
    hide_unless(runs(by, fair) or speaks_for(by, employer))
    check_takes_employers(fair)


def check_acts_at_booth(by, participation) -> None:
    """Those who run the fair, and members of the employer; for everybody else the booth's page does not exist."""
    hide_unless(runs(by, participation.fair) or speaks_for(by, participation.employer))


def shows_to(employer, person: str = "pk"):
    """The condition that a person agreed to be shown to ``employer`` (or to all) and has not taken it back."""
    return has_consent(Consent.Purpose.SHOW_EMPLOYER, f"organisation:{employer.pk}", person)


def showing_themselves(employer):
    """The people who agreed to be shown to ``employer``: to be narrowed further, else all consents are read."""
    return Person.objects.filter(shows_to(employer))


def sees(participation, registration) -> bool:
    """Whether the employer may see who the registered person is."""
    return showing_themselves(participation.employer).filter(pk=registration.person_id).exists()


# People


def check_register(by, fair, person, means) -> None:
    """Oneself, a guardian, staff of the person's region or of the fair's; while the fair takes people."""
    is_own = means in {Registration.Means.SELF, Registration.Means.GUARDIAN}
    if is_own:
        hide_unless(not is_program(by) and acts_for(by, person))
    elif means in {Registration.Means.STAFF, Registration.Means.SHEET}:
        hide_unless(runs(by, fair) or reaches(by, person.region, WRITERS))
        check_answers_for(by, fair, person.region)
    else:
        check_runs(by, fair)
    if means == Registration.Means.WALK_IN:
        check_takes_entries(fair)  # the door itself checks when; what a door noted is told later too
    else:
        check_takes_people(fair)


def may_know(by, fair, person) -> bool:
    """Whether ``by`` may learn that ``person`` is known: who runs the fair meets them there, and their federation."""
    return runs(by, fair) or reaches(by, person.region, WRITERS)


def registrations_for(user):
    """The registrations whose ticket ``user`` may hold: one's own, one's wards', those one's region looks after."""
    registrations = Registration.objects.select_related(
        "fair__event__campaign", "fair__event__region", "person__region"
    )
    reach = Q(person__in=own_people(user))
    for path in staff_paths(user):
        reach |= Q(person__region__path__startswith=path)
    if staff_paths(user):
        reach |= Q(fair__event__in=hosted_events(user, STAFF, RUNNING).values("pk"))
    return registrations.filter(reach)


def own_registrations(user):
    """Registrations of ``user`` and of the people for whom they are guardian."""
    return Registration.objects.select_related("fair__event__campaign", "fair__event__region", "person__region").filter(
        person__in=own_people(user)
    )


def check_speaks_for_seeker(by, registration) -> None:
    """The person, the guardian, and those who run the fair; for everybody else it does not exist."""
    hide_unless(runs(by, registration.fair) or acts_for(by, registration.person))


# Wishes, interviews, intents


def check_wish(by, registration, vacancy, side) -> None:
    """Each side speaks for itself, about posts of this fair, until it closes; employers about people they may see."""
    fair = registration.fair
    if side == "seeker":
        check_speaks_for_seeker(by, registration)
    else:
        hide_unless(runs(by, fair) or speaks_for(by, vacancy.employer))
        seen = showing_themselves(vacancy.employer).filter(pk=registration.person_id).exists()
        hide_unless(runs(by, fair) or seen)
    check_post_of(fair, vacancy)
    check_takes_people(fair)


def check_post_of(fair, vacancy) -> None:
    """The post is offered at this fair and still open."""
    if vacancy.event_id != fair.event_id:
        raise Refused(_("“%(post)s” is not offered at %(fair)s.") % {"post": vacancy, "fair": fair})
    if vacancy.state == "withdrawn":
        raise Refused(_("“%(post)s” was withdrawn by its employer.") % {"post": vacancy})


def check_outcome(by, interview) -> None:
    """The employer of the post and those who run the fair, while it takes entries, for an interview with a time."""
    fair = interview.registration.fair
    hide_unless(runs(by, fair) or speaks_for(by, interview.vacancy.employer))
    check_takes_entries(fair)
    if interview.starts_at is None:
        raise Refused(_("This interview has no time in the timetable, so it has no outcome."))


def check_word(by, registration, vacancy, *, seeker, employer) -> None:
    """Each side gives its own word; those who run the fair enter both from the paper form."""
    fair = registration.fair
    if not runs(by, fair):
        if seeker:
            hide_unless(acts_for(by, registration.person))
        if employer:
            hide_unless(speaks_for(by, vacancy.employer))
    check_post_of(fair, vacancy)
    check_takes_entries(fair)
    if not seeker and not employer:
        raise Refused(_("An intent needs the word of at least one side: the person's or the employer's."))


def check_hand_in(by, registration, participation, means) -> None:
    """The person, the booth's employer, and those who run the fair; online also before the day."""
    fair = registration.fair
    at_own_booth = participation is not None and not is_program(by) and speaks_for(by, participation.employer)
    hide_unless(runs(by, fair) or acts_for(by, registration.person) or at_own_booth)
    if participation is not None and participation.fair_id != fair.pk:
        raise Refused(_("%(employer)s does not take part in %(fair)s.") % {"employer": participation, "fair": fair})
    if means == "online":
        check_not_reported(fair)
        if fair.state != State.CLOSED:
            check_takes_people(fair)
    else:
        check_takes_entries(fair)
