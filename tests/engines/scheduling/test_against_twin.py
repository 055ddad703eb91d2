"""The solver against the slow twin, and the judge over both."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from engines.scheduling import Problem, check, solve
from tests.engines.scheduling import naive
from tests.engines.scheduling.strategies import problems, some_settings


@settings(max_examples=1500, deadline=None)
@given(problems(), some_settings())
def test_up_to_four_meetings_are_placed_as_well_as_can_be(problem, measures):
    result = solve(problem, measures)

    assert check(problem, result) == []
    assert result.value == naive.best_value(problem, measures)


@settings(max_examples=500, deadline=None)
@given(problems(alike=True), some_settings())
def test_of_meetings_that_count_the_same_as_many_are_placed_as_can_be(problem, measures):
    measures = replace(measures, first_counts=0)

    assert len(solve(problem, measures).placed) == naive.best_value(problem, measures)


@settings(max_examples=300, deadline=None)
@given(problems(most=6), some_settings())
def test_with_more_meetings_value_best_and_bound_stand_in_order(problem, measures):
    result = solve(problem, measures)

    assert check(problem, result) == []
    assert result.value <= naive.best_value(problem, measures) <= result.bound


@settings(max_examples=200, deadline=None)
@given(problems(most=8), some_settings(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(problem, measures, chance):
    def shuffled(rows):
        return chance.sample(list(rows), len(rows))

    other = Problem(
        meetings=shuffled(problem.meetings),
        people=shuffled(problem.people),
        booths=shuffled(problem.booths),
        interpreters=shuffled(problem.interpreters),
        quiet_rooms=shuffled(problem.quiet_rooms),
        breaks=shuffled(problem.breaks),
        opens=problem.opens,
        closes=problem.closes,
    )
    before, after = solve(problem, measures), solve(other, measures)

    assert (before.placed, before.left_out) == (after.placed, after.left_out)


@settings(max_examples=200, deadline=None)
@given(problems(most=8), some_settings())
def test_doubled_weights_double_the_value(problem, measures):
    measures = replace(measures, first_counts=None)
    doubled = replace(problem, meetings=[replace(one, weight=2 * one.weight) for one in problem.meetings])

    assert solve(doubled, measures).value == 2 * solve(problem, measures).value


@settings(max_examples=500, deadline=None)
@given(problems(most=8), some_settings())
def test_rearranging_never_loses(problem, measures):
    before = solve(problem, replace(measures, moves=0))

    assert solve(problem, replace(measures, moves=30)).value >= before.value


@settings(max_examples=200, deadline=None)
@given(problems(), some_settings())
def test_who_stays_longer_never_loses(problem, measures):
    longer = replace(problem, people=[replace(one, leaves=None) for one in problem.people])

    assert solve(longer, measures).value >= solve(problem, measures).value
