"""At the desk: somebody is there, is done, is parked, goes over to another desk; and exceptions to the order."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.fairs.models import Fair
from tongxing.queues import access
from tongxing.queues.actions.calling import end_calls, follow, keep
from tongxing.queues.actions.locking import locked
from tongxing.queues.actions.taking import tell, write
from tongxing.queues.models import Call, Number
from tongxing.queues.ways import rule
from tongxing.trail.actions import record

State, Outcome = Number.State, Call.Outcome
MOST_MINUTES = 480


@transaction.atomic
def begin(*, number, by) -> Number:
    """Whom the desk called is there: their service begins. Said twice it is said once."""
    access.check_runs_today(by, number.desk.fair)
    number, _desks = locked(number)
    if number.state != State.SERVING:
        now = timezone.now()
        _begin(number, now, now)
        record("began to serve a number", number, by=by, fair=number.desk.fair_id)
    return number


def _begin(number: Number, since: dt.datetime, now: dt.datetime) -> None:
    """Somebody is there ``now`` and has been served since ``since``."""
    access.check_step(number, State.SERVING)
    number.state, number.began_at = State.SERVING, since
    number.served_from = number.served_from or since
    number.save(update_fields=["state", "began_at", "served_from"])
    end_calls(number, Outcome.ANSWERED, answered_at=now)


@transaction.atomic
def finish(*, number, by, minutes=None) -> Number:
    """Close a number: done. ``minutes`` corrects how long it took; else it is measured. Said twice it is said once.

    Who waits at another desk that had to pass them is called there at once.
    """
    access.check_runs(by, number.desk.fair)
    access.check_takes_ends(number.desk.fair)
    number, desks = locked(number)
    if number.state == State.DONE:
        return number
    now = timezone.now()
    if number.state == State.CALLED:
        answered = number.calls.filter(answered_at__isnull=False, at__gte=number.called_at).first()
        _begin(number, answered.answered_at if answered else number.called_at, now)
    access.check_step(number, State.DONE)
    _stop(number, now)
    if minutes is not None:
        if not 0 <= minutes <= MOST_MINUTES:
            raise Refused(_("Write minutes between 0 and %(most)s.") % {"most": MOST_MINUTES})
        number.served_seconds = round(minutes * 60)
        number.served_from = now - dt.timedelta(minutes=minutes)
    _end(number, State.DONE, now)
    record("finished a number", number, by=by, fair=number.desk.fair_id, seconds=number.served_seconds)
    _follow(number, desks, by)
    return number


@transaction.atomic
def park(*, number, by, minutes=None) -> Number:
    """Keep the place of somebody who is not there or steps out: until they come back or, if said, for ``minutes``.

    The person says it of themselves while they wait or are called; staff say it also of whom they serve.
    """
    fair = number.desk.fair
    access.check_speaks_for(by, number.visitor)
    access.check_running(fair)
    number, _desks = locked(number)
    now = timezone.now()
    if number.state == State.SERVING:
        access.check_runs(by, fair)
        _stop(number, now)
    if minutes is not None:
        minutes = min(max(1, minutes), rule().most_away)
    end_calls(number, Outcome.ENDED)
    keep(number, now=now, by=by, back_at=now + dt.timedelta(minutes=minutes) if minutes else None)
    return number


@transaction.atomic
def no_show(*, number, by) -> Number:
    """Nobody came to the desk: the place is kept, and staff see whom nobody has reached."""
    access.check_runs_today(by, number.desk.fair)
    number, _desks = locked(number)
    access.check_is_called(number)
    end_calls(number, Outcome.PASSED)
    keep(number, now=timezone.now(), by=by, unheard=True)
    return number


@transaction.atomic
def transfer(*, number, desk, by, entry="") -> Number:
    """Send somebody on to another desk of the fair: their turn there is that of their first number.

    Who has a number there already goes on with it, at the earlier of the two turns.
    """
    access.check_runs_today(by, number.desk.fair)
    number, desks = locked(number)
    if number.state == State.TRANSFERRED:
        return access.numbers_with_all().get(came_from=number)
    access.check_step(number, State.TRANSFERRED)
    to = desks.get(desk.pk)
    if to is None or to == number.desk:
        raise Refused(_("Choose another desk of this fair."))
    access.check_is_open(to)
    now = timezone.now()
    if number.state == State.SERVING:
        _stop(number, now)
    end_calls(number, Outcome.ENDED)
    _end(number, State.TRANSFERRED, now)
    held = access.numbers_with_all().filter(desk=to, visitor=number.visitor, state__in=Number.OPEN).first()
    if held:
        held.since, held.came_from = min(held.since, number.since), number
        held.save(update_fields=["since", "came_from"])
    else:
        held = write(
            to,
            number.visitor,
            now=now,
            entry=entry,
            means=Number.Means.STAFF,
            since=number.since,
            came_from=number,
            reason=number.reason,
            leaves_at=number.leaves_at,
            granted_by=number.granted_by,
        )
    record("sent a number on", number, by=by, fair=to.fair_id, to=held.pk)
    follow(number.visitor, desks, by=by)
    held.refresh_from_db(fields=["state", "called_at", "first_called_at"])
    return held


@transaction.atomic
def grant(*, number, reason, by, leaves_at=None) -> Number:
    """Let somebody be called before their turn, for a stated reason; with ``Reason.NONE`` take it back.

    Those who are passed because of it read that somebody was, and why; the trail keeps who granted it.
    """
    access.check_runs_today(by, number.desk.fair)
    if reason not in Number.Reason.values:
        raise Refused(_("Choose one of the stated reasons."))
    number, _desks = locked(number)
    if not number.is_open():
        raise Refused(_("Number %(number)s is closed already.") % {"number": number.text})
    number.reason, number.leaves_at = reason, leaves_at if reason else None
    number.granted_by = by if reason else None
    number.save()
    if number.state == State.WAITING:
        tell(number, timezone.now())
        number.save()
    record("granted an exception" if reason else "took an exception back", number, by=by, why=reason)
    return number


# What the holder says


@transaction.atomic
def answer(*, number, by) -> Number:
    """The person has heard the call and comes: it passes to no further way. Said twice it is said once."""
    access.check_speaks_for(by, number.visitor)
    number, _desks = locked(number)
    if number.state != State.SERVING:
        access.check_is_called(number)
    end_calls(number, Outcome.ANSWERED, answered_at=timezone.now())
    return number


@transaction.atomic
def come_back(*, number, by) -> Number:
    """Who was kept is there again and waits at their place: before all others if they had been called already."""
    access.check_speaks_for(by, number.visitor)
    access.check_running(number.desk.fair)
    number, _desks = locked(number)
    if number.state == State.WAITING:
        return number
    access.check_step(number, State.WAITING)
    number.state, number.back_at, number.is_unheard = State.WAITING, None, False
    number.save(update_fields=["state", "back_at", "is_unheard"])
    record("came back to a queue", number, by=by, fair=number.desk.fair_id)
    return number


@transaction.atomic
def leave(*, number, by) -> Number:
    """Give the place up. Said twice it is said once."""
    access.check_speaks_for(by, number.visitor)
    access.check_takes_ends(number.desk.fair)
    number, desks = locked(number)
    if number.state == State.LEFT:
        return number
    access.check_step(number, State.LEFT)
    was_called = number.state == State.CALLED
    end_calls(number, Outcome.ENDED)
    _end(number, State.LEFT, timezone.now())
    record("left a queue", number, by=by, fair=number.desk.fair_id)
    if was_called:
        _follow(number, desks, by)
    return number


def _stop(number: Number, at: dt.datetime) -> None:
    """The service that is going on ends, or is broken off; its time is added up."""
    if number.began_at:
        number.served_seconds += round((at - number.began_at).total_seconds())
    number.served_until, number.began_at = at, None
    number.save(update_fields=["served_seconds", "served_until", "began_at"])


def _end(number: Number, state: str, at: dt.datetime) -> None:
    number.state, number.ended_at = state, at
    number.save(update_fields=["state", "ended_at", "served_from", "served_seconds"])


def _follow(number: Number, desks, by) -> None:
    if number.desk.fair.state == Fair.State.RUNNING:
        follow(number.visitor, desks, by=by)
