"""Who may make and change a fair's timetable, and who holds the calendar file of a person's interviews."""

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
