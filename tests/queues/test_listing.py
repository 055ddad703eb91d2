"""What pages are given: a person's numbers with the reasons, a desk's console, the hall's board."""

import pytest

from tests import cast
from tests.queues.stage import at, clock, interview, registered, taken
from tongxing.queues import actions, listing, sentences
from tongxing.queues.estimating import Range
from tongxing.queues.models import Number, Way


def test_a_person_reads_where_they_stand_at_each_desk(policy, clinic, gao):
    with at(10):
        taken(policy, gao)
        own = taken(policy, gao, name="李先生")
        taken(clinic, gao, visitor=own.visitor)

        first, second = listing.of_visitor(own.visitor)

    assert (first.number.text, first.ahead) == ("P-002", 1)
    assert (second.number.text, second.ahead) == ("R-001", 0)
    assert "分钟" in first.when
    assert "简历指导台" in second.where


def test_a_called_number_stands_first_with_how_it_was_called(policy, clinic, gao):
    with at(10):
        own = taken(clinic, gao)
        taken(policy, gao, visitor=own.visitor)
        actions.set_ways(visitor=own.visitor, ways=[Way.SCREEN, Way.VIBRATION], by=gao)
        called = actions.call_next(desk=policy, by=gao)

        card, other = listing.of_visitor(own.visitor)
        assert (card.number, card.ways, card.is_answered) == (called, [Way.SCREEN, Way.VIBRATION], False)
        assert "P-001" in card.call
        assert "政策咨询台" in other.when
        actions.answer(number=called, by=gao)
        assert listing.of_visitor(own.visitor)[0].is_answered


def test_who_was_called_first_is_told_with_reason_and_count_and_no_names(policy, gao):
    with at(10):
        own = taken(policy, gao)
        for name in ("赵女士", "钱先生"):
            hurting = taken(policy, gao, name=name)
            actions.grant(number=hurting, reason=Number.Reason.PAIN, by=gao)
            actions.finish(number=actions.call_next(desk=policy, by=gao), by=gao)

        (card,) = listing.of_visitor(own.visitor)

    assert card.passed == ["有 2 人先于您叫号，原因：疼痛。"]


def test_somebody_with_an_interview_reads_that_their_place_is_kept(fair, policy, lin, gao):
    with at(10):
        registration = registered(fair, lin)
        own = actions.take(desk=policy, registration=registration, by=lin)
        interview(registration, (10, 10))

        (card,) = listing.of_visitor(own.visitor)

    assert "面试" in card.when
    assert card.hold.until == clock(10, 25)


def test_a_console_shows_who_is_here_who_waits_and_whom_to_fetch(fair, policy, gao):
    with at(10):
        called, waits, away = (taken(policy, gao) for _person in range(3))
        actions.park(number=away, minutes=10, by=gao)
        actions.set_ways(visitor=called.visitor, ways=[Way.PERSON], by=gao)
        actions.call_next(desk=policy, by=gao)

        shown = listing.console(policy)

    assert shown.here == shown.to_fetch == [called]
    assert [card.number for card in shown.waiting] == [waits]
    assert [card.number for card in shown.kept] == [away]
    assert (shown.free, shown.unheard) == (0, [])


def test_a_console_names_who_did_not_hear(policy, gao):
    taken(policy, gao)
    missing = actions.no_show(number=actions.call_next(desk=policy, by=gao), by=gao)

    assert listing.console(policy).unheard == [missing]


def test_a_board_shows_called_numbers_the_newest_first(fair, policy, clinic, gao):
    for minute, desk in ((0, policy), (1, clinic)):
        with at(10, minute):
            taken(desk, gao)
            actions.call_next(desk=desk, by=gao)

    assert [one.text for one in listing.board(fair)] == ["R-001", "P-001"]


def test_pages_ask_the_database_little_however_many_wait(fair, policy, gao, django_assert_max_num_queries):
    for number in range(8):
        registration = registered(fair, cast.somebody(f"p{number}", f"周{number}", f"1980000{number:04d}", "150203"))
        interview(registration, (18, number))
        own = actions.take(desk=policy, registration=registration, by=gao)
    policy.refresh_from_db()

    with django_assert_max_num_queries(8):
        listing.console(policy)
    with django_assert_max_num_queries(8):
        listing.of_visitor(own.visitor)


@pytest.mark.parametrize(
    ("said", "expected"),
    [(Range(0, 2), "大约 2 分钟内轮到您。"), (Range(5, 20), "大约 5 到 20 分钟后轮到您。")],
)
def test_a_range_is_said_as_people_say_it(said, expected):
    assert sentences.roughly(said) == expected
