"""The ledger of hours: each request and each interview of the timetable once."""

from math import ceil

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from tongxing.fairs.access import check_runs
from tongxing.fairs.actions.fair import locked
from tongxing.fairs.models import Interview
from tongxing.interpreting.models import Hours
from tongxing.trail.actions import record


def minutes_between(begun, ended) -> int:
    """Whole minutes, a begun one counts."""
    return max(1, ceil((ended - begun).total_seconds() / 60))


def book(request, ended_at, by) -> None:
    """What was interpreted for a request from its beginning until ``ended_at``, by who was sent."""
    minutes = minutes_between(request.begun_at, ended_at)
    before = Hours.objects.filter(request=request, shift=request.shift).first()
    hours = before or Hours(request=request, shift=request.shift, begun_at=request.begun_at, minutes=0)
    hours.minutes += minutes
    hours.save()
    record("booked an interpreter's hours", hours, by=by, minutes=minutes, request=request.pk)


def unbooked(fair):
    """Interviews that took place with an interpreter and are not in the ledger."""
    return held_with_interpreter(fair).filter(hours=None)


def held_with_interpreter(fair):
    """Interviews with an interpreter that have an outcome other than "did not take place"."""
    not_held = (Interview.Outcome.PENDING, Interview.Outcome.ABSENT)
    held = Interview.objects.filter(registration__fair=fair, interpreter__isnull=False, ends_at__lte=timezone.now())
    return held.exclude(starts_at=None).exclude(outcome__in=not_held).order_by("starts_at", "pk")


@transaction.atomic
def book_interviews(*, fair, by) -> int:
    """Bring the ledger to what the interviews say now; answers how many entries were written or taken back.

    Done twice it changes nothing the second time. An interview that turns out not to have taken place, or to have
    been interpreted by somebody else, leaves the ledger again.
    """
    fair = locked(fair)
    check_runs(by, fair)
    wrong = Hours.objects.filter(interview__registration__fair=fair).exclude(
        Q(interview__in=held_with_interpreter(fair)) & Q(shift=F("interview__interpreter"))
    )
    changed = 0
    for hours in wrong:
        record("took back an interpreter's hours", hours, by=by, interview=hours.interview_id, minutes=hours.minutes)
        hours.delete()
        changed += 1
    for interview in unbooked(fair).select_related("interpreter"):
        hours = Hours.objects.create(
            shift=interview.interpreter,
            interview=interview,
            begun_at=interview.starts_at,
            minutes=minutes_between(interview.starts_at, interview.ends_at),
        )
        record("booked an interpreter's hours", hours, by=by, interview=interview.pk, minutes=hours.minutes)
        changed += 1
    return changed
