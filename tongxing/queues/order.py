"""Who is called next: first come, first served, except rules that are stated; and who cannot come just now."""

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeAlias

from tongxing.fairs.models import Interview
from tongxing.fairs.models import Way as Walk
from tongxing.queues.models import Number, Overtaking
from tongxing.queues.ways import rule

State = Number.State
Why: TypeAlias = Overtaking.Why


@dataclass(frozen=True)
class Hold:
    """Why somebody cannot be called now, and until when as far as that is known."""

    why: Why
    until: dt.datetime | None = None
    interview: Interview | None = None
    number: Number | None = None


@dataclass(frozen=True)
class Busy:
    """A time in which somebody is not called to a desk: an interview, with the way to it and what is left free."""

    since: dt.datetime
    until: dt.datetime
    interview: Interview


@dataclass
class Standing:
    """What is known about everybody with a place in the queues of a fair, at one moment.

    ``elsewhere`` names by visitor the number with which they are called or served now.
    """

    now: dt.datetime
    open: list[Number] = field(default_factory=list)
    elsewhere: dict[int, Number] = field(default_factory=dict)
    interviews: dict[int, list[Interview]] = field(default_factory=dict)
    walks: dict[tuple[int, int], int] = field(default_factory=dict)

    def at(self, desk, *states) -> list[Number]:
        """The numbers of a desk in one of ``states``, in the order in which they are called."""
        return sorted(
            (number for number in self.open if number.desk_id == desk.pk and number.state in states), key=turn
        )

    def busy(self, number: Number, minutes: float) -> list[Busy]:
        """The interviews ahead of a number's holder: a service of ``minutes`` would run into them."""
        registration = number.visitor.registration
        if registration is None:
            return []
        needed = minutes + rule().margin
        found = []
        for interview in self.interviews.get(registration.pk, []):
            if interview.starts_at and interview.ends_at:
                before = needed + self.walk(number, interview, registration.pace_percent)
                found.append(Busy(interview.starts_at - dt.timedelta(minutes=before), interview.ends_at, interview))
        return found

    def walk(self, number, interview, pace_percent) -> float:
        """Minutes from the desk's hall to the interview's booth at the person's own pace."""
        if interview.booth is None:
            return 0
        halls = sorted((number.desk.zone.hall_id, interview.booth.zone.hall_id))
        return self.walks.get((halls[0], halls[1]), 0) * pace_percent / 100

    def hold(self, number: Number, minutes: float) -> Hold | None:
        """Why a waiting or kept number cannot be called now for a service of ``minutes``; ``None`` when it can."""
        elsewhere = self.elsewhere.get(number.visitor_id)
        if elsewhere is not None and elsewhere.pk != number.pk:
            return Hold(Why.ELSEWHERE, number=elsewhere)
        for spell in self.busy(number, minutes):
            if spell.since <= self.now < spell.until:
                return Hold(Why.INTERVIEW, until=spell.until, interview=spell.interview)
        if number.state == State.KEPT:
            return Hold(Why.AWAY, until=number.back_at)
        return None

    def overtaken(self, chosen: Number, minutes: float) -> list[tuple[Number, Why]]:
        """Who took a number here before ``chosen``, waits still, and why each of them is not called first."""
        own = _own_reason(chosen)
        passed = []
        for other in self.at(chosen.desk, State.WAITING, State.KEPT):
            if other.order < chosen.order:
                held = self.hold(other, minutes)
                passed.append((other, held.why if held else own))
        return passed


def turn(number: Number) -> tuple:
    """By what numbers are sorted: who comes back after a call, then granted exceptions, then the time of taking."""
    return (number.first_called_at is None, not number.reason, number.since, number.order)


def _own_reason(number: Number) -> Why:
    if number.first_called_at:
        return Why.RETURN
    return Why(number.reason) if number.reason else Why.TRANSFER


def standing(fair, now, newcomer=None) -> Standing:
    """The queues of ``fair`` as they are, in three queries; with the interviews of a ``newcomer`` as well."""
    numbers = (
        Number.objects.filter(desk__fair=fair, state__in=Number.OPEN)
        .select_related("visitor__registration", "desk__zone__hall")
        .order_by("desk", "order")
    )
    found = Standing(now=now, open=list(numbers))
    for number in found.open:
        if number.state in Number.AT_A_PLACE:
            found.elsewhere[number.visitor_id] = number
    visitors = [number.visitor for number in found.open] + ([newcomer] if newcomer else [])
    registrations = {visitor.registration_id for visitor in visitors} - {None}
    if registrations:
        coming = Interview.objects.filter(
            registration__in=registrations, ends_at__gt=now, outcome=Interview.Outcome.PENDING
        )
        for interview in coming.select_related("booth__zone__hall"):
            found.interviews.setdefault(interview.registration_id, []).append(interview)
    if found.interviews:
        for way in Walk.objects.filter(first__fair=fair):
            found.walks[way.first_id, way.second_id] = way.minutes
    return found
