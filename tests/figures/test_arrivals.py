"""Comings by quarter of an hour for the public: small ones hidden, and none that follows by subtraction."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests import cast
from tongxing.common.dates import local
from tongxing.fairs.arrivals import Quarter
from tongxing.fairs.models import Fair
from tongxing.figures.arrivals import protected

NINE = local(cast.FAIR_DAY, dt.time(9))


def quarters(*counts):
    return [Quarter(NINE + dt.timedelta(minutes=15 * place), count) for place, count in enumerate(counts)]


def counts(ones):
    return [one.count for one in ones]


def test_large_counts_are_shown():
    assert counts(protected(quarters(8, 0, 20, 9))) == [8, 0, 20, 9]


def test_a_small_count_is_hidden_with_another_of_its_hour():
    assert counts(protected(quarters(3, 20, 30, 40, 9, 9, 9, 9))) == [None, None, 30, 40, None, None, None, None]


@given(st.lists(st.integers(0, 40), min_size=1, max_size=16))
def test_no_hour_has_exactly_one_hidden_quarter_beside_shown_ones(numbers):
    found = protected(quarters(*numbers))

    assert not [one.count for one in found if one.count is not None and 0 < one.count < 5]
    for hour in {one.starts_at.hour for one in found}:
        hidden = [one for one in found if one.starts_at.hour == hour and one.count is None]
        shown = [one for one in found if one.starts_at.hour == hour and one.count]
        assert len(hidden) != 1 or not shown


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "is_shown"), [(Fair.State.RUNNING, False), (Fair.State.CLOSED, True)])
def test_the_public_sees_them_once_the_fair_is_over(client, state, is_shown):
    fair = cast.FairFactory(state=state)
    for minute in range(6):
        cast.AttendanceFactory(registration__fair=fair, arrived_at=NINE + dt.timedelta(minutes=minute))

    page = client.get(reverse("fairs:fair", args=[fair.pk])).content.decode()

    assert ('class="arrivals"' in page) == is_shown
