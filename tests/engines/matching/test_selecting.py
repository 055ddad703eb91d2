"""The selection of interviews equals its slow twins, passes the judge, and keeps what must not change."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.matching import BadSettings, Limits, Person, Post, Problem, check_selection, select
from engines.matching.flow import Network, TooBig, cheapest, prices
from tests.engines.matching import naive_selection
from tests.engines.matching.strategies import openings, sides, some_settings

ROOM = st.sampled_from([0, 1, 2, 10_000])
LIMITS = st.builds(Limits, per_person=ROOM, per_post=ROOM, times_openings=st.booleans())


@st.composite
def close_sides(draw, most=4):
    """People and posts that mostly fit, many of them equally well; either side may be empty."""
    person_ids = draw(st.lists(st.integers(0, 9), max_size=most, unique=True))
    post_ids = draw(st.lists(st.integers(0, 9), max_size=most, unique=True))
    skills = st.sets(st.sampled_from(["sewing", "typing"]))
    people = [Person(id=one, education=draw(st.integers(0, 2)), skills=draw(skills)) for one in person_ids]
    posts = [
        Post(
            id=one,
            openings=draw(st.integers(1, 3)),
            education_min=draw(st.integers(0, 2)),
            skills_welcome=draw(skills),
            occupation=draw(st.sampled_from(["", "4-10"])),
        )
        for one in post_ids
    ]
    return people, posts


def pairs_of(selection):
    return selection.chosen[["person", "post"]].tolist()


@settings(max_examples=2000, deadline=None)
@given(st.one_of(close_sides(), sides()), some_settings(), LIMITS)
def test_most_people_then_the_greatest_total_as_the_twin_finds_it(both, measures, limits):
    people, posts = both
    problem = Problem.of(people, posts)

    selection = select(problem, measures, limits=limits)

    count, total, chosen = naive_selection.naive_most(people, posts, measures, limits)
    assert (selection.people_count, selection.total) == (count, total)
    assert (selection.people_bound, selection.bound) == (count, total)
    assert pairs_of(selection) == chosen
    assert check_selection(problem, selection) == []


@settings(max_examples=2000, deadline=None)
@given(st.one_of(close_sides(), sides()), some_settings(), LIMITS)
def test_the_stable_rule_gives_what_the_twin_gives(both, measures, limits):
    people, posts = both
    problem = Problem.of(people, posts)

    selection = select(problem, measures, limits=limits, rule="stable")

    assert pairs_of(selection) == naive_selection.naive_stable(people, posts, measures, limits)
    assert selection.blocking_count == 0
    assert check_selection(problem, selection) == []


@settings(max_examples=300, deadline=None)
@given(close_sides(most=8), LIMITS, st.sampled_from(["most", "stable"]), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(both, limits, rule, chance):
    people, posts = both
    before = select(Problem.of(people, posts), limits=limits, rule=rule)

    shuffled = Problem.of(chance.sample(people, len(people)), chance.sample(posts, len(posts)))
    after = select(shuffled, limits=limits, rule=rule)

    assert after.chosen.tolist() == before.chosen.tolist()
    assert check_selection(shuffled, after) == []


@settings(max_examples=300, deadline=None)
@given(close_sides(), openings(10), LIMITS, st.sampled_from(["most", "stable"]))
def test_a_post_that_fits_nobody_changes_nothing(both, post, limits, rule):
    people, posts = both
    limits = replace(limits, per_person=min(limits.per_person, 2))
    before = select(Problem.of(people, posts), limits=limits, rule=rule)

    unfit = replace(post, skills_required=["a skill that nobody has"])
    after = select(Problem.of(people, [*posts, unfit]), limits=limits, rule=rule)

    assert after.chosen.tolist() == before.chosen.tolist()


@settings(max_examples=300, deadline=None)
@given(close_sides(most=8), LIMITS)
def test_more_room_at_posts_never_gives_fewer_people_an_interview(both, limits):
    problem = Problem.of(*both)
    before = select(problem, limits=limits)

    after = select(problem, limits=replace(limits, per_post=min(2 * limits.per_post, 10_000)))

    assert (after.people_count, after.total) >= (before.people_count, before.total)


def test_somebody_s_only_interview_goes_before_a_better_fit():
    people = [Person(id=1, skills=["sewing"], occupations=["4-10"]), Person(id=2, education=1)]
    posts = [Post(id=7, skills_welcome=["sewing"], occupation="4-10"), Post(id=8, education_min=1)]
    limits = Limits(per_person=2, per_post=1)
    both = Problem.of(people, posts[:1]), Problem.of([replace(people[0], education=1), people[1]], posts)

    alone, together = (select(problem, limits=limits) for problem in both)

    assert (alone.for_person(1), alone.without()) == ([7], [2])
    assert (together.for_person(1), together.for_person(2), together.without()) == ([7], [8], [])


def test_a_stable_selection_may_leave_somebody_out_whom_the_other_rule_serves():
    people = [Person(id=1, skills=["sewing"]), Person(id=2)]
    posts = [Post(id=7, skills_welcome=["sewing"], occupation="4-10"), Post(id=8, education_min=0, wage_max=1)]
    refused = replace(people[1], wage_floor=2)
    problem = Problem.of([people[0], refused], posts)

    most, stable = (select(problem, limits=Limits(per_person=1, per_post=1), rule=rule) for rule in ("most", "stable"))

    assert (most.people_count, stable.people_count) == (2, 1)
    assert most.blocking_count == 1


def test_openings_multiply_the_places_where_that_is_wanted():
    problem = Problem.of([Person(id=one) for one in range(9)], [Post(id=20, openings=3)])

    counts = [select(problem, limits=Limits(per_post=2, times_openings=times)).people_count for times in (False, True)]

    assert counts == [2, 6]


@pytest.mark.parametrize("value", [-1, 1.5, True, 10_001])
def test_a_limit_that_makes_no_sense_is_refused(value):
    with pytest.raises(BadSettings, match=r"Limits\.per_post .* from 0 to 10,000"):
        Limits(per_post=value)


def test_an_unknown_rule_is_refused():
    with pytest.raises(BadSettings, match="'best'; give one of most, stable"):
        select(Problem.of([], []), rule="best")


def network(costs):
    return Network(*(np.array(column, np.int64) for column in ([0, 0], [1, 1], [1, 1], costs, [1, -1])))


def test_costs_beyond_64_bits_are_refused_with_a_sentence():
    with pytest.raises(TooBig, match="divide the problem by regions"):
        cheapest(network([2**62, 0]))


def test_a_dearer_flow_has_no_prices():
    with pytest.raises(ValueError, match="not cheapest"):
        prices(network([5, 3]), np.array([1, 0]))
