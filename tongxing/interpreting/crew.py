"""The interpreters of a fair as they are now, read from the timetable, the requests and the ledger of hours."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce

from tongxing.fairs import given, minutes
from tongxing.fairs.models import InterpreterShift, Interview, Way, Zone
from tongxing.fairs.models.hall import Purpose
from tongxing.fairs.planning import SETTINGS
from tongxing.interpreting import dispatching
from tongxing.interpreting.dispatching import Available, Need
from tongxing.interpreting.models import Hours, InterpreterRequest
from tongxing.interpreting.resting import Day, Work, interpreted

State = InterpreterRequest.State
OVERRUN = 5
"""What takes longer than expected takes, it is supposed, so many minutes more."""


@dataclass
class Member:
    """One interpreter: all their shifts at the fair, their day, and what binds them now."""

    key: int
    shifts: list[InterpreterShift]
    day: Day
    request: InterpreterRequest | None = None
    interviews: list[Interview] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.shifts[0].name

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted({language for shift in self.shifts for language in shift.languages}))

    def shift_at(self, moment) -> InterpreterShift | None:
        """The shift that ``moment`` lies in."""
        return next((shift for shift in self.shifts if shift.starts_at <= moment < shift.ends_at), None)

    def minutes_done(self, now: int) -> int:
        """Minutes interpreted so far."""
        return interpreted([one for one in self.day.work if one.end <= now])


def same(shift) -> tuple[str, int]:
    """By which two shifts are of one interpreter."""
    return shift.name, shift.account_id or 0


def crew_of(fair, now: int) -> list[Member]:
    """Everybody who interprets at ``fair``, in the order of their first shift; seven queries."""
    shifts = list(fair.interpreter_shifts.order_by("starts_at", "pk"))
    available = (
        {interpreter.id: interpreter for interpreter in given.interpreters(fair, given.standing(fair))}
        if shifts
        else {}
    )
    ways, base = _ways(fair), _base(fair)
    members: dict[tuple[str, int], Member] = {}
    of_shift: dict[int, Member] = {}
    for shift in shifts:
        member = members.setdefault(same(shift), Member(shift.pk, [], Day([], base=base, way=ways)))
        member.shifts.append(shift)
        member.day.duty.append((minutes.minute(fair, shift.starts_at), minutes.minute(fair, shift.ends_at)))
        member.day.breaks += available[shift.pk].breaks
        of_shift[shift.pk] = member
    _add_interviews(fair, of_shift)
    _add_requests(fair, of_shift, now)
    return list(members.values())


def _ways(fair):
    said = {(way.first_id, way.second_id): way.minutes for way in Way.objects.filter(first__fair=fair)}

    def way(one, other) -> int:
        """Minutes from hall to hall; nothing where one of them is not known."""
        return 0 if one is None or other is None else said.get((min(one, other), max(one, other)), 0)

    return way


def _base(fair) -> int | None:
    """The hall of the sign-language desk, where interpreters wait."""
    return Zone.objects.filter(hall__fair=fair, purpose=Purpose.SIGN).values_list("hall", flat=True).first()


def _add_interviews(fair, of_shift) -> None:
    """Interviews of the timetable take their interpreter, preparing included; one that did not take place took none."""
    interviews = (
        Interview.objects.filter(interpreter__in=of_shift, starts_at__isnull=False)
        .exclude(outcome=Interview.Outcome.ABSENT)
        .annotate(hall=Coalesce("quiet_room__hall", "booth__zone__hall"))
    )
    for interview in interviews:
        member = of_shift[interview.interpreter_id]
        start, end = minutes.minute(fair, interview.starts_at), minutes.minute(fair, interview.ends_at)
        member.day.work.append(Work(start - SETTINGS.preparing_minutes, start, end, interview.hall))
        member.interviews.append(interview)


def _add_requests(fair, of_shift, now: int) -> None:
    """What was interpreted on request, and what binds somebody now."""
    own = Q(request__shift=F("shift"))
    booked = Hours.objects.filter(shift__in=of_shift, interview=None).annotate(
        hall=Coalesce("request__zone__hall", "request__booth__zone__hall"),
        sent_at=Case(When(own, then="request__sent_at"), default="begun_at"),
    )
    for one in booked:
        start = minutes.minute(fair, one.begun_at)
        begin = min(start, minutes.minute(fair, one.sent_at))
        of_shift[one.shift_id].day.work.append(Work(begin, start, start + one.minutes, one.hall))
    taken = fair.interpreter_requests.filter(state__in=InterpreterRequest.TAKEN, shift__in=of_shift)
    for request in with_place(taken):
        member = of_shift[request.shift_id]
        member.request = request
        member.day.work.append(_running(fair, request, now))


def with_place(requests):
    """``requests`` with what a line tells."""
    return requests.select_related(
        "fair__event__region", "booth__zone__hall", "zone__hall", "registration__person", "shift__account"
    )


def _running(fair, request, now: int) -> Work:
    begin = minutes.minute(fair, request.sent_at)
    start = minutes.minute(fair, request.begun_at) if request.begun_at else max(now, begin + request.walk_minutes)
    end = max(start + request.minutes, now + OVERRUN)
    return Work(begin, start, end, request.hall_id())


def waiting_of(fair) -> list[InterpreterRequest]:
    """The requests that wait, first come first."""
    return list(with_place(fair.interpreter_requests.filter(state=State.ASKED)).prefetch_related("hand_backs__shift"))


def plan_for(requests: Iterable[InterpreterRequest], members: list[Member], now: int) -> dict[int, tuple[Member, Work]]:
    """Request → (who, work): see ``dispatching.plan``."""
    by_key = {member.key: member for member in members}
    of_shift = {shift.pk: member.key for member in members for shift in member.shifts}
    needs = [
        Need(
            request.pk,
            request.language,
            request.minutes,
            request.hall_id(),
            frozenset(of_shift[back.shift_id] for back in request.hand_backs.all() if back.shift_id in of_shift),
        )
        for request in requests
    ]
    crew = [Available(member.key, member.languages, member.day) for member in members]
    found = dispatching.plan(needs, crew, now, SETTINGS)
    return {request: (by_key[key], piece) for request, (key, piece) in found.items()}
