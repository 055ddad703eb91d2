"""Who may make and change a fair's timetable, and who holds the calendar file of a person's interviews."""

from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.fairs.access import check_runs, check_takes_people, own_registrations, run_by
from tongxing.fairs.models import Interview, Registration
from tongxing.people.access import STAFF


def check_make_timetable(by, fair) -> None:
    """Those who run the fair, once it is open for seekers and before any interview has an outcome."""
    check_runs(by, fair)
    check_takes_people(fair)
    held = Interview.objects.filter(registration__fair=fair).exclude(outcome=Interview.Outcome.PENDING)
    if held.exists():
        raise Refused(_("Interviews have been held already: the timetable cannot be made anew."))


def calendars_for(user):
    """The registrations whose interviews go into the calendar of ``user``: their own, their wards', their fair's."""
    registrations = Registration.objects.select_related("fair__event__campaign", "person")
    at_their_fairs = registrations.filter(fair__in=run_by(user, STAFF).order_by().values("pk"))
    return registrations.filter(pk__in=own_registrations(user).values("pk")) | at_their_fairs


def check_change_times(by, fair) -> None:
    """Those who run the fair change told times, from the opening for seekers until it closes."""
    check_runs(by, fair)
    check_takes_people(fair)


def check_edition(fair, edition) -> None:
    """Who decides on a page sees the timetable as it is: nobody else wrote it since the page was opened."""
    if fair.timetable_edition != edition:
        raise Refused(_("Somebody changed the timetable since you opened this page. Look at it again, then decide."))


def check_move_interview(by, interview) -> None:
    """An interview that has neither begun nor an outcome."""
    check_change_times(by, interview.registration.fair)
    if interview.outcome != Interview.Outcome.PENDING:
        raise Refused(_("This interview has an outcome already: its time no longer changes."))
    if interview.starts_at and interview.starts_at <= timezone.now():
        raise Refused(_("This interview has begun already: its time no longer changes."))


def check_disruption(fair, disruption) -> None:
    """It concerns this fair and what is still to come of it."""
    since, until = disruption.since, disruption.until
    if since and until and until <= since:
        raise Refused(_("The second time is not after the first. Turn the two round."))
    if not since and not until:
        raise Refused(_("Write from when, until when, or both."))
    if until and until <= timezone.now():
        raise Refused(_("That is over already: nothing that is still to come changes."))
