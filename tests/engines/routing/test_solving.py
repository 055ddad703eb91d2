"""Rounds of a size that cannot all be tried."""

import random
import time
from dataclasses import replace

import pytest

from engines.routing import Place, Problem, Settings, Stop, Team, Ways, check, solve
from tests.engines.routing.world import NOON, county, stop, team, visits, with_team

SOME = Settings(iterations=200)


@pytest.fixture(scope="module")
def problem():
    """Forty stops around a town, three teams, two days."""
    chance = random.Random(1)
    stops = [
        Stop(
            id=one,
            place=Place(40.5 + chance.gauss(0, 0.05), 110.5 + chance.gauss(0, 0.05)),
            minutes=chance.choice([10, 20]),
            windows=chance.choice([(), (), ((540, 720), (1980, 2160))]),
            skills=chance.choice([(), (), ("sign",)]),
            prize=chance.choice([None, None, 15]),
        )
        for one in range(40)
    ]
    home = Place(40.5, 110.5)
    shifts = [(540, 1020), (1980, 2460)]
    return Problem(
        stops=stops,
        teams=[
            team(1, start=home, shifts=shifts, skills=["sign"], lunch=NOON),
            team(2, start=home, shifts=shifts[:1], lunch=NOON),
            team(3, start=home, end=Place(40.6, 110.5), shifts=shifts[1:]),
        ],
    )


def test_forty_stops_pass_the_judge(problem):
    result = solve(problem, SOME)

    assert check(problem, result) == []
    assert result.status == "feasible"
    assert result.iterations == 200


def test_the_same_seed_gives_the_same_rounds(problem):
    one, other = solve(problem, SOME), solve(problem, SOME)

    assert (one.routes, one.left_out, one.value) == (other.routes, other.left_out, other.value)


def test_a_plan_to_begin_with_is_taken_up(problem):
    before = solve(problem, SOME)

    after = solve(problem, replace(SOME, iterations=1), start=before)

    assert after.value <= before.value


def test_a_plan_to_begin_with_may_reach_a_stop_by_a_detour_alone():
    minutes = [[0, 0, 0, 0], [0, 0, 0, 0], [0, 5, 0, 0], [0, 0, 0, 0]]  # from the start to stop 2 only by stop 1
    stops = [Stop(id=1, minutes=0), Stop(id=2, minutes=0)]
    shift = [Team(id=1, shifts=[(540, 540)])]
    problem = Problem(stops=stops, teams=shift, ways=Ways(minutes=minutes, metres=minutes))
    first = solve(problem)

    again = solve(problem, replace(SOME, exhaustive_stops=0), start=first)

    assert visits(again) == visits(first) == {(1, 0): ((1, 540), (2, 540))}


def test_the_search_ends_when_its_seconds_are_over(problem):
    began = time.perf_counter()

    result = solve(problem, Settings(iterations=10**9, seconds=1))

    assert check(problem, result) == []
    assert time.perf_counter() - began < 5


def test_where_not_all_can_be_visited_most_are():
    stops = [stop(one, minutes=60, windows=[(540, 660)]) for one in range(1, 9)]

    result = solve(county(stops, [team(1), team(2)]), SOME)

    assert check(result.problem, result) == []
    assert result.status == "infeasible"
    assert len(result.visit_by_stop) == 4


def test_a_round_leaves_as_late_as_its_earliest_end_allows():
    result = solve(county([stop(10, windows=[(600, 960)]), stop(20, windows=[(900, 960)])], [team(1)]))

    assert visits(result) == {(1, 0): ((10, 870), (20, 900))}
    assert result.routes[0].legs[0].begins == 860
    assert result.duration == 80


def test_each_window_of_each_day_can_be_the_one():
    windows = [(540, 600), (1980, 2000)]
    problem = county(
        [stop(one, windows=windows, minutes=12) for one in range(1, 8)], [team(1, shifts=[(540, 1020), (1980, 2460)])]
    )

    result = solve(problem, SOME)

    assert not result.left_out
    assert set(visits(result)) == {(1, 0), (1, 1)}


def test_a_team_whose_lunch_does_not_fit_goes_only_without_it():
    stops = [stop(one, minutes=30) for one in range(1, 7)]
    problem = county(stops, [team(1, shifts=[(660, 900)], lunch=NOON)])

    result = solve(problem, SOME)

    assert [leg.kind for leg in result.routes[0].legs].count("lunch") == 1
    assert len(result.visit_by_stop) == 6
    assert solve(with_team(problem, 1, shifts=[(660, 870)]), SOME).status == "infeasible"
    assert solve(with_team(problem, 1, shifts=[(660, 870)], lunch=None), SOME).status == "feasible"


def test_stops_at_one_place_need_no_driving_between_them():
    stops = [stop(one, minutes=0) for one in range(8)]

    result = solve(county(stops, [team(1)], at=dict.fromkeys(range(8), 5)), SOME)

    assert (result.driving, result.duration, result.status) == (10, 10, "feasible")
