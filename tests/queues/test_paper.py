"""Numbers from a paper list: all or none, in their order, counted on from those given before."""

import pytest
from django.http import Http404

from tests.clock import turn_to
from tests.queues.stage import clock, fair_today, registered, taken
from tongxing.common.refusal import Refused
from tongxing.queues import actions
from tongxing.queues.models import Number, Visitor


@pytest.fixture(autouse=True)
def _after_noon():
    """A paper list is typed in when its hours are over."""
    turn_to(clock(13))


def row(hour, *, minutes=10, **facts):
    return {
        "taken_at": clock(hour),
        "called_at": clock(hour, 5),
        "served_from": clock(hour, 6),
        "served_until": clock(hour, 6 + minutes),
        **facts,
    }


def test_a_paper_list_goes_on_from_the_numbers_given_before(policy, gao):
    taken(policy, gao)

    first, second = actions.enter_numbers(desk=policy, rows=[row(10), row(11, minutes=20)], by=gao)

    assert (first.text, second.text) == ("P-002", "P-003")
    assert (second.state, second.served_seconds) == (Number.State.DONE, 1200)
    assert taken(policy, gao).text == "P-004"


def test_somebody_known_is_one_visitor_for_all_their_numbers(fair, policy, lin, gao):
    registration = registered(fair, lin)
    own = actions.take(desk=policy, registration=registration, by=lin)

    entered = actions.enter_numbers(
        desk=policy, rows=[row(10, registration=registration), row(11), row(12, registration=registration)], by=gao
    )

    assert entered[0].visitor == entered[2].visitor == own.visitor
    assert Visitor.objects.count() == 2


@pytest.mark.parametrize("wrong", [{"called_at": clock(9)}, {"served_until": clock(10)}])
def test_one_wrong_row_enters_nothing(policy, gao, wrong):
    with pytest.raises(Refused, match="2"):
        actions.enter_numbers(desk=policy, rows=[row(10), row(10) | wrong], by=gao)

    assert not Number.objects.exists()


def test_a_ticket_of_another_fair_is_named(policy, lin, gao):
    elsewhere = registered(fair_today(name="另一场"), lin)

    with pytest.raises(Refused, match=elsewhere.number):
        actions.enter_numbers(desk=policy, rows=[row(10, registration=elsewhere)], by=gao)


def test_a_clerk_of_another_region_enters_nothing(policy, qi):
    with pytest.raises(Http404):
        actions.enter_numbers(desk=policy, rows=[row(10)], by=qi)
