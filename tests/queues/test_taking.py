"""Who takes a number, where, and how often: once, whatever is sent twice."""

import pytest
from django.http import Http404

from tests import cast
from tests.queues.stage import DeskFactory, at, fair_today, interview, registered, taken
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Fair
from tongxing.queues import access, actions
from tongxing.queues.models import Number, Visitor
from tongxing.trail.models import Entry

Means = Number.Means


def test_a_person_takes_a_number_on_their_own_phone(fair, policy, lin):
    number = actions.take(desk=policy, registration=registered(fair, lin), by=lin)

    assert (number.text, number.means, number.state) == ("P-001", Means.PHONE, Number.State.WAITING)


def test_a_guardian_takes_one_for_who_they_speak_for(fair, policy, lin):
    guardian = cast.GuardianFactory(person=lin.person)

    number = actions.take(desk=policy, registration=registered(fair, lin), by=guardian.account)

    assert number.visitor.registration.person == lin.person


def test_nobody_takes_one_for_somebody_else(fair, policy, lin, bao):
    with pytest.raises(Http404):
        actions.take(desk=policy, registration=registered(fair, lin), by=bao)


def test_a_clerk_of_another_region_gives_none(fair, policy, lin, qi):
    registration = registered(fair, lin)

    with pytest.raises(Http404):
        actions.take(desk=policy, registration=registration, by=qi)
    with pytest.raises(Http404):
        taken(policy, qi)
    assert not Number.objects.exists()


def test_who_holds_the_ticket_needs_no_sign_in(fair, policy, lin):
    number = actions.take(desk=policy, registration=registered(fair, lin), by=access.HOLDER, means=Means.TICKET)

    assert number.visitor.registration.person == lin.person
    assert Entry.objects.get(act="took a number").actor == f"program:{access.HOLDER}"


def test_who_reads_the_code_at_the_zone_needs_no_registration(policy):
    number = actions.take_as_visitor(desk=policy, by=access.HOLDER)

    assert (number.visitor.registration, number.visitor.name) == (None, "")


def test_a_program_does_not_fill_a_queue_through_the_code_at_the_zone(policy, gao):
    with at(10):
        for _number in range(access.MOST_A_MINUTE):
            actions.take_as_visitor(desk=policy, by=access.HOLDER)
        with pytest.raises(Refused, match="服务台"):
            actions.take_as_visitor(desk=policy, by=access.HOLDER)
        taken(policy, gao)
    with at(10, 1, 1):
        actions.take_as_visitor(desk=policy, by=access.HOLDER)


def test_two_desks_know_that_it_is_one_person(policy, clinic):
    first = actions.take_as_visitor(desk=policy, by=access.HOLDER)

    second = actions.take_as_visitor(desk=clinic, visitor=first.visitor, by=access.HOLDER)

    assert (first.text, second.text) == ("P-001", "R-001")
    assert Visitor.objects.count() == 1


def test_who_waits_here_already_keeps_the_number_they_have(fair, policy, lin):
    registration = registered(fair, lin)

    assert actions.take(desk=policy, registration=registration, by=lin) == actions.take(
        desk=policy, registration=registration, by=lin
    )


def test_a_form_sent_twice_makes_one_number(policy, gao):
    sent = {"desk": policy, "by": gao, "name": "王女士", "entry": "form-1"}

    assert actions.take_as_visitor(**sent) == actions.take_as_visitor(**sent)
    assert (Number.objects.count(), Visitor.objects.count()) == (1, 1)


def test_a_form_that_was_used_elsewhere_is_refused_not_swallowed(policy, clinic, gao):
    actions.take_as_visitor(desk=policy, by=gao, entry="form-1")

    with pytest.raises(Refused, match="表单"):
        actions.take_as_visitor(desk=clinic, by=gao, entry="form-1")


def test_a_form_of_one_person_gives_no_number_to_another(fair, policy, lin, bao):
    actions.take(desk=policy, registration=registered(fair, lin), by=lin, entry="form-1")

    with pytest.raises(Refused, match="表单"):
        actions.take(desk=policy, registration=registered(fair, bao), by=bao, entry="form-1")


def test_after_being_served_one_may_wait_again(policy, gao):
    first = taken(policy, gao)
    actions.call_next(desk=policy, by=gao)
    actions.finish(number=first, by=gao)

    again = taken(policy, gao, visitor=first.visitor)

    assert again.text == "P-002"


def test_a_closed_desk_gives_no_numbers_and_those_given_stay(policy, gao):
    number = taken(policy, gao)
    actions.close_desk(desk=policy, by=gao)

    with pytest.raises(Refused, match="政策咨询台"):
        taken(policy, gao)
    assert actions.call_next(desk=policy, by=gao) == number


@pytest.mark.parametrize("state", [Fair.State.DRAFT, Fair.State.SEEKERS, Fair.State.CLOSED, Fair.State.REPORTED])
def test_numbers_are_given_while_the_fair_runs(gao, state):
    desk = DeskFactory(fair=fair_today(state))

    with pytest.raises(Refused):
        taken(desk, gao)


def test_a_ticket_of_another_fair_gets_no_number_here(policy, lin, gao):
    elsewhere = registered(fair_today(name="另一场招聘会"), lin)

    with pytest.raises(Refused, match="另一场"):
        actions.take(desk=policy, registration=elsewhere, by=gao)


def test_nobody_holds_numbers_at_every_desk_there_is(fair, policy, gao):
    visitor = taken(policy, gao).visitor
    for _desk in range(7):
        taken(DeskFactory(fair=fair), gao, visitor=visitor)

    with pytest.raises(Refused, match="8"):
        taken(DeskFactory(fair=fair), gao, visitor=visitor)


def test_a_number_says_how_long_it_takes_as_far_as_is_known(policy, gao):
    first, second, third = (taken(policy, gao) for _person in range(3))

    assert first.told_least == 0
    assert first.told_most <= second.told_most <= third.told_most
    assert 5 <= third.told_most <= 90


def test_the_range_knows_of_an_interview(fair, policy, lin, gao):
    registration = registered(fair, lin)
    interview(registration, (10, 10), minutes=30)

    with at(10, 0):
        number = actions.take(desk=policy, registration=registration, by=gao)

    assert number.told_least >= 35


def test_a_desk_keeps_the_letters_of_numbers_it_has_given(policy, clinic, gao):
    same = {"zone": policy.zone, "name": "政策台", "by": gao, "desk": policy}
    assert actions.save_desk(**same, prefix="z").prefix == "Z"
    taken(policy, gao)

    with pytest.raises(Refused, match="字母"):
        actions.save_desk(**same, prefix="Y")
    with pytest.raises(Refused, match="R"):
        actions.save_desk(zone=policy.zone, name="又一个", prefix="R", by=gao)


def test_a_clerk_of_another_region_makes_no_desk_and_opens_none(policy, qi):
    with pytest.raises(Http404):
        actions.save_desk(zone=policy.zone, name="我的", prefix="X", by=qi)
    with pytest.raises(Http404):
        actions.close_desk(desk=policy, by=qi)
