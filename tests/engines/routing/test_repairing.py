"""The field day: what has begun stays, and as few told times as possible move."""

import time
from dataclasses import replace

import pytest

from engines.routing import BadProblem, Leg, Lunch, Settings, check_repair, repair, solve
from tests.engines.routing.world import NOON, county, stop, team, visits, with_stop, with_team


@pytest.fixture
def problem():
    """One team to the east, one to the west; stop 30 has to wait for its window."""
    return county(
        [stop(10, windows=[(550, 550)]), stop(30, windows=[(640, 760)]), stop(40), stop(-10), stop(-30)],
        [team(1, skills=["east"]), team(2, shifts=[(540, 700)], skills=["west"])],
    )


@pytest.fixture
def before(problem):
    for one in problem.stops:
        problem = with_stop(problem, one.id, skills=["east" if one.id > 0 else "west"])
    return solve(problem)


def repaired(problem, before, now):
    """The repair, which the judge passes."""
    result = repair(problem, before, now=now)
    assert check_repair(problem, before, result, now) == []
    return result


def test_a_visit_that_takes_longer_moves_only_what_has_to(before):
    told = {stop: leg.begins for stop, (_, leg) in before.visit_by_stop.items()}
    problem = with_stop(before.problem, 10, minutes=120)

    result = repaired(problem, before, 560)

    assert result.visit_by_stop[10][1] == before.visit_by_stop[10][1]._replace(ends=670)
    assert result.visit_by_stop[30][1].begins == 690
    assert [one.stop for one in result.moved] == [one for one in (30, 40) if told[one] + 15 < 690 + 20 * (one == 40)]
    assert {"code": "longer", "stop": 10, "minutes": 100} in result.moved[0].facts


def test_a_late_team_keeps_the_times_that_it_can(before):
    problem = with_team(before.problem, 2, shifts=[(570, 700)])

    result = repaired(problem, before, 530)

    assert all(one.facts[0]["code"] == "shift_changed" for one in result.moved)
    assert visits(result)[1, 0] == visits(before)[1, 0]
    assert len(result.moved) == 1


def test_an_ill_team_goes_home_and_another_takes_its_stops(before):
    problem = with_team(with_team(before.problem, 2, shifts=[(540, 560)]), 1, skills=["east", "west"])

    result = repaired(problem, before, 560)

    begun = [one for one in visits(before)[2, 0] if before.visit_by_stop[one[0]][1].begins < 560]
    rest = {stop for stop, _ in visits(before)[2, 0]} - {stop for stop, _ in begun}
    assert list(visits(result)[2, 0][: len(begun)]) == begun
    assert rest <= {stop for stop, _ in visits(result)[1, 0]} | {stop for stop, _ in visits(result)[2, 0]}
    assert not result.left_out


def test_a_cancelled_stop_moves_nobody(before):
    problem = county([one for one in before.problem.stops if one.id != 40], before.problem.teams)

    result = repaired(problem, before, 500)

    assert not result.moved
    assert 40 not in result.visit_by_stop


def test_a_team_on_its_way_to_a_cancelled_stop_turns_back():
    before = solve(county([stop(60), stop(-20, prize=1)], [team(1)]))
    leaves = before.visit_by_stop[60][1].arrives - 60
    problem = with_stop(county([stop(-20, prize=None)], [team(1)]), -20, minutes=20)

    result = repaired(problem, before, leaves + 15)

    assert visits(result)[1, 0] == ((-20, leaves + 15 + 15 + 20),)


def test_an_added_stop_goes_where_nobody_has_to_be_told(before):
    problem = county([*before.problem.stops, stop(35, skills=["east"])], before.problem.teams)

    result = repaired(problem, before, 500)

    assert 35 in result.visit_by_stop
    assert not result.moved


def test_a_team_that_is_out_late_goes_straight_home_even_past_a_stop_at_no_distance():
    problem = county([stop(10), stop(11)], [team(1, shifts=[(540, 620)])], at={11: 10})
    before = solve(problem)
    first = before.routes[0].legs[1].stop
    longer = with_stop(with_stop(problem, 21 - first, minutes=0), first, minutes=120)

    result = repaired(longer, before, 580)

    assert visits(result)[1, 0][0][0] == first
    assert result.left_out[0].stop == 21 - first
    assert [fact["code"] for fact in result.left_out[0].facts] == ["shift_too_short"]


