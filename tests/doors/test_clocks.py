"""A wrong clock is put right where a difference that was seen explains the moment; nothing is invented."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from tongxing.doors import clocks

NINE = dt.datetime(2025, 12, 3, 9, tzinfo=dt.UTC)
EVENING = NINE + dt.timedelta(hours=9)
MINUTES = st.integers(0, 9 * 60).map(lambda minutes: NINE + dt.timedelta(minutes=minutes))
OFF = st.integers(clocks.TRUSTED_SECONDS + 1, 40_000_000) | st.integers(-40_000_000, -clocks.TRUSTED_SECONDS - 1)


@given(happened=MINUTES, off=OFF)
def test_whatever_a_clock_is_off_by_the_moment_is_found(happened, off):
    wrong = dt.timedelta(seconds=off)
    offset = clocks.offset_seconds(EVENING, EVENING - wrong)
    assert offset == off
    assert clocks.put_right(happened - wrong, [offset], [(NINE, EVENING)]) == happened


@given(happened=MINUTES, off=st.integers(-clocks.TRUSTED_SECONDS, clocks.TRUSTED_SECONDS))
def test_a_difference_that_the_way_may_explain_changes_nothing(happened, off):
    assert clocks.offset_seconds(EVENING, EVENING - dt.timedelta(seconds=off)) == 0


@given(happened=MINUTES, off=OFF.filter(lambda off: abs(off) > 20 * 3600))
def test_a_clock_set_in_between_is_explained_by_what_was_seen_before(happened, off):
    said = happened - dt.timedelta(seconds=off)
    assert clocks.put_right(said, [0, off], [(NINE, EVENING)]) == happened


def test_what_nothing_explains_stays_as_it_was_said():
    said = NINE - dt.timedelta(days=40)
    assert clocks.put_right(said, [0, 3600], [(NINE, EVENING)]) == said


def test_a_little_after_now_is_now():
    assert clocks.put_right(EVENING + dt.timedelta(seconds=60), [0], [(NINE, EVENING)]) == EVENING
