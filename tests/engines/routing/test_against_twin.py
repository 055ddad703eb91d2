"""The solver against the slow twin, and the judge over both."""

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engines.routing import Problem, Settings, Stop, Ways, check, check_repair, repair, solve
from tests.engines.routing import naive
from tests.engines.routing.strategies import FEW, changed_problems, problems, some_settings


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


@settings(max_examples=250, deadline=None)
@given(problems(most=3, days=1), some_settings, st.data())
def test_up_to_three_told_times_are_moved_as_seldom_as_can_be(problem, measures, data):
    before = solve(problem, replace(measures, exhaustive_stops=5))
    changed, now = data.draw(changed_problems(problem)), data.draw(st.sampled_from([0, 0, 10]))
    assume(all(leg.arrives - leg.drive_minutes >= now for route in before.routes for leg in route.legs[1:]))
    told = {stop: leg.begins for stop, (_, leg) in before.visit_by_stop.items()}

    result = repair(changed, before, now=now, settings=replace(measures, exhaustive_stops=5))

    assert check_repair(changed, before, result, now) == []
    musts, value = missing(result)
    assert (musts, len(result.moved), value) == naive.best_repair(changed, result.settings, told, now)


@settings(max_examples=300, deadline=None)
@given(problems(), some_settings, st.data())
def test_a_repair_at_any_time_passes_the_judge(problem, measures, data):
    before = solve(problem, measures)
    now = data.draw(st.integers(0, 200))
    changed = data.draw(changed_problems(problem))

    result = repair(changed, before, now=now, settings=measures)

    assert check_repair(changed, before, result, now) == []


@settings(max_examples=150, deadline=None)
@given(problems(), st.integers(0, 200))
def test_when_nothing_changes_no_told_time_moves(problem, now):
    before = solve(problem, FEW)
    assume(not before.left_out)

    result = repair(problem, before, now=now)

    assert (result.moved, result.left_out) == ((), ())


@settings(max_examples=150, deadline=None)
@given(problems(most=7), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(problem, chance):
    stops, teams = (chance.sample(list(rows), len(rows)) for rows in (problem.stops, problem.teams))
    places = [problem.stops.index(one) for one in stops]
    for team in teams:
        start = len(stops) + 2 * problem.teams.index(team)
        places += [start, start + 1]

    def shuffled(table):
        return [[table[row][column] for column in places] for row in places]

    ways = Ways(minutes=shuffled(problem.ways.minutes), metres=shuffled(problem.ways.metres))
    before, after = solve(problem, FEW), solve(Problem(stops=stops, teams=teams, ways=ways), FEW)

    assert (before.routes, before.left_out) == (after.routes, after.left_out)


@settings(max_examples=100, deadline=None)
@given(problems())
def test_with_doubled_prizes_no_less_is_gained(problem):
    doubled = replace(problem, stops=[replace(one, prize=one.prize and 2 * one.prize) for one in problem.stops])
    before, after = solve(problem), solve(doubled)

    assert missing(after)[0] == missing(before)[0]
    assert after.prize >= 2 * before.prize
    assert before.value <= after.value <= 2 * before.value


@settings(max_examples=100, deadline=None)
@given(problems(most=4), st.booleans())
def test_a_stop_that_nobody_can_reach_changes_nothing_for_the_others(problem, must):
    size = len(problem.stops)
    lonely = Stop(id=99, skills=["flying"], prize=None if must else 5)

    def with_one_more(table):
        rows = [[*row[:size], 1, *row[size:]] for row in table]
        return [*rows[:size], [0 if column == size else 1 for column in range(len(table) + 1)], *rows[size:]]

    ways = Ways(minutes=with_one_more(problem.ways.minutes), metres=with_one_more(problem.ways.metres))
    before = solve(problem)
    after = solve(replace(problem, stops=[*problem.stops, lonely], ways=ways))

    assert after.routes == before.routes
    assert after.left_out[-1].stop == 99
    assert after.status == ("infeasible" if must else before.status)


@settings(max_examples=150, deadline=None)
@given(problems(), st.data())
def test_a_wider_window_never_loses(problem, data):
    assume(problem.stops)
    row = data.draw(st.integers(0, len(problem.stops) - 1))
    stops = list(problem.stops)
    stops[row] = replace(stops[row], windows=stops[row].windows and [(0, stops[row].windows[-1][1] + 30)])

    assert missing(solve(replace(problem, stops=stops))) <= missing(solve(problem))


@settings(max_examples=200, deadline=None)
@given(problems(most=8), st.integers(0, 3))
def test_a_plan_to_begin_with_is_never_lost(problem, seed):
    before = solve(problem, replace(FEW, exhaustive_stops=0))
    after = solve(problem, replace(FEW, exhaustive_stops=0, iterations=5, seed=seed), start=before)

    assert check(problem, after) == []
    assert missing(after) <= missing(before)
