"""The fast solver gives what the slow twin gives, and the judge agrees with both."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from engines.matching import ANYWHERE, Person, Post, Problem, check, explain, solve
from tests.engines.matching import naive
from tests.engines.matching.strategies import openings, persons, sides, some_settings


@settings(max_examples=2000, deadline=None)
@given(sides(), some_settings())
def test_both_ways_equal_the_twin_and_pass_the_judge(both, measures):
    people, posts = both
    problem = Problem.of(people, posts)

    result = solve(problem, measures)

    of_people, of_posts = naive.naive_lists(people, posts, measures)
    assert {one.id: result.for_person(one.id) for one in people} == of_people
    assert {one.id: result.for_post(one.id) for one in posts} == of_posts
    assert check(problem, result) == []


@settings(max_examples=500, deadline=None)
@given(persons(1), openings(2), some_settings())
def test_the_parts_of_an_explanation_add_up_to_the_scores(person, post, measures):
    problem = Problem.of([person], [post])

    said = explain(problem, solve(problem, measures), 1, 2)

    assert [part.points for part in said.person_parts] == list(naive.person_points(person, post, measures))
    assert [part.points for part in said.post_parts] == list(naive.post_points(person, post, measures))
    assert (said.score_person, said.score_post, said.reciprocal) == naive.naive_scores(person, post, measures)
    assert all(0 <= part.points <= part.most for part in said.person_parts + said.post_parts)
    assert said.is_feasible == naive.naive_feasible(person, post, measures)


@settings(max_examples=200, deadline=None)
@given(sides(), some_settings(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_the_number_of_threads_change_nothing(both, measures, chance):
    people, posts = both
    before = solve(Problem.of(people, posts), measures)
    shuffled = chance.sample(people, len(people)), chance.sample(posts, len(posts))

    after = solve(Problem.of(*shuffled), replace(measures, threads=chance.randrange(1, 5)))

    assert all(before.for_person(one.id) == after.for_person(one.id) for one in people)
    assert all(before.for_post(one.id) == after.for_post(one.id) for one in posts)


@settings(max_examples=200, deadline=None)
@given(sides(), openings(10), some_settings())
def test_a_post_that_fits_nobody_changes_no_other_list(both, post, measures):
    people, posts = both
    before = solve(Problem.of(people, posts), measures)

    after = solve(Problem.of(people, [*posts, replace(post, skills_required=["a skill that nobody has"])]), measures)

    assert all(before.for_person(one.id) == after.for_person(one.id) for one in people)
    assert after.for_post(10) == []


@settings(max_examples=200, deadline=None)
@given(sides(), some_settings())
def test_going_farther_loses_nobody_a_post(both, measures):
    people, posts = both
    before = solve(Problem.of(people, posts), measures)
    farther = [replace(one, way_max=min(one.way_max + 1000, ANYWHERE)) for one in people]

    after = solve(Problem.of(farther, posts), measures)

    assert after.feasible_count >= before.feasible_count


def test_among_equals_the_smaller_id_comes_first():
    ids = random.Random(5).sample(range(30), 30)

    result = solve(Problem.of([Person(id=one) for one in ids], [Post(id=one) for one in ids]))

    assert [line.id for line in result.for_person(17)] == list(range(10))
    assert [line.id for line in result.for_post(17)] == list(range(10))
