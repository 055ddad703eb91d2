"""What one change would open: the number that is told is the number who then fit."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.matching import (
    Person,
    Post,
    Problem,
    Settings,
    admitted,
    check,
    opened_by_skill,
    opened_by_way,
    pairs_of,
    solve,
)
from tests.engines.matching import naive
from tests.engines.matching.strategies import sides, some_settings


@settings(max_examples=300, deadline=None)
@given(sides(), some_settings())
def test_whom_one_accommodation_lets_in_is_as_many_as_was_told(both, measures):
    people, posts = both
    problem = Problem.of(people, posts)
    result = solve(problem, measures)

    for post in posts:
        for need in (one for one in range(64) if post.cannot >> one & 1):
            willing = replace(post, cannot=post.cannot & ~(1 << need))
            new = {
                one.id
                for one in people
                if naive.naive_feasible(one, willing, measures) and not naive.naive_feasible(one, post, measures)
            }
            assert set(admitted(problem, measures, post.id, need)) == new
            assert result.post_need_counts[problem.post_row(post.id), need] == len(new)
        best = result.for_post_accommodation(post.id)
        counts = result.post_need_counts[problem.post_row(post.id)].tolist()
        assert best == ((counts.index(max(counts)), max(counts)) if any(counts) else None)


@settings(max_examples=300, deadline=None)
@given(sides(), some_settings())
def test_what_one_skill_or_a_longer_way_opens_is_as_many_as_was_told(both, measures):
    people, posts = both
    problem = Problem.of(people, posts)
    result = solve(problem, measures)

    for person in people:
        if told := result.for_person_skill(person.id):
            skill, count = told
            assert len(opened_by_skill(problem, measures, person.id, skill)) == count
        if told := result.for_person_band(person.id):
            begins, ends, count = told
            as_far_as = [set(opened_by_way(problem, measures, person.id, way)) for way in (begins, ends)]
            assert len(as_far_as[1] - as_far_as[0]) == count
            assert begins >= person.way_max


@settings(max_examples=300, deadline=None)
@given(
    way=st.integers(0, 40),
    posts=st.lists(st.integers(0, 100), max_size=12),
    width=st.integers(1, 30),
    rings=st.integers(0, 3),
)
def test_rings_are_counted_to_their_very_edge(way, posts, width, rings):
    measures = Settings(band_metres=width, band_count=rings)
    problem = Problem.of([Person(id=1, x=0, y=0, way_max=way)], [Post(id=n, x=x, y=0) for n, x in enumerate(posts)])

    told = solve(problem, measures).for_person_band(1)

    edges = [(way + ring * width, way + (ring + 1) * width) for ring in range(rings)]
    counts = [sum(begins < x <= ends for x in posts) for begins, ends in edges]
    best = counts.index(max(counts)) if any(counts) else None
    assert told == (None if best is None else (*edges[best], counts[best]))


@settings(max_examples=300, deadline=None)
@given(sides(), some_settings())
def test_all_pairs_are_those_of_the_twin(both, measures):
    people, posts = both

    pairs = pairs_of(Problem.of(people, posts), measures)

    assert [(people[i].id, posts[j].id, *scores) for i, j, *scores, _ask in pairs.tolist()] == [
        (person.id, post.id, *naive.naive_scores(person, post, measures))
        for person in people
        for post in posts
        if naive.naive_feasible(person, post, measures)
    ]


def test_education_or_another_place_of_work_is_no_lever():
    person = Person(id=1, needs_must=1, skills=["sewing"], education=2, from_home=0)
    posts = [
        Post(id=2, cannot=1, education_min=3),
        Post(id=3, skills_required=["typing"], from_home=2),
        Post(id=4, cannot=1, skills_required=["typing"]),
    ]
    problem = Problem.of([person], posts)

    result = solve(problem)

    assert [result.for_post_accommodation(one.id) for one in posts] == [None, None, None]
    assert result.for_person_skill(1) is None
    assert check(problem, result) == []


@pytest.mark.parametrize("name", ["need_counts", "skills", "bands"])
def test_the_judge_finds_a_lever_that_is_told_wrong(name):
    people = [Person(id=one, needs_must=1, x=0, y=0, way_max=one) for one in range(3)]
    posts = [Post(id=10, cannot=1, x=0, y=0), Post(id=11, skills_required=["sewing"], x=0, y=0), Post(id=12, x=9, y=0)]
    problem = Problem.of(people, posts)
    result = solve(problem)
    wrong = getattr(result, name).copy()
    if name == "need_counts":
        wrong[0, 0] -= 1
    else:
        wrong["count"][1] += 1

    said = check(problem, replace(result, **{name: wrong}))

    assert len(said) == 1
    assert "that opens most is given as" in said[0]


def test_an_unknown_skill_or_id_is_said():
    problem = Problem.of([Person(id=1)], [Post(id=2)])

    with pytest.raises(LookupError, match="no skill 'sewing'"):
        opened_by_skill(problem, solve(problem).settings, 1, "sewing")
    with pytest.raises(LookupError, match="no post 3"):
        admitted(problem, solve(problem).settings, 3, 0)