def test_a_team_at_lunch_before_it_leaves_may_have_nobody_left_to_visit():
    early = Lunch(minutes=30, earliest=540, latest=600)
    before = solve(county([stop(10)], [team(1, lunch=early)]))

    result = repaired(county([], [team(1, lunch=early)]), before, 550)

    assert [leg.kind for leg in result.routes[0].legs] == ["start", "lunch", "end"]


def test_a_team_that_eats_at_a_stop_visits_it_next():
    early = Lunch(minutes=20, earliest=575, latest=580)
    before = solve(county([stop(20, windows=[(600, 600)]), stop(-20)], [team(1, lunch=early)]))
    eaten = before.routes[0].legs[1]
    assert (eaten.kind, eaten.drive_minutes) == ("lunch", 20)
    problem = with_stop(before.problem, 20, windows=[(900, 910)])

    result = repaired(problem, before, eaten.begins + 5)

    assert visits(result)[1, 0][0] == (20, 600)


def test_a_repair_ends_when_its_seconds_are_over():
    problem = county([stop(one) for one in range(-40, 50, 10) if one], [team(1), team(2)])
    before = solve(problem, Settings(iterations=200))
    late = with_team(problem, 2, shifts=[(600, 1020)])
    began = time.perf_counter()

    result = repair(late, before, now=530, settings=Settings(iterations=10**9, seconds=1))

    assert check_repair(late, before, result, 530) == []
    assert time.perf_counter() - began < 5


def test_what_no_longer_fits_is_left_out_and_says_why(before):
    problem = with_team(before.problem, 1, shifts=[(540, 600)])

    result = repaired(problem, before, 560)

    assert result.status == "infeasible"
    assert [one.stop for one in result.left_out] == [30, 40]
    assert [one.new for one in result.moved] == [None, None]
    assert {one["code"] for left in result.left_out for one in left.facts} == {"shift_too_short"}


def test_a_lunch_that_is_late_follows_at_once():
    before = solve(county([stop(10, windows=[(550, 560)]), stop(20, windows=[(840, 960)])], [team(1, lunch=NOON)]))
    problem = with_stop(before.problem, 10, minutes=800 - before.visit_by_stop[10][1].begins)

    result = repaired(problem, before, before.visit_by_stop[10][1].begins + 5)

    lunch = next(leg for leg in result.routes[0].legs if leg.kind == "lunch")
    assert (lunch.begins, lunch.ends) == (800, 830)


def test_a_visit_that_has_begun_cannot_be_taken_away(before):
    problem = county([one for one in before.problem.stops if one.id != 10], before.problem.teams)

    with pytest.raises(BadProblem, match="10 has been begun; keep it"):
        repair(problem, before, now=560)


def test_a_team_on_the_road_cannot_be_taken_away(before):
    problem = county(before.problem.stops, [before.problem.team_by_id[1]])

    with pytest.raises(BadProblem, match="2 is on the road; keep it"):
        repair(problem, before, now=600)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (lambda result: replace(result, now=1), "now is 1; it is 560"),
        (lambda result: replace(result, moved=()), "its told time is moved; it is listed 0 times"),
        (lambda result: replace(result, moved=result.moved * 2), "it is listed 2 times"),
        (lambda result: replace(result, moved=(result.moved[0]._replace(facts=()),)), "without a fact that says why"),
        (lambda result: replace(result, moved=(result.moved[0]._replace(new=None),)), "other is said"),
        (lambda result: with_leg_of(result, 10, begins=555), "stop 10 had begun at 550 and is not kept"),
        (
            lambda result: with_leg_of(result, -10, arrives=550, begins=550, drive_minutes=0),
            "stop -10 is moved into the past",
        ),
    ],
)
def test_the_judge_finds_a_fault_planted_in_a_repair(before, fault, sentence):
    problem = with_stop(before.problem, 10, minutes=120)
    result = fault(repair(problem, before, now=560))

    assert sentence in " ".join(check_repair(problem, before, result, 560))


def with_leg_of(result, stop_id, **changes):
    def changed(leg: Leg) -> Leg:
        return leg._replace(**changes) if leg.stop == stop_id else leg

    routes = tuple(one._replace(legs=tuple(map(changed, one.legs))) for one in result.routes)
    return replace(result, routes=routes)
