"""At the desk: begun, done, parked, gone over, left; minutes as they were; exceptions granted by somebody."""

import pytest
from django.db import IntegrityError
from django.http import Http404

from tests.queues.stage import NumberFactory, at, clock, taken
from tongxing.common.refusal import Refused
from tongxing.queues import access, actions
from tongxing.queues.models import Number
from tongxing.trail.models import Entry

State, Reason = Number.State, Number.Reason


@pytest.fixture
def called(policy, gao):
    """P-001, called at ten o'clock."""
    with at(9, 50):
        taken(policy, gao)
    with at(10):
        return actions.call_next(desk=policy, by=gao)


def test_a_service_has_the_minutes_between_beginning_and_end(called, gao):
    with at(10, 2):
        actions.begin(number=called, by=gao)
    with at(10, 14):
        done = actions.finish(number=called, by=gao)

    assert (done.state, done.served_from, done.served_until) == (State.DONE, clock(10, 2), clock(10, 14))
    assert done.served_seconds == 12 * 60


def test_staff_may_say_how_many_minutes_it_was(called, gao):
    with at(10, 30):
        done = actions.finish(number=called, minutes=25, by=gao)

    assert (done.served_seconds, done.served_from) == (25 * 60, clock(10, 5))


def test_minutes_that_cannot_be_are_refused(called, gao):
    with pytest.raises(Refused, match="480"):
        actions.finish(number=called, minutes=9999, by=gao)


def test_one_key_closes_a_number_that_was_only_called(called, gao):
    with at(10, 1):
        actions.answer(number=called, by=access.HOLDER)
    with at(10, 9):
        done = actions.finish(number=called, by=gao)

    assert (done.served_from, done.served_seconds) == (clock(10, 1), 8 * 60)


def test_who_comes_after_the_call_went_on_to_the_next_way_is_closed_as_well(fair, called, gao):
    with at(10, 3):
        actions.advance(fair=fair)
        done = actions.finish(number=called, by=gao)

    assert (done.state, done.served_from) == (State.DONE, clock(10))


def test_parking_in_the_middle_leaves_the_pause_out(policy, called, gao):
    with at(10, 0):
        actions.begin(number=called, by=gao)
    with at(10, 5):
        actions.park(number=called, by=gao)
    with at(10, 20):
        actions.come_back(number=called, by=gao)
        assert actions.call_next(desk=policy, by=gao) == called
        actions.begin(number=called, by=gao)
    with at(10, 23):
        done = actions.finish(number=called, by=gao)

    assert (done.served_seconds, done.served_from, done.served_until) == (8 * 60, clock(10), clock(10, 23))


def test_what_is_pressed_twice_is_done_once(called, policy, gao):
    for action in (actions.begin, actions.finish):
        for _press in range(2):
            action(number=called, by=gao)

    assert Entry.objects.filter(act="began to serve a number").count() == 1
    assert Entry.objects.filter(act="finished a number").count() == 1


def test_who_is_done_cannot_be_called_again(called, gao):
    actions.finish(number=called, by=gao)

    for action in (actions.call_again, actions.park, actions.come_back, actions.leave):
        with pytest.raises(Refused):
            action(number=called, by=gao)


def test_who_does_not_come_is_kept_and_staff_are_told(called, gao):
    kept = actions.no_show(number=called, by=gao)

    assert (kept.state, kept.is_unheard) == (State.KEPT, True)
    with pytest.raises(Refused):
        actions.no_show(number=called, by=gao)


def test_a_holder_says_it_for_themselves_and_does_not_serve_themselves(called):
    actions.answer(number=called, by=access.HOLDER)
    actions.park(number=called, minutes=10, by=access.HOLDER)
    actions.come_back(number=called, by=access.HOLDER)
    for action in (actions.begin, actions.finish, actions.no_show, actions.call_again):
        with pytest.raises(Http404):
            action(number=called, by=access.HOLDER)
    with pytest.raises(Http404):
        actions.grant(number=called, reason=Reason.PAIN, by=access.HOLDER)

    assert actions.leave(number=called, by=access.HOLDER).state == State.LEFT


