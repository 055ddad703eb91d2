"""The fair's own day, for the page from which the whole fair is directed."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from tongxing.fairs.arrivals import Quarter, by_quarter
from tongxing.fairs.models import Attendance, Fair, Interview, Registration, Wish
from tongxing.jobs.models import Application, Vacancy

OVERDUE = dt.timedelta(minutes=10)
"""So long after its end an interview without an outcome is overdue."""
SOON = dt.timedelta(minutes=15)
LISTED = 12


@dataclass
class Day:
    """Counts of the fair, and what is late or missing; lists are cut at ``LISTED``, counts are whole."""

    quarters: list[Quarter]
    attendances: int
    people: int
    registrations: int
    interviews: dict[str, int]
    """placed, held, due (planned for this moment), now (of those, whose person has come), overdue"""
    overdue: list[Interview]
    missing: list[Interview]
    """Interviews that begin soon, or should have, whose person has not come in."""
    without_applicant: list[Vacancy]
    without_applicant_count: int
    without_interview: list[Registration]
    without_interview_count: int


def of_fair(fair) -> Day:
    """The day of ``fair`` now; eight queries."""
    now = timezone.now()
    placed = Interview.objects.filter(registration__fair=fair, starts_at__isnull=False)
    pending = Q(outcome=Interview.Outcome.PENDING)
    overdue = pending & Q(ends_at__lt=now - OVERDUE)
    due = pending & Q(starts_at__lte=now, ends_at__gt=now)
    here = Q() if fair.mode == Fair.Mode.LIVE else Q(Exists(_comings()))
    posts, people = posts_without_applicant(fair), people_without_interview(fair)
    return Day(
        quarters=by_quarter(fair),
        **fair.attendances.aggregate(attendances=Count("pk"), people=Count("registration", distinct=True)),
        registrations=fair.registrations.count(),
        interviews=placed.aggregate(
            placed=Count("pk"),
            held=Count("pk", filter=~pending),
            due=Count("pk", filter=due),
            now=Count("pk", filter=due & here),
            overdue=Count("pk", filter=overdue),
        ),
        overdue=_listed(placed.filter(overdue).order_by("ends_at", "pk")),
        missing=_missing(placed.filter(pending), now) if fair.state == Fair.State.RUNNING else [],
        **_cut("without_applicant", posts.select_related("employer").order_by("number")),
        **_cut("without_interview", people.select_related("person").order_by("number")),
    )


def _cut(name, rows) -> dict:
    """The first rows, and how many there are; counted only where the list is cut."""
    listed = list(rows[: LISTED + 1])
    count = len(listed) if len(listed) <= LISTED else rows.order_by().count()
    return {name: listed[:LISTED], f"{name}_count": count}


def _listed(interviews) -> list[Interview]:
    return list(interviews.select_related("registration__person", "vacancy__employer", "booth")[:LISTED])


def _comings():
    """The comings of an interview's person. Nobody checks in at a fair that is a live stream alone."""
    return Attendance.objects.filter(registration=OuterRef("registration"))


def _missing(pending, now) -> list[Interview]:
    soon = pending.filter(starts_at__lte=now + SOON, ends_at__gte=now - OVERDUE)
    return _listed(soon.exclude(Exists(_comings())).order_by("starts_at", "pk"))


def posts_without_applicant(fair):
    """Open posts for which nobody applied and nobody wishes to be interviewed."""
    applied = Application.objects.filter(vacancy=OuterRef("pk")).exclude(state=Application.State.WITHDRAWN)
    wished = Wish.objects.filter(vacancy=OuterRef("pk"), side=Wish.Side.SEEKER)
    return fair.event.vacancies.filter(state="open").exclude(Exists(applied)).exclude(Exists(wished))


def people_without_interview(fair):
    """Registered people who applied at this fair, or wish to meet somebody, and have no interview with a time."""
    applied = Application.objects.filter(vacancy__event=fair.event_id, seeker__person=OuterRef("person"))
    standing = applied.filter(state__in=(Application.State.SENT, Application.State.INVITED))
    wished = Wish.objects.filter(registration=OuterRef("pk"), side=Wish.Side.SEEKER)
    placed = Interview.objects.filter(registration=OuterRef("pk"), starts_at__isnull=False)
    return fair.registrations.filter(Exists(standing) | Exists(wished)).exclude(Exists(placed))
