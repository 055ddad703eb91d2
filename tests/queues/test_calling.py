"""Whom a desk calls next: in turn, nobody to two places, nobody into an interview, and every exception noted."""

import pytest
from django.db import IntegrityError

from tests import cast
from tests.queues.stage import at, interview, registered, taken
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Way as Walk
from tongxing.queues import actions
from tongxing.queues.models import Number, Overtaking

State = Number.State


def test_who_came_first_is_called_first(policy, gao):
    first, second = taken(policy, gao), taken(policy, gao)

    called = actions.call_next(desk=policy, by=gao)

    assert called == first
    assert (called.state, called.text) == (State.CALLED, "P-001")
    assert Number.objects.get(pk=second.pk).state == State.WAITING


def test_a_place_that_is_taken_calls_nobody_else(policy, gao):
    taken(policy, gao), taken(policy, gao)
    actions.call_next(desk=policy, by=gao)

    with pytest.raises(Refused, match="政策咨询台"):
        actions.call_next(desk=policy, by=gao)


def test_the_same_press_sent_twice_calls_one_person(clinic, gao):
    first = taken(clinic, gao)
    taken(clinic, gao)

    calls = [actions.call_next(desk=clinic, by=gao, entry="press-1") for _press in range(2)]

    assert calls == [first, first]
    assert clinic.numbers.filter(state=State.CALLED).count() == 1


def test_nobody_is_called_to_two_places_and_the_next_one_is_called_instead(policy, clinic, gao):
    here = taken(policy, gao)
    there = taken(clinic, gao, visitor=here.visitor)
    other = taken(clinic, gao)
    actions.call_next(desk=policy, by=gao)

    called = actions.call_next(desk=clinic, by=gao)

    assert called == other
    assert list(there.overtakings.values_list("ahead", "why")) == [(other.pk, Overtaking.Why.ELSEWHERE)]


def test_who_leaves_the_first_desk_is_called_to_the_second(policy, clinic, gao):
    here = taken(policy, gao)
    there = taken(clinic, gao, visitor=here.visitor)
    actions.call_next(desk=policy, by=gao)

    actions.finish(number=here, by=gao)

    there.refresh_from_db()
    assert there.state == State.CALLED


def test_who_leaves_the_first_desk_does_not_jump_the_second_ones_queue(policy, clinic, gao):
    waits_longer = taken(clinic, gao)
    here = taken(policy, gao)
    there = taken(clinic, gao, visitor=here.visitor)
    actions.call_next(desk=policy, by=gao)

    actions.finish(number=here, by=gao)

    waits_longer.refresh_from_db()
    there.refresh_from_db()
    assert (waits_longer.state, there.state) == (State.WAITING, State.WAITING)


def test_the_database_itself_keeps_one_person_from_two_places(policy, clinic, gao):
    here = taken(policy, gao)
    there = taken(clinic, gao, visitor=here.visitor)
    Number.objects.filter(pk=here.pk).update(state=State.SERVING)

    with pytest.raises(IntegrityError, match="另一个队列接受服务"):
        Number.objects.filter(pk=there.pk).update(state=State.CALLED)


def test_nobody_is_called_into_an_interview(fair, policy, lin, gao):
    with at(9, 50):
        registration = registered(fair, lin)
        number = actions.take(desk=policy, registration=registration, by=gao)
        interview(registration, (10, 10))
        other = taken(policy, gao)

        called = actions.call_next(desk=policy, by=gao)

    assert called == other
    assert number.overtakings.get().why == Overtaking.Why.INTERVIEW


@pytest.mark.parametrize(("minute", "is_called"), [(0, True), (20, False), (40, False), (46, True)])
def test_an_interview_holds_from_the_last_moment_for_a_service_until_its_end(fair, policy, lin, gao, minute, is_called):
    registration = registered(fair, lin)
    interview(registration, (10, 30))
    number = actions.take(desk=policy, registration=registration, by=gao)

    with at(10, minute):
        if is_called:
            assert actions.call_next(desk=policy, by=gao) == number
        else:
            with pytest.raises(Refused, match="面试"):
                actions.call_next(desk=policy, by=gao)


def test_an_interview_that_has_its_outcome_holds_nobody(fair, policy, lin, gao):
    registration = registered(fair, lin)
    interview(registration, (10, 30), outcome="no")
    number = actions.take(desk=policy, registration=registration, by=gao)

    with at(10, 40):
        assert actions.call_next(desk=policy, by=gao) == number


@pytest.mark.parametrize(("pace", "is_called"), [(100, True), (200, False)])
def test_the_way_to_the_interview_counts_at_the_persons_own_pace(fair, policy, lin, gao, pace, is_called):
    registration = registered(fair, lin)
    registration.pace_percent = pace
    registration.save()
    booth = cast.BoothFactory(zone__hall__fair=fair)
    halls = sorted((policy.zone.hall, booth.zone.hall), key=lambda hall: hall.pk)
    Walk.objects.create(first=halls[0], second=halls[1], minutes=10)
    interview(registration, (10, 40), booth=booth)
    actions.take(desk=policy, registration=registration, by=gao)

    with at(10, 5):
        if is_called:
            actions.call_next(desk=policy, by=gao)
        else:
            with pytest.raises(Refused, match="面试"):
                actions.call_next(desk=policy, by=gao)


def test_an_exception_is_called_first_and_everybody_it_passes_reads_why(policy, gao):
    passed, hurting = taken(policy, gao), taken(policy, gao)
    actions.grant(number=hurting, reason=Number.Reason.PAIN, by=gao)

    called = actions.call_next(desk=policy, by=gao)

    assert called == hurting
    assert called.granted_by == gao
    assert passed.overtakings.get().why == Overtaking.Why.PAIN


def test_who_is_sent_on_keeps_the_turn_of_their_first_number(policy, clinic, gao):
    with at(9, 0):
        first = taken(policy, gao)
    with at(9, 30):
        later = taken(clinic, gao)
    with at(10, 0):
        actions.call_next(desk=policy, by=gao)
        for place in range(2):
            taken(clinic, gao, name=f"占位{place}")
        moved = actions.transfer(number=first, desk=clinic, by=gao)

    assert moved.since == first.since
    assert moved.state == State.CALLED
    assert later.overtakings.get().why == Overtaking.Why.TRANSFER
    first.refresh_from_db()
    assert (first.state, moved.came_from) == (State.TRANSFERRED, first)


def test_who_is_away_is_passed_and_reads_that_their_place_was_kept(policy, gao):
    away, other = taken(policy, gao), taken(policy, gao)
    actions.park(number=away, minutes=10, by=gao)

    assert actions.call_next(desk=policy, by=gao) == other
    assert away.overtakings.get().why == Overtaking.Why.AWAY


def test_staff_read_why_nobody_can_come(fair, policy, clinic, lin, gao):
    with at(10):
        actions.park(number=taken(policy, gao), minutes=10, by=gao)
        registration = registered(fair, lin)
        interview(registration, (10, 5))
        actions.take(desk=policy, registration=registration, by=gao)
        busy = taken(clinic, gao)
        actions.call_next(desk=clinic, by=gao)
        taken(policy, gao, visitor=busy.visitor)

        with pytest.raises(Refused) as refusal:
            actions.call_next(desk=policy, by=gao)

    assert [word in str(refusal.value) for word in ("1 人在面试", "1 人在别的服务台", "1 人暂时离开")] == [True] * 3


def test_nobody_waits_at_an_empty_desk(policy, gao):
    with pytest.raises(Refused, match="没有人"):
        actions.call_next(desk=policy, by=gao)
