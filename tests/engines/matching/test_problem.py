"""What matching takes in, and what it refuses: who a person is can not get in."""

import doctest
from dataclasses import fields
from datetime import date

import numpy as np
import pytest

import engines.matching
from engines.matching import (
    PERSON,
    POST,
    BadProblem,
    BadSettings,
    Bands,
    Person,
    PersonWeights,
    Post,
    PostWeights,
    Problem,
    Settings,
    solve,
)

TAKEN = {
    "id",
    "needs_must",
    "needs_wish",
    "skills",
    "occupations",
    "education",
    "wage_floor",
    "hours_min",
    "hours_max",
    "x",
    "y",
    "region",
    "way_max",
    "from_home",
    "free_from",
}
NOT_TAKEN = ["category", "level", "sex", "gender", "age", "birth", "ethnicity", "nationality", "name", "certificate"]


def test_nothing_is_asked_of_a_person_beyond_needs_skills_and_wishes():
    assert {one.name for one in fields(Person)} == TAKEN
    assert set(PERSON.names) == TAKEN - {"skills"}
    assert {one.name for one in fields(Problem)} == {"people", "posts", "held", "required", "welcome", "skill_names"}
    assert set(POST.names) == {one.name for one in fields(Post)} - {"skills_required", "skills_welcome"}
    assert {word for name in POST.names for word in name.split("_")}.isdisjoint(NOT_TAKEN)


@pytest.mark.parametrize("name", NOT_TAKEN)
def test_who_a_person_is_can_not_get_in(name):
    problem = Problem.of([Person(id=1)], [Post(id=2)])
    for side in ("people", "posts"):
        table = getattr(problem, side)
        wider = np.zeros(1, np.dtype([*table.dtype.descr, (name, "<i8")]))
        tables = {"people": problem.people, "posts": problem.posts, side: wider}
        with pytest.raises(BadProblem, match=f"{side}, {name}: matching has no such field"):
            Problem(**tables, held=problem.held, required=problem.required, welcome=problem.welcome)
    with pytest.raises(TypeError):
        Person(id=1, **{name: 1})
    with pytest.raises(TypeError):
        Post(id=1, **{name: 1})


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"id": -1}, "people row 1, id: -1 cannot be"),
        ({"id": 1}, "people row 1, id: 1 is the id of an earlier row"),
        ({"needs_must": 2**64}, "people row 1, needs_must"),
        ({"needs_must": 3, "needs_wish": 2}, "people row 1, needs_wish: it repeats a need"),
        ({"education": 9}, "people row 1, education: 9 cannot be; give a level from 0 to 8"),
        ({"education": True}, "people row 1, education: True"),
        ({"wage_floor": float("nan")}, "people row 1, wage_floor: nan cannot be"),
        ({"wage_floor": 3500.0}, "people row 1, wage_floor"),
        ({"wage_floor": None}, "people row 1, wage_floor"),
        ({"hours_min": -5}, "people row 1, hours_min"),
        ({"hours_min": 50, "hours_max": 40}, "people row 1, hours_max: it is below hours_min"),
        ({"x": 5}, "people row 1, y: a place needs both"),
        ({"region": "15010"}, "people row 1, region"),
        ({"occupations": "4-10"}, "people row 1, occupations"),
        ({"occupations": ["4"] * 6}, "people row 1, occupations"),
        ({"occupations": ["4-1"]}, "people row 1, occupations"),
        ({"occupations": ["", "4"]}, "people row 1, occupations: there is a gap"),
        ({"skills": "sewing"}, "people row 1, skills"),
        ({"from_home": 3}, "people row 1, from_home"),
        ({"way_max": -1}, "people row 1, way_max"),
    ],
)
def test_a_bad_person_is_refused_with_row_and_field(given, sentence):
    with pytest.raises(BadProblem) as refused:
        Problem.of([Person(id=1), Person(**{"id": 2, **given})], [])

    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"openings": 0}, "posts row 1, openings: 0 cannot be; give a number of people"),
        ({"wage_min": 4000, "wage_max": 3000}, "posts row 1, wage_max: it is below wage_min"),
        ({"offered": 1, "can_arrange": 1}, "posts row 1, can_arrange: it repeats a bit of offered"),
        ({"offered": 4, "cannot": 4}, "posts row 1, cannot: it repeats"),
        ({"can_arrange": 4, "cannot": 4}, "posts row 1, cannot: it repeats"),
        ({"hours_min": 41}, "posts row 1, hours_max"),
        ({"occupation": "clerk"}, "posts row 1, occupation"),
        ({"start": "2026-11-24"}, "posts row 1, start"),
        ({"skills_welcome": [""]}, "posts row 1, skills_welcome"),
    ],
)
def test_a_bad_post_is_refused_with_row_and_field(given, sentence):
    with pytest.raises(BadProblem) as refused:
        Problem.of([], [Post(id=1), Post(**{"id": 2, **given})])

    assert sentence in str(refused.value)


