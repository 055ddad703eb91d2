"""The judge finds each fault that is planted in a result."""

from dataclasses import replace

import pytest

from engines.matching import Person, Post, Problem, check, solve


@pytest.fixture
def problem():
    people = [Person(id=one, education=one) for one in range(4)]
    return Problem.of(people, [Post(id=10 + one, education_min=one, wage_min=one) for one in range(4)])


def planted(result, side, row, place, **values):
    lists = getattr(result, side).copy()
    for name, value in values.items():
        lists[name][row, place] = value
    return replace(result, **{side: lists})


@pytest.mark.parametrize(
    ("side", "row", "place", "values", "sentence"),
    [
        ("people", 0, 0, {"id": 13}, "person 0: 13 is on the list, but the pair is not feasible"),
        ("people", 3, 1, {"id": 10}, "person 3: somebody is on the list twice"),
        ("people", 3, 0, {"score_person": 1}, "person 3: 10 is given the scores"),
        ("people", 3, 0, {"score_post": 1}, "person 3: 10 is given the scores"),
        ("people", 3, 0, {"reciprocal": 1000}, "person 3: 10 is given the scores"),
        ("posts", 0, 2, {"ask_first": False}, "post 10: 2 is given the scores"),
        ("people", 2, 2, {"id": -1}, "person 2: 12 is missing from the list"),
        ("people", 1, 0, {"id": -1}, "person 1: a gap in the list"),
    ],
)
def test_a_planted_fault_is_found(problem, side, row, place, values, sentence):
    wrong = planted(solve(problem), side, row, place, **values)

    assert any(sentence in said for said in check(problem, wrong))


def test_a_wrong_order_is_found(problem):
    result = solve(problem)
    lists = result.people.copy()
    lists[3, [0, 1]] = lists[3, [1, 0]]

    assert check(problem, replace(result, people=lists)) == ["person 3: the list is not the best 4 in order."]


def test_a_wrong_count_status_or_number_of_lists_is_found(problem):
    result = solve(problem)

    assert "feasible_count is 3" in check(problem, replace(result, feasible_count=3))[0]
    assert "status is 'feasible'" in check(problem, replace(result, status="feasible"))[0]
    assert "3 lists for 4 rows of post" in check(problem, replace(result, posts=result.posts[:3]))[0]


def test_a_result_of_another_problem_does_not_pass(problem):
    other = Problem.of([Person(id=one) for one in range(4)], [Post(id=10 + one) for one in range(4)])

    assert check(problem, solve(other))
