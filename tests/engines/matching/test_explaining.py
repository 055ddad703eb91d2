"""What stands in the way is named, and taking away what is named is enough."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from engines.matching import Home, Person, Post, Problem, Settings, explain, solve
from tests.engines.matching import naive
from tests.engines.matching.strategies import openings, persons, some_settings


def change(person, post, fact):
    """The pair with the one thing changed that an obstacle names."""
    match fact["code"]:
        case "needs_refused":
            return person, replace(post, cannot=post.cannot & ~fact["needs"])
        case "skills_missing":
            return replace(person, skills=[*person.skills, *fact["skills"]]), post
        case "education_below":
            return replace(person, education=fact["wanted"]), post
        case "wage_below_floor":
            return person, replace(post, wage_max=fact["floor"])
        case "hours_apart":
            least, most = fact["asked"]
            return replace(person, hours_min=least, hours_max=most), post
        case "person_only_at_home":
            return person, replace(post, from_home=Home.CAN)
        case "post_only_at_home":
            return replace(person, from_home=Home.CAN), post
        case "too_far":
            return replace(person, way_max=fact["metres"]), post
        case "free_too_late":
            return replace(person, free_from=date.fromisoformat(fact["latest"])), post
    raise AssertionError(fact)


def said_of(person, post, measures=None):
    problem = Problem.of([person], [post])
    return explain(problem, solve(problem, measures), person.id, post.id)


@settings(max_examples=1000, deadline=None)
@given(persons(1), openings(2), some_settings())
def test_changing_all_that_is_named_makes_the_pair_feasible_and_less_does_not(person, post, measures):
    obstacles = said_of(person, post, measures).obstacles

    for kept in [None, *obstacles]:
        changed = person, post
        for fact in obstacles:
            changed = changed if fact is kept else change(*changed, fact)
        assert naive.naive_feasible(*changed, measures) == (kept is None)


@settings(max_examples=100, deadline=None)
@given(persons(1), openings(2), some_settings())
def test_facts_can_be_kept_as_json(person, post, measures):
    said = said_of(person, post, measures)
    facts = [*said.obstacles, *said.ask_first, *said.person_parts, *said.post_parts]

    assert json.loads(json.dumps(facts)) == [list(one) if isinstance(one, tuple) else one for one in facts]


@pytest.mark.parametrize(
    ("person", "post", "fact"),
    [
        ({"needs_must": 6}, {"cannot": 2}, {"code": "needs_refused", "needs": 2}),
        ({}, {"skills_required": ["baking"]}, {"code": "skills_missing", "skills": ["baking"]}),
        ({"education": 2}, {"education_min": 3}, {"code": "education_below", "has": 2, "wanted": 3}),
        ({"wage_floor": 4000}, {"wage_max": 3500}, {"code": "wage_below_floor", "offered": 3500, "floor": 4000}),
        ({"hours_max": 20}, {}, {"code": "hours_apart", "wanted": [0, 20], "asked": [40, 40]}),
        ({"from_home": Home.ONLY}, {}, {"code": "person_only_at_home"}),
        ({}, {"from_home": Home.ONLY}, {"code": "post_only_at_home"}),
        (
            {"region": "150102", "way_max": 15_000},
            {"region": "150103"},
            {"code": "too_far", "metres": 80_000, "longest": 15_000},
        ),
        (
            {"free_from": date(2027, 3, 1)},
            {"start": date(2027, 1, 1)},
            {"code": "free_too_late", "free_from": "2027-03-01", "latest": "2027-01-31"},
        ),
    ],
)
def test_each_obstacle_says_what_would_have_to_change(person, post, fact):
    assert said_of(Person(id=1, **person), Post(id=2, **post)).obstacles == (fact,)


@pytest.mark.parametrize(
    ("person", "post", "fact"),
    [
        ({"needs_must": 7, "region": "150102"}, {"offered": 1, "can_arrange": 2}, {"code": "ask_needs", "needs": 4}),
        (
            {"wage_floor": 4000, "region": "150102"},
            {"wage_min": 3000},
            {"code": "ask_wage", "named": 3000, "floor": 4000},
        ),
        ({}, {}, {"code": "ask_way"}),
    ],
)
def test_what_is_unknown_is_flagged_to_be_asked_first(person, post, fact):
    person, post = Person(id=1, **person), Post(id=2, region="150102", **post)
    problem = Problem.of([person], [post])

    result = solve(problem)

    assert explain(problem, result, 1, 2).ask_first == (fact,)
    assert result.ask_first(1) == {2}


def test_a_pair_below_the_ten_best_is_explained_too():
    problem = Problem.of([Person(id=1)], [Post(id=one) for one in range(20)])
    result = solve(problem)

    assert 19 not in [line.id for line in result.for_person(1)]
    assert explain(problem, result, 1, 19).is_feasible


def test_somebody_unknown_is_refused_with_a_sentence():
    problem = Problem.of([Person(id=1)], [Post(id=2)])

    with pytest.raises(LookupError, match="no person 5"):
        explain(problem, solve(problem), 5, 2)


def test_the_skill_numbers_stand_in_where_a_problem_names_none():
    named = Problem.of([Person(id=1)], [Post(id=2, skills_required=["baking"])])
    problem = Problem(named.people, named.posts, named.held, named.required, named.welcome)

    assert explain(problem, solve(problem), 1, 2).obstacles == ({"code": "skills_missing", "skills": ["0"]},)


def test_the_grace_of_the_settings_decides_what_is_too_late():
    start = date(2027, 1, 1)
    person, post = Person(id=1, free_from=start + timedelta(days=40)), Post(id=2, start=start)

    assert said_of(person, post).obstacles[0]["code"] == "free_too_late"
    assert said_of(person, post, Settings(grace_days=40)).is_feasible