def test_columns_of_the_wrong_kind_are_refused():
    good = Problem.of([Person(id=1)], [Post(id=2)])
    floats = good.people.astype([(name, "f8", PERSON[name].shape) for name in PERSON.names])
    words = {"held": good.held, "required": good.required, "welcome": good.welcome}

    with pytest.raises(BadProblem, match="whole numbers are wanted"):
        Problem(floats, good.posts, **words)
    with pytest.raises(BadProblem, match="wage_floor: this column is missing"):
        Problem(good.people[[name for name in PERSON.names if name != "wage_floor"]], good.posts, **words)
    with pytest.raises(BadProblem, match="skills: give an array of uint64 with 1 rows"):
        Problem(good.people, good.posts, **{**words, "held": np.zeros((2, 0), np.uint64)})


def test_a_skill_beyond_the_named_ones_is_refused():
    good = Problem.of([Person(id=1, skills=["a", "b"])], [Post(id=2)])

    with pytest.raises(BadProblem, match="people row 0, skills: it uses a skill beyond the 1"):
        Problem(good.people, good.posts, good.held, good.required, good.welcome, skill_names=("a",))


def test_a_problem_is_frozen_and_apart_from_what_it_was_made_of():
    good = Problem.of([Person(id=1, free_from=date(2027, 1, 1))], [Post(id=2)])
    people = good.people.copy()
    problem = Problem(people, good.posts, good.held, good.required, good.welcome)
    people["wage_floor"] = 9

    assert problem.people["wage_floor"][0] == 0
    with pytest.raises(ValueError, match="read-only"):
        problem.people["wage_floor"] = 9


def test_more_than_64_skills_find_each_their_place():
    skills = [f"skill {one}" for one in range(130)]
    people = [Person(id=one, skills=[skill]) for one, skill in enumerate(skills)]
    posts = [Post(id=one, skills_required=[skill]) for one, skill in enumerate(skills)]

    result = solve(Problem.of(people, posts))

    assert [[line.id for line in result.for_person(one)] for one in range(130)] == [[one] for one in range(130)]


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: PersonWeights(wage=201), "add up to 1001; make them 1000"),
        (lambda: PostWeights(skills=-1, time=651), "PostWeights.skills is -1"),
        (lambda: Settings(k=0), "Settings.k is 0"),
        (lambda: Settings(k=2.5), "Settings.k is 2.5"),
        (lambda: Settings(ask_tenths=7), "in rising order up to 10"),
        (lambda: Settings(offered_tenths=11), "in rising order up to 10"),
        (lambda: Bands(county=1), "Bands.township is longer than Bands.county"),
    ],
)
def test_settings_that_make_no_sense_are_refused(make, sentence):
    with pytest.raises(BadSettings, match=sentence):
        make()


def test_the_example_at_the_door_is_true():
    assert doctest.testmod(engines.matching) == (0, 7)
