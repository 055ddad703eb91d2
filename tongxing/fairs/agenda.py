"""What takes place at fairs for each role: interviews and tickets, booths, times on duty, the fair itself."""

import datetime as dt

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.common.agenda import Appointment
from tongxing.fairs import access
from tongxing.fairs.models import Fair, InterpreterShift, Interview
from tongxing.organisations.access import spoken_for
from tongxing.people.access import STAFF, WRITERS, has_people

OPEN = (Fair.State.SEEKERS, Fair.State.RUNNING)
AHEAD = dt.timedelta(days=14)
"""How far staff see their coming fairs."""
MOST = 8


def agenda(user) -> list[Appointment]:
    """What is not over yet; two queries for who is in the register, one for each role held."""
    found = _for_seeker(user) if has_people(user) else []
    if user.holds("employer"):
        found += _for_employer(user)
    if user.holds("interpreter"):
        found += _for_interpreter(user)
    if user.holds(*STAFF):
        found += _for_staff(user)
    return found


def _ticket(registration) -> tuple[str, str]:
    name = _("Ticket %(number)s") % {"number": registration.number}
    return name, reverse("fairs:ticket", args=[registration.pk])


def _for_seeker(user) -> list[Appointment]:
    """Interviews, and fairs for which there is a ticket and no interview yet; of oneself and of wards."""
    now = timezone.now()
    tickets = access.own_registrations(user).filter(fair__state__in=OPEN, fair__event__ends_at__gte=now)
    own = list(tickets.order_by("fair__event__starts_at")[:MOST])
    if not own:
        return []
    interviews = (
        Interview.objects.filter(registration__in=own, ends_at__gte=now)
        .select_related("vacancy__employer", "booth__zone__hall", "interpreter", "quiet_room")
        .order_by("starts_at")[:MOST]
    )
    by_pk = {registration.pk: registration for registration in own}
    found = [_interview(interview, by_pk[interview.registration_id], user) for interview in interviews]
    with_time = {interview.registration_id for interview in interviews}
    return found + [
        Appointment(
            what=str(registration.fair),
            url=registration.fair.get_absolute_url(),
            starts_at=registration.fair.event.starts_at,
            ends_at=registration.fair.event.ends_at,
            where=registration.fair.event.place,
            links=(_ticket(registration),),
        )
        for registration in own
        if registration.pk not in with_time
    ]


def _interview(interview, registration, user) -> Appointment:
    names = {"employer": interview.vacancy.employer, "post": interview.vacancy, "person": registration.person.name}
    is_own = registration.person.account_id == user.pk
    sentence = (
        _("Interview: %(employer)s, %(post)s") if is_own else _("Interview of %(person)s: %(employer)s, %(post)s")
    )
    place = []
    if interview.booth:
        place = [_("%(hall)s, booth %(booth)s") % {"hall": interview.booth.zone.hall, "booth": interview.booth}]
    if interview.quiet_room:
        place.append(_("in quiet room %(room)s") % {"room": interview.quiet_room})
    if interview.interpreter:
        place.append(_("with interpreter %(name)s") % {"name": interview.interpreter.name})
    return Appointment(
        what=sentence % names,
        url=reverse("fairs:my_timetable", args=[registration.fair_id]),
        starts_at=interview.starts_at,
        ends_at=interview.ends_at,
        where=" · ".join([registration.fair.event.place, *place]),
        links=(_ticket(registration),),
    )


def _for_employer(user) -> list[Appointment]:
    """The interviews of each day at one's own booth, together."""
    rows = (
        Interview.objects.filter(
            vacancy__employer__in=spoken_for(user), ends_at__gte=timezone.now(), registration__fair__state__in=OPEN
        )
        .order_by()
        .values(
            "registration__fair",
            "registration__fair__event__name",
            "registration__fair__event__place",
            "vacancy__employer",
            "booth__number",
            "booth__zone__hall__name",
            day=TruncDate("starts_at"),
        )
        .annotate(count=Count("pk"), first=Min("starts_at"), last=Max("ends_at"))
        .order_by("first")[:MOST]
    )
    found = []
    for row in rows:
        sentence = ngettext(
            "%(fair)s: %(count)s interview at your booth", "%(fair)s: %(count)s interviews at your booth", row["count"]
        )
        booth = {"hall": row["booth__zone__hall__name"], "booth": row["booth__number"]}
        place = [row["registration__fair__event__place"]]
        place += [_("%(hall)s, booth %(booth)s") % booth] if booth["booth"] else []
        key = [row["registration__fair"], row["vacancy__employer"]]
        found.append(
            Appointment(
                what=sentence % {"fair": row["registration__fair__event__name"], "count": row["count"]},
                url=reverse("fairs:booth", args=key),
                starts_at=row["first"],
                ends_at=row["last"],
                where=" · ".join(place),
            )
        )
    return found


def _for_interpreter(user) -> list[Appointment]:
    shifts = (
        InterpreterShift.objects.filter(account=user, ends_at__gte=timezone.now(), fair__state__in=OPEN)
        .select_related("fair__event")
        .order_by("starts_at")[:MOST]
    )
    return [
        Appointment(
            what=_("On duty as interpreter: %(fair)s") % {"fair": shift.fair},
            url=shift.fair.get_absolute_url(),
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            where=shift.fair.event.place,
        )
        for shift in shifts
    ]


def open_fairs(user) -> list[Fair]:
    """Fairs of these days that ``user`` runs or audits, and any that still runs: looked up once a request."""
    if not hasattr(user, "_open_fairs"):
        coming = Q(event__ends_at__gte=timezone.now(), event__starts_at__lte=timezone.now() + AHEAD)
        fairs = access.run_by(user, STAFF).filter(Q(state=Fair.State.RUNNING) | coming, state__in=OPEN)
        user._open_fairs = list(fairs.order_by("event__starts_at")[:MOST])
    return user._open_fairs


def _for_staff(user) -> list[Appointment]:
    """Fairs of these days; clerks reach one that runs by its control page (``control.agenda``)."""
    by_control_page = {Fair.State.RUNNING} if user.holds(*WRITERS) else set()
    return [
        Appointment(
            what=str(fair),
            url=fair.get_absolute_url(),
            starts_at=fair.event.starts_at,
            ends_at=fair.event.ends_at,
            where=fair.event.place,
        )
        for fair in open_fairs(user)
        if fair.state not in by_control_page
    ]
