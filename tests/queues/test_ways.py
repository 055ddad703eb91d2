"""A call reaches people as they asked; unanswered, it goes from way to way, and nobody loses their place."""

import datetime as dt

import pytest

from tests import cast
from tests.queues.stage import at, at_moment, clock, interview, registered, taken
from tongxing.common.refusal import Refused
from tongxing.people.models import Consent, Message
from tongxing.queues import actions, ways
from tongxing.queues.models import Call, Number, Way

State, Outcome = Number.State, Call.Outcome


def reached(number):
    """(way, outcome) of every call, in order."""
    return list(number.calls.order_by("at", "pk").values_list("way", "outcome"))


def until_kept(fair, number, since=(10, 0)):
    """Let time pass, ten seconds a step, until nobody is called any more; how many seconds that took."""
    begin = clock(*since)
    for seconds in range(0, 3600, 10):
        with at_moment(begin + dt.timedelta(seconds=seconds)):
            actions.advance(fair=fair)
        number.refresh_from_db()
        if number.state != State.CALLED:
            return seconds
    raise AssertionError("the call never ended")


@pytest.fixture
def called(policy, gao):
    """A number without registration, called at ten o'clock."""
    with at(9, 30):
        number = taken(policy, gao)
    actions.set_ways(visitor=number.visitor, ways=[Way.SCREEN, Way.VIBRATION, Way.TEXT], phone="19900000007", by=gao)
    with at(10):
        return actions.call_next(desk=policy, by=gao)


def test_an_unanswered_call_goes_through_every_way_in_their_order(fair, called):
    until_kept(fair, called)

    assert reached(called) == [
        (Way.SCREEN, Outcome.PASSED),
        (Way.VIBRATION, Outcome.PASSED),
        (Way.TEXT, Outcome.PASSED),
        (Way.PERSON, Outcome.PASSED),
    ]


def test_each_way_waits_as_long_as_its_rule_says(fair, called):
    seconds = until_kept(fair, called)

    rule = ways.rule().seconds
    whole = rule[Way.SCREEN] + rule[Way.TEXT] + rule[Way.PERSON]
    assert whole <= seconds <= whole + 30


def test_who_was_not_heard_is_kept_and_called_first_on_return(fair, policy, called, gao):
    until_kept(fair, called)
    assert (called.state, called.is_unheard) == (State.KEPT, True)
    with at(10, 40):
        for _other in range(2):
            taken(policy, gao)
        hurting = taken(policy, gao)
        actions.grant(number=hurting, reason=Number.Reason.PAIN, by=gao)
        actions.come_back(number=called, by=gao)

        assert actions.call_next(desk=policy, by=gao) == called
    called.refresh_from_db()
    assert not called.is_unheard


def test_an_answered_call_goes_no_further(fair, called, gao):
    with at(10, 0, 20):
        actions.answer(number=called, by=gao)
    with at(10, 30):
        actions.advance(fair=fair)

    called.refresh_from_db()
    assert called.state == State.CALLED
    assert {outcome for _way, outcome in reached(called)} == {Outcome.ANSWERED}


def test_the_text_message_says_number_and_place(fair, called):
    with at(10, 1):
        actions.advance(fair=fair)

    message = Message.objects.get(purpose="queues")
    assert message.to == "19900000007"
    assert "P-001" in message.text
    assert "政策咨询台" in message.text


def test_back_in_ten_minutes_keeps_the_place_until_then(fair, policy, called, gao):
    with at(10, 0, 30):
        other = taken(policy, gao)
        actions.park(number=called, minutes=10, by=gao)
        assert actions.call_next(desk=policy, by=gao) == other
        actions.finish(number=other, by=gao)
    with at(10, 5):
        actions.advance(fair=fair)
        called.refresh_from_db()
        assert called.state == State.KEPT
    with at(10, 11):
        actions.advance(fair=fair)
        assert actions.call_next(desk=policy, by=gao) == called


def test_nobody_is_away_for_longer_than_the_rule_lets_them(called, gao):
    with at(10, 1):
        parked = actions.park(number=called, minutes=9999, by=gao)

    assert parked.back_at == clock(11, 1)


