"""What a moment of an event may be: its days, the margins, and nothing that lies ahead."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests import clock
from tongxing.campaigns import moments
from tongxing.common.dates import local
from tongxing.common.refusal import Refused

DAY = dt.date(2026, 12, 3)
MINUTE = dt.timedelta(minutes=1)


def event(begins=(9, 0), ends=(16, 0), *, days=1, first=DAY):
    last = first + dt.timedelta(days=days - 1)
    return SimpleNamespace(name="招聘会", starts_at=local(first, dt.time(*begins)), ends_at=local(last, dt.time(*ends)))


def is_possible(of, at, kind=moments.DAY):
    try:
        moments.check_moment(of, at, kind)
    except Refused:
        return False
    return True


@pytest.mark.parametrize(
    ("hour", "minute", "possible"),
    [(1, 0, False), (6, 59, False), (7, 0, True), (12, 0, True), (18, 0, True), (18, 1, False)],
)
def test_two_hours_around_the_event_are_its_own(hour, minute, possible):
    assert is_possible(event(), local(DAY, dt.time(hour, minute))) is possible


@pytest.mark.parametrize(("day", "hour", "possible"), [(0, 10, True), (1, 3, False), (1, 10, True), (3, 10, False)])
def test_an_event_of_three_days_is_shut_at_night(day, hour, possible):
    at = local(DAY + dt.timedelta(days=day), dt.time(hour))
    assert is_possible(event(days=3), at) is possible


def test_an_event_that_goes_on_over_a_night_is_one_span():
    market = event((18, 0), (2, 0), days=2)
    assert is_possible(market, local(DAY + dt.timedelta(days=1), dt.time(1)))
    assert not is_possible(market, local(DAY, dt.time(12)))


def test_what_lasts_for_centuries_is_one_span_and_quick():
    assert len(moments.days_of(event(days=100_000, first=dt.date(1900, 1, 1)))) == 1


@pytest.mark.parametrize(("ahead", "possible"), [(0, True), (1, True), (3, False), (180, False)])
def test_nothing_lies_ahead_by_more_than_clocks_differ(ahead, possible):
    today = event(first=clock.START.date())
    assert is_possible(today, clock.START + ahead * MINUTE) is possible
    assert is_possible(today, clock.START + ahead * MINUTE, moments.PLAN)


@pytest.mark.parametrize(
    ("kind", "days", "possible"),
    [
        (moments.PAPER, -1, False),
        (moments.PAPER, 5, True),
        (moments.READY, -300, True),
        (moments.READY, -400, False),
        (moments.READY, 5, True),
        (moments.READY, 500, False),
    ],
)
def test_paper_comes_later_and_registrations_earlier(kind, days, possible):
    assert is_possible(event(), local(DAY + dt.timedelta(days=days), dt.time(10)), kind) is possible


def test_paper_ends_after_a_quarter():
    old = event(first=dt.date(2026, 1, 10))
    assert is_possible(old, local(dt.date(2026, 4, 10), dt.time(10)), moments.PAPER)
    assert not is_possible(old, local(dt.date(2026, 4, 20), dt.time(10)), moments.PAPER)


@pytest.mark.parametrize(("at", "says"), [((1, 0), "2026-12-03 07:00"), ((23, 0), "2026-12-03 18:00")])
def test_the_sentence_names_the_day_that_is_nearest(at, says):
    three = event(days=3)
    with pytest.raises(Refused, match=says):
        moments.check_moment(three, local(DAY, dt.time(*at)))


@given(
    minutes=some.integers(-5 * 1440, 8 * 1440),
    days=some.integers(1, 4),
    begins=some.integers(0, 1439),
    lasts=some.integers(1, 1439),
)
def test_it_is_possible_just_where_a_day_with_its_margins_is(minutes, days, begins, lasts):
    """Against the slow way: every day by itself, and the margin in whole hours from two before."""
    opens = dt.datetime.combine(DAY, dt.time()) + begins * MINUTE
    closes = opens + dt.timedelta(days=days - 1) + lasts * MINUTE
    of = SimpleNamespace(
        name="x", starts_at=local(opens.date(), opens.time()), ends_at=local(closes.date(), closes.time())
    )
    at = of.starts_at + minutes * MINUTE
    if closes.date() == opens.date() or closes.time() <= opens.time():
        spans = [(of.starts_at, of.ends_at)]
    else:
        length = local(opens.date(), closes.time()) - of.starts_at
        count = (closes.date() - opens.date()).days + 1
        spans = [
            (of.starts_at + dt.timedelta(days=day), of.starts_at + dt.timedelta(days=day) + length)
            for day in range(count)
        ]
    expected = False
    for first, last in spans:
        whole = (last - first).total_seconds() / 3600 + 4
        hours = int(whole) + (whole > int(whole))
        expected |= first - 120 * MINUTE <= at <= first - 120 * MINUTE + dt.timedelta(hours=hours)
    assert is_possible(of, at, moments.PLAN) is expected
