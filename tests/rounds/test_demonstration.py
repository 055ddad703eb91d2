"""The demonstration's round: 24 stops of three kinds, three teams, two days, and a reason for who is left out."""

from collections import Counter

import pytest

from engines.routing import check
from tests import cast
from tongxing.home.demonstration_round import build_round
from tongxing.rounds import planning, sentences
from tongxing.rounds.models import Leg, Round


@pytest.mark.django_db
def test_the_demonstration_has_a_round_that_is_out_today(demo):
    cast.region("150221")
    driver = cast.AccountFactory(username="tuya")
    one = build_round(seed=2025, members={"辅具组": "tuya"}, by="demo")
    one.refresh_from_db()
    stops, legs = list(one.stops.all()), planning.legs_of(one)
    problem = planning.problem_of(one, stops, one.teams.all(), legs)
    left = [stop for stop in stops if stop.why_not]

    assert Counter(stop.kind for stop in stops) == {"home_visit": 12, "device_delivery": 8, "employer_visit": 4}
    assert (one.state, one.days, one.teams.count()) == (Round.State.TOLD, 2, 3)
    assert check(problem, planning.before(one, problem, stops, legs)) == []
    assert len(left) + Leg.objects.exclude(stop=None).count() == 24
    assert [sentences.why_not(one, stop, {}) for stop in left] == [["没有一个小组会：蒙古语。请让会的人加入某个小组。"]]
    assert driver.round_teams.get().name == "辅具组"