def test_a_holder_does_not_park_a_service_that_is_going_on(called, gao):
    actions.begin(number=called, by=gao)

    with pytest.raises(Http404):
        actions.park(number=called, by=access.HOLDER)


@pytest.mark.parametrize(
    "act",
    [
        lambda number, by: actions.begin(number=number, by=by),
        lambda number, by: actions.finish(number=number, by=by),
        lambda number, by: actions.park(number=number, by=by),
        lambda number, by: actions.answer(number=number, by=by),
        lambda number, by: actions.leave(number=number, by=by),
        lambda number, by: actions.grant(number=number, reason=Reason.PAIN, by=by),
        lambda number, by: actions.call_next(desk=number.desk, by=by),
        lambda number, by: actions.set_ways(visitor=number.visitor, ways=[], by=by),
    ],
)
def test_a_clerk_of_another_region_does_not_find_a_number(called, qi, bao, act):
    for stranger in (qi, bao):
        with pytest.raises(Http404):
            act(called, stranger)


def test_a_clerk_of_another_region_finds_no_desk_and_no_number(called, gao, qi):
    assert access.found_desk(gao, called.desk_id) == called.desk
    assert access.found_number(gao, called.pk) == called
    assert not access.desks_for_staff(qi).exists()
    for find in (lambda: access.found_desk(qi, called.desk_id), lambda: access.found_number(qi, called.pk)):
        with pytest.raises(Http404):
            find()


def test_a_person_sent_on_joins_the_number_they_have_there(policy, clinic, called, gao):
    with at(9, 55):
        there = taken(clinic, gao, visitor=called.visitor)

    moved = actions.transfer(number=called, desk=clinic, by=gao)

    assert moved == there
    assert moved.since == called.since
    assert actions.transfer(number=called, desk=clinic, by=gao) == there


def test_a_service_before_going_over_keeps_its_minutes(policy, clinic, called, gao):
    with at(10):
        actions.begin(number=called, by=gao)
    with at(10, 6):
        actions.transfer(number=called, desk=clinic, by=gao)

    called.refresh_from_db()
    assert (called.state, called.served_seconds, called.served_until) == (State.TRANSFERRED, 360, clock(10, 6))


def test_nobody_is_sent_to_the_same_desk_or_to_a_closed_one(policy, clinic, called, gao):
    actions.close_desk(desk=clinic, by=gao)

    for desk in (policy, clinic):
        with pytest.raises(Refused):
            actions.transfer(number=called, desk=desk, by=gao)


def test_an_exception_is_granted_by_somebody_and_stands_in_the_trail(policy, gao):
    number = taken(policy, gao)

    actions.grant(number=number, reason=Reason.BUS, leaves_at=clock(11).time(), by=gao)

    entry = Entry.objects.get(act="granted an exception")
    assert (entry.actor, entry.why, entry.target_key) == (f"account:{gao.pk}", "bus", str(number.pk))
    taken_back = actions.grant(number=number, reason=Reason.NONE, by=gao)
    assert (taken_back.granted_by, taken_back.leaves_at) == (None, None)


def test_the_database_knows_no_exception_that_nobody_granted(policy):
    with pytest.raises(IntegrityError, match="须有人批准"):
        NumberFactory(desk=policy, reason=Reason.PAIN)


def test_leaving_frees_the_place_for_the_same_persons_other_desk(policy, clinic, called, gao):
    there = taken(clinic, gao, visitor=called.visitor)

    actions.leave(number=called, by=access.HOLDER)

    there.refresh_from_db()
    assert there.state == State.CALLED


def test_what_is_open_after_closing_can_be_closed_and_nothing_is_called(fair, policy, called, gao):
    fair.state = "closed"
    fair.save()
    called = access.found_number(gao, called.pk)

    with pytest.raises(Refused):
        actions.call_again(number=called, by=gao)
    assert actions.finish(number=called, minutes=10, by=gao).state == State.DONE
