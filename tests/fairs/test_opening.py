"""A fair takes people in its own hours, and on another day only where a clerk started it there and said why."""

import datetime as dt

import pytest

from tests import cast, clock
from tests.fairs.stage import at, fair_today, registered
from tongxing.common.dates import local
from tongxing.common.refusal import Refused
from tongxing.fairs import actions
from tongxing.fairs.models import Fair

NEXT = clock.START.date() + dt.timedelta(days=1)


def started(fair, by, moment, why="下雪改期"):
    clock.turn_to(moment)
    return actions.move(fair=fair, to=Fair.State.RUNNING, by=by, why=why)


def comes(fair, account, by, moment=None):
    registration = fair.registrations.filter(person=account.person).first() or registered(fair, account)
    return actions.check_in(fair=fair, registration=registration, means="name", by=by, at=moment)


@pytest.fixture
def fair(db):
    return fair_today(Fair.State.SEEKERS)


def test_a_fair_that_is_started_the_next_day_takes_people_there(fair, gao, lin):
    started(fair, gao, local(NEXT, dt.time(9)))
    assert comes(fair, lin, gao).arrived_at.date() == NEXT
    clock.turn_to(local(NEXT, dt.time(11)))
    assert comes(fair, lin, gao, local(NEXT, dt.time(9, 30))).arrived_at == local(NEXT, dt.time(9, 30))


@pytest.mark.parametrize("hour", [1, 6, 14])
def test_on_that_day_too_nothing_comes_before_its_start_or_ahead_of_now(fair, gao, lin, hour):
    started(fair, gao, local(NEXT, dt.time(9)))
    clock.turn_to(local(NEXT, dt.time(11)))
    with pytest.raises(Refused, match=r"只能在|还没有到"):
        comes(fair, lin, gao, local(NEXT, dt.time(hour)))


def test_what_was_noted_on_that_day_is_taken_after_it_closed(fair, gao, lin):
    started(fair, gao, local(NEXT, dt.time(9)))
    clock.turn_to(local(NEXT, dt.time(17)))
    actions.move(fair=fair, to=Fair.State.CLOSED, by=gao)
    clock.turn_to(local(NEXT + dt.timedelta(days=1), dt.time(8)))
    assert comes(fair, lin, gao, local(NEXT, dt.time(10))).pk


@pytest.mark.parametrize("moment", [at, None])
def test_a_fair_that_nobody_closed_does_not_go_on_the_next_morning(fair, gao, lin, moment):
    started(fair, gao, at(fair, 9, 5))
    clock.turn_to(local(NEXT, dt.time(10)))
    with pytest.raises(Refused, match="只能在"):
        comes(fair, lin, gao, moment and local(NEXT, dt.time(9, 30)))
    assert comes(fair, lin, gao, at(fair, 10)).arrived_at == at(fair, 10)


def test_the_exception_for_another_day_does_not_hold_on_the_fairs_own(fair, gao, lin):
    started(fair, gao, at(fair, 0, 30))
    clock.turn_to(at(fair, 10, 20))
    for hour in (1, 13):
        with pytest.raises(Refused, match=r"只能在|还没有到"):
            comes(fair, lin, gao, at(fair, hour))


def test_a_mistake_is_taken_back_also_in_the_evening(gao, lin):
    fair = fair_today()
    attendance = comes(fair, lin, gao)
    clock.turn_to(at(fair, 20))
    actions.undo_check_in(attendance=attendance, by=gao, why="点错人")
    assert not fair.attendances.exists()


def test_a_fair_of_three_days_is_shut_at_night(gao, lin):
    fair = cast.FairFactory(state=Fair.State.RUNNING, event__region="150200")
    event = fair.event
    event.starts_at -= dt.timedelta(days=2)
    event.save()
    assert comes(fair, lin, gao, at(fair, 10)).pk
    with pytest.raises(Refused, match="只能在"):
        comes(fair, lin, gao, at(fair, 10) + dt.timedelta(hours=15))
