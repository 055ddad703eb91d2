"""How interpreting stands at a fair now: who is free, who waits, who comes when."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from tongxing.fairs import minutes
from tongxing.fairs.models import Fair
from tongxing.fairs.planning import SETTINGS
from tongxing.interpreting.crew import Member, crew_of, plan_for, waiting_of
from tongxing.interpreting.models import InterpreterRequest
from tongxing.interpreting.resting import LEAST

STEP = 5
"""Estimates are told in steps of so many minutes: more would promise what nobody knows."""


@dataclass(frozen=True)
class Line:
    """One interpreter: ``state`` is free, sent, begun, interview, resting or away; ``until`` where that ends."""

    member: Member
    state: str
    until: dt.datetime | None
    minutes_done: int


@dataclass(frozen=True)
class Wait:
    """A request that waits, when about somebody comes, and who gave it back."""

    request: InterpreterRequest
    about: dt.datetime | None
    minutes_waited: int


@dataclass
class Look:
    """The interpreters and those who wait; ``is_due`` where somebody can be sent now."""

    fair: Fair
    now: int
    lines: list[Line]
    waiting: list[Wait]
    is_due: bool

    def line_of(self, request) -> Line | None:
        """The interpreter who is bound by ``request``."""
        return next((line for line in self.lines if line.member.request == request), None)


def look(fair) -> Look:
    """How it stands; nine queries, one more where somebody gave a request back."""
    now, at = minutes.now(fair), timezone.now()
    waiting = waiting_of(fair) if fair.state == Fair.State.RUNNING else []
    members = crew_of(fair, now)
    lines = [_line(fair, member, now) for member in members]
    planned = plan_for(waiting, members, now)
    is_due = any(piece.begin == now and member.shift_at(at) for member, piece in planned.values())
    waits = [
        Wait(asked, _about(fair, planned.get(asked.pk)), int((at - asked.asked_at).total_seconds() // 60))
        for asked in waiting
    ]
    return Look(fair, now, lines, waits, is_due)


def _about(fair, found) -> dt.datetime | None:
    """When interpreting begins, rounded up."""
    return minutes.moment(fair, -(-found[1].start // STEP) * STEP) if found else None


def _line(fair, member, now: int) -> Line:
    state, until = _state(member, now)
    return Line(member, state, None if until is None else minutes.moment(fair, until), member.minutes_done(now))


def _state(member, now: int) -> tuple[str, int | None]:
    running = [span for span in member.day.work if span.begin <= now < span.end]
    if member.request:
        return member.request.state, max((span.end for span in running), default=None)
    if running:
        return "interview", max(span.end for span in running)
    if not member.day.is_on_duty(now):
        ends = [last for first, last in member.day.breaks if first <= now < last]
        starts = [first for first, _last in member.day.duty if first > now]
        return "away", min(ends or starts, default=None)
    rest = member.day.rests_until(now, SETTINGS)
    if rest:
        return "resting", rest
    nothing_fits = member.day.next_piece(now, LEAST, member.day.place_at(now), SETTINGS)
    if nothing_fits is None or nothing_fits.begin > now:
        return "resting", nothing_fits.begin if nothing_fits else None
    return "free", None
