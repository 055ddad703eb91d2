"""Comings by quarter of an hour, and how they are drawn."""

import datetime as dt

import pytest

from tests import cast
from tests.fairs import stage
from tongxing.fairs.arrivals import Quarter, by_quarter, plot_of


@pytest.mark.django_db
def test_quarters_without_a_coming_are_there_and_nights_are_not():
    fair = stage.fair_today()
    registration = cast.RegistrationFactory(fair=fair)
    day = dt.timedelta(days=1)
    for moment in (stage.at(fair, 9, 14), stage.at(fair, 9, 15), stage.at(fair, 9, 46), stage.at(fair, 9) + day):
        cast.AttendanceFactory(registration=registration, arrived_at=moment)

    quarters = by_quarter(fair)

    assert [one.count for one in quarters] == [1, 1, 0, 1, 1]
    assert [quarters[0].starts_at, quarters[-1].starts_at] == [stage.at(fair, 9), stage.at(fair, 9) + day]


def test_bars_stand_on_the_line_and_in_the_box():
    start = dt.datetime(2025, 12, 3, 9, tzinfo=dt.UTC)
    quarters = [
        Quarter(start + dt.timedelta(minutes=15 * place), count) for place, count in enumerate([0, 7, 40, None])
    ]

    plot = plot_of(quarters)

    assert [bar.y + bar.height for bar in plot.bars] == [plot.foot] * 4
    assert [bar.height for bar in plot.bars] == [*sorted(bar.height for bar in plot.bars[:3]), 0]
    assert plot.lines[-1][1] >= 40
    assert plot.bars[-1].x + plot.bars[-1].width <= plot.width


def test_where_nobody_came_nothing_is_drawn():
    assert plot_of([]) is None
