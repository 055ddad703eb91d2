"""The solver against the slow twin, and the judge over both."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from engines.scheduling import Meeting, Person, Problem, check, check_repair, repair, solve
from tests.engines.scheduling import naive
from tests.engines.scheduling.strategies import problems, some_settings


@settings(max_examples=1200, deadline=None)
@given(problems(most=3), some_settings())
def test_few_meetings_are_placed_as_well_as_can_be_by_every_objective(problem, measures):
    result = solve(problem, measures)

    assert check(problem, result) == []
    assert result.status == "optimal"
    assert tuple(stage.value for stage in result.stages) == naive.best(problem, measures)


@settings(max_examples=400, deadline=None)
@given(problems(most=4, alike=True), some_settings())
def test_of_meetings_that_count_the_same_as_many_are_placed_as_can_be(problem, measures):
    measures = replace(measures, first_counts=0, objectives=("value",))

    assert len(solve(problem, measures).placed) == naive.best(problem, measures)[0]


@settings(max_examples=500, deadline=None)
@given(problems(most=3), problems(most=3), some_settings(), st.sampled_from([0, 5, 20]))
def test_a_repair_moves_as_few_told_times_as_can_be(problem, other, measures, now):
    """The people, booths, interpreters and rooms of another fair come in for those of the first."""
    before = solve(problem, measures)
    changed = replace(other, meetings=moved_over(problem, other))
    result = repair(changed, before, now=now, settings=measures)

    assert check_repair(changed, before, result, now) == []
    begun = {one.meeting for one in before.placed if naive_begin(changed, measures, one) < now}
    told = {one.meeting: one.start for one in before.placed if one.meeting in changed.meeting_by_id}
    if not begun:
        assert result.stages[0].value == naive.fewest_told(changed, measures, told, now)


def moved_over(problem, other):
    people, booths = len(other.people), len(other.booths)
    return [replace(one, person=one.person % people, booth=one.booth % booths) for one in problem.meetings]


def naive_begin(problem, measures, placed):
    return min(naive.taken(measures, problem.meeting_by_id[placed.meeting], placed.start))


@settings(max_examples=150, deadline=None)
@given(problems(most=7), some_settings(), st.randoms(use_true_random=False))
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
        ways=problem.ways,
        opens=problem.opens,
        closes=problem.closes,
    )
    before, after = solve(problem, measures), solve(other, measures)

    assert (before.placed, before.left_out) == (after.placed, after.left_out)


@settings(max_examples=150, deadline=None)
@given(problems(most=7), some_settings())
def test_doubled_weights_double_the_value(problem, measures):
    measures = replace(measures, first_counts=None, objectives=("value",))
    doubled = replace(problem, meetings=[replace(one, weight=2 * one.weight) for one in problem.meetings])

    assert solve(doubled, measures).value == 2 * solve(problem, measures).value


@settings(max_examples=150, deadline=None)
@given(problems(most=6), some_settings())
def test_a_meeting_that_can_never_be_changes_no_other(problem, measures):
    measures = replace(measures, first_counts=1)
    impossible = Meeting(id=50, person=50, booth=0, needs_languages=["klingon"])
    more = replace(problem, meetings=[*problem.meetings, impossible], people=[*problem.people, Person(id=50)])

    assert values(solve(more, measures)) == values(solve(problem, measures))


def values(result):
    return [stage.value for stage in result.stages]


@settings(max_examples=150, deadline=None)
@given(problems(most=6), some_settings())
def test_who_stays_longer_never_loses(problem, measures):
    measures = replace(measures, objectives=("value",))
    longer = replace(problem, people=[replace(one, leaves=200) for one in problem.people])

    assert solve(longer, measures).value >= solve(problem, measures).value


@settings(max_examples=100, deadline=None)
@given(problems(most=7), some_settings())
def test_the_last_timetable_is_a_start_for_the_next(problem, measures):
    before = solve(problem, measures)
    after = solve(problem, measures, start=before)

    assert check(problem, after) == []
    assert values(after) == values(before)
