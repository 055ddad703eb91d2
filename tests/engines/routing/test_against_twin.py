"""The solver against the slow twin, and the judge over both."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from engines.routing import Settings, check, solve
from tests.engines.routing import naive
from tests.engines.routing.strategies import FEW, problems


def missing(result):
    """How many must-visit stops are left out, and the value: the less the better."""
    stops = result.problem.stop_by_id
    return sum(stops[one.stop].prize is None for one in result.left_out), result.value


@settings(max_examples=800, deadline=None)
@given(problems())
def test_up_to_four_stops_are_visited_as_well_as_can_be(problem):
    result = solve(problem)

    assert check(problem, result) == []
    assert missing(result) == naive.best(problem, Settings())


@settings(max_examples=100, deadline=None)
@given(problems(alike=True))
def test_stops_that_are_alike_are_visited_as_well_as_can_be(problem):
    assert missing(solve(problem)) == naive.best(problem, Settings())


@settings(max_examples=500, deadline=None)
@given(problems(), st.integers(0, 3))
def test_the_search_passes_the_judge_and_is_never_better_than_the_best(problem, seed):
    result = solve(problem, replace(FEW, exhaustive_stops=0, seed=seed))

    assert check(problem, result) == []
    assert missing(result) >= naive.best(problem, Settings())