def test_calling_again_begins_with_the_first_way(fair, called, gao):
    with at(10, 1):
        actions.advance(fair=fair)
    with at(10, 2):
        actions.call_again(number=called, by=gao)

    assert reached(called)[-2:] == [(Way.SCREEN, Outcome.OPEN), (Way.VIBRATION, Outcome.OPEN)]
    assert called.calls.filter(outcome=Outcome.OPEN).count() == 2


def test_only_who_is_called_is_called_again(policy, gao):
    waits = taken(policy, gao)

    with pytest.raises(Refused, match="P-001"):
        actions.call_again(number=waits, by=gao)
    assert not waits.calls.exists()


def test_an_interview_that_comes_up_ends_the_calling_and_keeps_the_place_until_it_is_over(fair, policy, lin, gao):
    registration = registered(fair, lin)
    actions.take(desk=policy, registration=registration, by=gao)
    with at(10):
        number = actions.call_next(desk=policy, by=gao)
    interview(registration, (10, 5))
    with at(10, 2):
        with pytest.raises(Refused, match="10点20分"):
            actions.call_again(number=number, by=gao)
        actions.advance(fair=fair)

    number.refresh_from_db()
    assert (number.state, number.back_at, number.is_unheard) == (State.KEPT, clock(10, 20), False)
    assert not number.calls.filter(outcome=Outcome.OPEN).exists()


def test_advance_finds_nothing_to_do_in_two_questions(fair, called, django_assert_num_queries):
    with at(10, 0, 10), django_assert_num_queries(2):
        assert actions.advance(fair=fair) == 0


def test_a_text_message_goes_to_a_registered_person_who_agreed_and_to_nobody_else(fair, policy, lin, bao, gao):
    cast.ConsentFactory(person=lin.person, purpose=Consent.Purpose.CONTACT)
    for account in (lin, bao):
        actions.take(desk=policy, registration=registered(fair, account), by=gao)
        number = actions.call_next(desk=policy, by=gao)
        until_kept(fair, number, since=(17, 0))

    assert [message.to for message in Message.objects.filter(purpose="queues")] == [lin.person.phone]


@pytest.mark.parametrize(
    ("needs", "first"),
    [
        (["sign_interpreter"], {Way.SCREEN, Way.VIBRATION, Way.BOARD}),
        (["screen_reader"], {Way.SPOKEN, Way.VIBRATION}),
        ([], {Way.SCREEN, Way.SPOKEN, Way.BOARD}),
    ],
)
def test_who_said_nothing_is_called_as_suits_their_needs(fair, policy, gao, needs, first):
    account = cast.somebody("other", "周明", "19900000009", "150203", *needs)
    actions.take(desk=policy, registration=registered(fair, account), by=gao)

    number = actions.call_next(desk=policy, by=gao)

    assert set(number.calls.values_list("way", flat=True)) == first


def test_a_companions_phone_is_called_where_they_asked_for_it(fair, policy, gao):
    number = taken(policy, gao)
    actions.set_ways(visitor=number.visitor, ways=[Way.COMPANION], companion_phone="199 0000 0008", by=gao)

    actions.call_next(desk=policy, by=gao)

    assert Message.objects.get(purpose="queues").to == "19900000008"


def test_a_companion_without_a_telephone_is_asked_for_it(policy, gao):
    number = taken(policy, gao)

    with pytest.raises(Refused, match="陪同人"):
        actions.set_ways(visitor=number.visitor, ways=[Way.COMPANION], by=gao)


def test_a_person_always_comes_last_whatever_was_asked():
    said = ways.steps([Way.PERSON, Way.BOARD, Way.PUSH], can_push=False, can_text=True, has_companion=False)

    assert said == [[Way.BOARD], [Way.PERSON]]


def test_a_rule_holds_from_its_day_on():
    later = ways.Rule(since=dt.date(2030, 1, 1), seconds={}, usual=(), by_need={}, away=10, most_away=60, margin=5)
    kept = ways.RULES
    try:
        ways.RULES = (*kept, later)
        assert ways.rule(dt.date(2029, 12, 31)) == kept[0]
        assert ways.rule(dt.date(2030, 1, 1)) == later
        assert ways.rule(dt.date(2000, 1, 1)) == kept[0]
    finally:
        ways.RULES = kept
