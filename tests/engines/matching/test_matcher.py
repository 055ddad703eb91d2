"""Matching again after changes gives what matching anew gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.matching import BadProblem, Matcher, Person, Post, Problem, check, solve
from tests.engines.matching.strategies import openings, persons, sides, some_settings


@settings(max_examples=300, deadline=None)
@given(sides(), some_settings(), st.data())
def test_after_each_change_the_lists_are_those_of_matching_anew(both, measures, data):
    people, posts = ({one.id: one for one in side} for side in both)
    matcher = Matcher(Problem.of(*both), measures)

    for _ in range(3):
        change(matcher, people, posts, data)
        anew = solve(Problem.of(list(people.values()), list(posts.values())), measures)
        result = matcher.result
        assert all(result.for_person(one) == anew.for_person(one) for one in people)
        assert all(result.for_post(one) == anew.for_post(one) for one in posts)
        assert check(matcher.problem, result) == []


def change(matcher, people, posts, data):
    """One change, drawn, in the matcher and in the plain tables."""
    what = data.draw(st.sampled_from(["person", "post", "no person", "no post"]))
    key = data.draw(st.integers(0, 11))
    if what == "person":
        people[key] = data.draw(persons(key))
        matcher.put_person(people[key])
    elif what == "post":
        posts[key] = data.draw(openings(key))
        matcher.put_post(posts[key])
    elif what == "no person" and key in people:
        del people[key]
        matcher.remove_person(key)
    elif what == "no post" and key in posts:
        del posts[key]
        matcher.remove_post(key)


def test_a_bad_change_changes_nothing():
    matcher = Matcher(Problem.of([Person(id=1, skills=["sewing"])], [Post(id=2, skills_required=["sewing"])]))
    before = matcher.problem, matcher.result

    with pytest.raises(BadProblem, match="people row 0, wage_floor"):
        matcher.put_person(Person(id=1, wage_floor=-1))
    with pytest.raises(LookupError, match="no post 3"):
        matcher.remove_post(3)

    assert (matcher.problem, matcher.result) == before
    assert [line.id for line in matcher.result.for_person(1)] == [2]


def test_a_skill_that_nobody_had_comes_with_the_post_that_wants_it():
    matcher = Matcher(Problem.of([Person(id=1)], []))

    matcher.put_post(Post(id=2, skills_required=["welding"]))

    assert matcher.result.for_person_skill(1) == ("welding", 1)
    assert check(matcher.problem, matcher.result) == []
