"""Why a stop is not visited: each code, and that taking away what is named makes the visit possible."""

from math import inf

import pytest
from hypothesis import given, settings

from engines.routing import Settings, explain, solve
from tests.engines.routing.strategies import problems
from tests.engines.routing.world import NOON, county, stop, team, with_stop, with_team

WHERE = {"team": 1, "day": 0}


@pytest.mark.parametrize(
    ("stops", "teams", "fact"),
    [
        ([stop(10, skills=["sign"])], [team(1)], {"code": "skills_missing", "skills": ["sign"], "anybody": False}),
        ([stop(10, needs_ramp=True)], [team(1)], {"code": "ramp_missing", "anybody": False}),
        ([stop(10, windows=[(1100, 1200)])], [team(1)], {"code": "window_missed", "needed": 550}),
        ([stop(10, load=3)], [team(1, capacity=2)], {"code": "vehicle_full", "capacity": 2, "needed": 3}),
        ([stop(10)], [team(1, shifts=[(540, 570)])], {"code": "shift_too_short", "begins": 540, "ends": 580}),
        ([stop(10, prize=19)], [team(1)], {"code": "not_worth", "minutes": 20, "prize": 19}),
        (
            [stop(10, windows=[(600, 600)]), stop(20, windows=[(600, 600)])],
            [team(1)],
            {"code": "team_busy", "stops": [10]},
        ),
        ([stop(90, minutes=60)], [team(1, shifts=[(540, 800)], lunch=NOON)], {"code": "lunch"}),
    ],
)
def test_a_stop_that_is_left_out_says_what_is_in_its_way(stops, teams, fact):
    result = solve(county(stops, teams))

    assert {**fact, **WHERE} in result.left_out[-1].facts
    assert not result.left_out[-1].together


def test_what_has_to_change_together_is_said_together():
    left = solve(county([stop(10, skills=["sign"], needs_ramp=True)], [team(1)])).left_out[0]

    assert left.together
    assert [one["code"] for one in left.facts] == ["skills_missing", "ramp_missing"]


def test_a_stop_beyond_all_reach_is_too_far():
    problem = county([stop(10)], [team(1)], at={10: 80_000})

    assert solve(problem).left_out[0].facts == ({"code": "too_far", "minutes": 160_000},)


def test_a_visited_stop_says_where_else_it_would_fit():
    result = solve(county([stop(10), stop(20)], [team(1), team(2, shifts=[(540, 1020), (1980, 2460)])]))

    explained = explain(result.problem, result, 20)

    assert explained.leg.stop == 20
    assert explained.route.team == 1
    assert explained.elsewhere == ((2, 0, 20), (2, 1, 20))


def test_a_stop_that_is_not_there_is_not_explained():
    result = solve(county([stop(10)], [team(1)]))

    with pytest.raises(LookupError, match="There is no stop 7"):
        explain(result.problem, result, 7)


@settings(max_examples=500, deadline=None)
@given(problems())
def test_taking_away_what_is_named_makes_the_visit_possible(problem):
    result = solve(problem)

    for left in result.left_out:
        facts = [one for one in left.facts if one["code"] not in ("no_shifts", "too_far")]
        for named in [facts] if left.together else [[one] for one in facts]:
            relaxed = with_it_forced(problem, result, left.stop)
            for fact in named:
                relaxed = taken_away(relaxed, left.stop, fact)
            again = solve(relaxed)
            assert not named or left.stop in again.visit_by_stop, (left, named)
            assert not named or again.driving <= result.driving + worth(problem, left.stop, named), (left, named)


def with_it_forced(problem, result, stop_id):
    """What is visited has to be, the stop too, and what else is left out stays so."""
    for one in problem.stops:
        if one.id in result.visit_by_stop or one.id == stop_id:
            problem = with_stop(problem, one.id, prize=None)
        else:
            problem = with_stop(problem, one.id, prize=0, skills=["nobody"])
    return problem


def worth(problem, stop_id, named):
    """How many minutes more may be driven for the stop: what is named as its way, else less than its prize."""
    prize = problem.stop_by_id[stop_id].prize
    minutes = [fact["minutes"] for fact in named if fact["code"] == "not_worth"]
    return minutes[0] if minutes else inf if prize is None else prize - 1


def taken_away(problem, stop_id, fact):
    """The problem as it would be without what the fact names."""
    match fact["code"]:
        case "window_missed":
            return with_stop(problem, stop_id, windows=[(fact["needed"], fact["needed"])])
        case "not_worth":
            return problem  # it is forced already; ``worth`` holds its minutes against what is driven
        case "team_busy":
            for other in fact["stops"]:
                problem = with_stop(problem, other, prize=0, skills=["nobody"])
            return problem
    one = problem.team_by_id[fact["team"]]
    match fact["code"]:
        case "skills_missing":
            return with_team(problem, one.id, skills={*one.skills, *fact["skills"]})
        case "ramp_missing":
            return with_team(problem, one.id, ramp=True)
        case "vehicle_full":
            return with_team(problem, one.id, capacity=fact["needed"])
        case "lunch":
            return with_team(problem, one.id, lunch=None)
        case "shift_too_short":
            others = [span for span in one.shifts if span[0] // 1440 != fact["day"]]
            return with_team(problem, one.id, shifts=[*others, (fact["begins"], fact["ends"])])
    raise AssertionError(fact)


def test_the_search_explains_as_well():
    stops = [stop(one) for one in range(1, 9)] + [stop(50, skills=["sign"])]
    result = solve(county(stops, [team(1)]), Settings(iterations=50))

    assert [one["code"] for one in result.left_out[0].facts] == ["skills_missing"]
