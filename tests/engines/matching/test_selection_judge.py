"""The judge finds each fault that is planted in a selection."""

from dataclasses import replace

import numpy as np
import pytest

from engines.matching import Limits, Person, Post, Prices, Problem, check_selection, select


@pytest.fixture
def problem():
    """Person 1 fits all three posts, 2 fits two of them, 3 only the first."""
    people = [Person(id=4 - one, education=one) for one in (1, 2, 3)]
    return Problem.of(people, [Post(id=10 + one, education_min=one, wage_min=one) for one in (1, 2, 3)])


@pytest.fixture
def best(problem):
    return select(problem, limits=Limits(per_person=2, per_post=1))


def with_lines(selection, lines):
    """The selection with other lines, its counts corrected, so that only the lines are at fault."""
    chosen = np.array(lines, selection.chosen.dtype)
    people, total = len(np.unique(chosen["person"])), int(chosen["reciprocal"].sum())
    return replace(selection, chosen=chosen, people_count=people, total=total)


def test_a_sound_selection_passes(problem, best):
    assert check_selection(problem, best) == []
    assert best.chosen[["person", "post"]].tolist() == [(1, 13), (2, 12), (3, 11)]


def test_a_pair_that_is_not_feasible_is_found(problem, best):
    lines = [*best.chosen.tolist()[:2], (3, 13, 0, 0, 0)]

    assert "person 3 meets post 13, but the pair is not feasible." in check_selection(problem, with_lines(best, lines))


@pytest.mark.parametrize("name", ["score_person", "score_post", "reciprocal"])
def test_a_wrong_score_is_found(problem, best, name):
    chosen = best.chosen.copy()
    chosen[name][0] -= 1

    said = check_selection(problem, with_lines(best, chosen))

    assert any("person 1 and post 13 have the scores" in one for one in said)


def test_a_pair_chosen_twice_or_out_of_order_is_found(problem, best):
    lines = best.chosen.tolist()

    assert "A pair is chosen twice." in check_selection(problem, with_lines(best, [lines[0], *lines]))
    assert "The pairs are not in the order of people, then posts." in check_selection(
        problem, with_lines(best, lines[::-1])
    )


def test_too_many_interviews_are_found(problem, best):
    generous = select(problem, limits=Limits(per_person=3, per_post=3)).chosen

    said = check_selection(problem, with_lines(best, generous))

    assert "person 1 has 3 interviews; 2 are the most." in said
    assert "post 12 has 2 interviews; 1 are the most." in said


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("people_count", 2, "people_count is 2; 3 people have an interview."),
        ("total", 1, "total is 1; the scores add up to"),
        ("status", "stable", "status is 'stable'; under the rule 'most' it is 'optimal'."),
        ("blocking_count", 9, "blocking_count is 9; there are"),
        ("bound", 9999, "The bounds are 3 and 9999; the prices give another."),
        ("bonus", 3000, "The bonus is 3000; the scores could outweigh it"),
        ("prices", None, "There are no prices"),
    ],
)
def test_a_wrong_number_is_found(problem, best, name, value, sentence):
    assert any(one.startswith(sentence) for one in check_selection(problem, replace(best, **{name: value})))


def test_a_selection_that_is_not_the_best_is_not_proven(problem, best):
    worse = with_lines(best, best.chosen.tolist()[:2])

    assert any(one.startswith("It is not proven the best") for one in check_selection(problem, worse))


def test_prices_that_prove_nothing_are_found(problem, best):
    below = Prices(best.prices.people, best.prices.posts - 10_000)
    dear = Prices(best.prices.people, best.prices.posts + 1)

    assert "one of a post is below nothing" in check_selection(problem, replace(best, prices=below))[0]
    assert any("not proven the best" in one for one in check_selection(problem, replace(best, prices=dear)))


def test_blocking_pairs_of_what_claims_to_be_stable_are_found(problem):
    stable = select(problem, limits=Limits(per_person=1, per_post=1), rule="stable")

    said = check_selection(problem, with_lines(stable, stable.chosen[:0]))

    assert check_selection(problem, stable) == []
    assert "blocking_count is 0; there are 6 blocking pairs." in said
    assert sum("would both rather meet each other" in one for one in said) == 6
