"""Asking for an interpreter, sending one, and what comes of it. The fair is locked for each act.

So two browsers cannot send one interpreter twice; the database's own constraints stand behind that.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.fairs import minutes
from tongxing.fairs.actions.fair import locked
from tongxing.fairs.models import Fair
from tongxing.interpreting import access, letters
from tongxing.interpreting.actions.hours import book
from tongxing.interpreting.crew import crew_of, plan_for, waiting_of, with_place
from tongxing.interpreting.models import InterpreterRequest
from tongxing.interpreting.resting import LEAST
from tongxing.people.access import is_program
from tongxing.trail.actions import record

State = InterpreterRequest.State
LONGEST = 40
"""Minutes: after so many comes a rest, so nobody can be sent for longer."""


@transaction.atomic
def ask(
    *, fair, language, purpose, place="", zone=None, booth=None, registration=None, prepare="", minutes=15, by
) -> InterpreterRequest:
    """Ask for an interpreter, who is sent at once where one is free.

    ``registration`` says for whom, where that is known; a person has one open request at a time.
    """
    fair = locked(fair)
    access.check_asks(by, fair, registration=registration, booth=booth)
    access.check_place_of(fair, registration=registration, zone=zone, booth=booth, place=place)
    if not LEAST <= minutes <= LONGEST:
        raise Refused(
            _("An interpreter comes for %(least)s to %(most)s minutes. Ask again when more is needed.")
            % {"least": LEAST, "most": LONGEST}
        )
    _check_once(fair, registration, by)
    request = InterpreterRequest.objects.create(
        fair=fair,
        language=language,
        registration=registration,
        zone=None if booth else zone,
        booth=booth,
        place=place.strip(),
        purpose=purpose.strip(),
        prepare=prepare.strip(),
        minutes=minutes,
        asked_by=None if is_program(by) else by,
    )
    record("asked for an interpreter", request, by=by, fair=fair.pk, registration=registration and registration.number)
    _send_waiting(fair, by)
    return with_place(InterpreterRequest.objects).get(pk=request.pk)


def _check_once(fair, registration, by) -> None:
    is_open = fair.interpreter_requests.filter(state__in=InterpreterRequest.OPEN)
    if registration is not None:
        asked = is_open.filter(registration=registration).exists()
    else:
        asked = not access.runs(by, fair) and is_open.filter(asked_by=by, registration=None).exists()
    if asked:
        raise Refused(_("An interpreter is asked for already. Withdraw that request first if it no longer holds."))


@transaction.atomic
def send_waiting(*, fair, by) -> int:
    """Send whoever is free to those who wait; answers how many were sent.

    A rest or an interview may just have ended. So this is done whenever somebody asks, is done or looks, and every few
    seconds while the site is served (``watching``).
    """
    return _send_waiting(locked(fair), by)


def _send_waiting(fair, by) -> int:
    requests = waiting_of(fair) if fair.state == Fair.State.RUNNING else []
    if not requests:
        return 0
    now, at = minutes.now(fair), timezone.now()
    planned, sent = plan_for(requests, crew_of(fair, now), now), 0
    for request in requests:
        if request.pk not in planned:
            continue
        member, piece = planned[request.pk]
        shift = member.shift_at(at) if piece.begin == now else None
        if shift:
            _send(request, shift, piece.start - piece.begin, at, by)
            sent += 1
    return sent


def _send(request, shift, walk, at, by) -> None:
    request.state, request.shift, request.sent_at, request.walk_minutes = State.SENT, shift, at, walk
    request.save(update_fields=["state", "shift", "sent_at", "walk_minutes"])
    record("sent an interpreter", request, by=by, shift=shift.pk, walk_minutes=walk)
    letters.sent(request, by=by)


def _locked(request) -> InterpreterRequest:
    """The request as it is now, in its locked fair."""
    fair = locked(request.fair)
    now = with_place(InterpreterRequest.objects).get(pk=request.pk)
    now.fair = fair
    return now


@transaction.atomic
def begin(*, request, by) -> InterpreterRequest:
    """The interpreter is there and begins."""
    request = _locked(request)
    access.check_serves(by, request)
    access.check_step(request, State.BEGUN)
    request.state, request.begun_at = State.BEGUN, timezone.now()
    request.save(update_fields=["state", "begun_at"])
    record("began to interpret", request, by=by)
    return request


@transaction.atomic
def finish(*, request, by, ended_at: dt.time | None = None) -> InterpreterRequest:
    """Interpreting is over, now or at ``ended_at`` today; its minutes are booked and the next is sent."""
    request = _locked(request)
    access.check_serves(by, request)
    access.check_step(request, State.DONE)
    request.state, request.done_at = State.DONE, _end(request, ended_at)
    request.save(update_fields=["state", "done_at"])
    record("finished interpreting", request, by=by)
    book(request, request.done_at, by)
    _send_waiting(request.fair, by)
    return request


def _end(request, ended_at):
    now = timezone.now()
    if ended_at is None:
        return now
    there = timezone.localtime(now)
    end = there.replace(hour=ended_at.hour, minute=ended_at.minute, second=59, microsecond=0)
    if not request.begun_at <= end or (ended_at.hour, ended_at.minute) > (there.hour, there.minute):
        raise Refused(_("Write a time between the beginning and now."))
    return min(end, now)


@transaction.atomic
def hand_back(*, request, why, by) -> InterpreterRequest:
    """The interpreter cannot come, or go on: the next one is sent. What was interpreted so far is booked."""
    request = _locked(request)
    access.check_serves(by, request)
    access.check_step(request, State.ASKED)
    if not why.strip():
        raise Refused(_("Write why; who sends the next interpreter reads it."))
    request.hand_backs.create(shift=request.shift, why=why.strip())
    if request.begun_at:
        book(request, timezone.now(), by)
    record("handed back a request for an interpreter", request, by=by, why=why, shift=request.shift_id)
    request.state, request.shift, request.sent_at, request.begun_at = State.ASKED, None, None, None
    request.walk_minutes = 0
    request.save(update_fields=["state", "shift", "sent_at", "begun_at", "walk_minutes"])
    _send_waiting(request.fair, by)
    return request


@transaction.atomic
def withdraw(*, request, by) -> InterpreterRequest:
    """No interpreter is needed any more; who was on the way is free again."""
    request = _locked(request)
    access.check_withdraws(by, request)
    access.check_step(request, State.WITHDRAWN)
    request.state = State.WITHDRAWN
    request.save(update_fields=["state"])
    record("withdrew a request for an interpreter", request, by=by)
    _send_waiting(request.fair, by)
    return request
