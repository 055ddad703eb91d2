"""The peers of the matching engine compute the definition, so that comparing their times with the engine's is fair."""

from collections import Counter

import numpy as np
import pytest

from benchmarks.peers.answers import NO_LINE, NOTHING, differences, lines_of, most_of, of_result
from benchmarks.peers.columns import people_columns, posts_columns
from benchmarks.region_data import SKILL_NAMES, fair_columns
from engines.matching import Problem, Settings, explain, solve
from engines.matching.columns import NOWHERE

SETTINGS = Settings(k=4)
PEERS = ("in_numpy", "in_duckdb", "in_polars")
LISTS, LEVERS = ("people", "posts"), ("needs", "skills", "bands")


def answer_of(peer, problem):
    module = pytest.importorskip(f"benchmarks.peers.{peer}")
    prepared = module.prepare(people_columns(problem, SETTINGS), posts_columns(problem, SETTINGS))
    return module.answer(module.run(prepared, SETTINGS), prepared, SETTINGS)


def small(seed):
    """A small fair in which many needs are refused, the last bit among them, and ways are short."""
    problem = fair_columns(24, 40, seed)
    people, posts = problem.people.copy(), problem.posts.copy()
    chance = np.random.default_rng(seed)
    people["needs_must"][::5] |= np.uint64(1 << 63)
    posts["cannot"][::3] |= np.uint64(1 << 63)
    people["way_max"] = chance.integers(0, 200_000, len(people))
    # Known by division alone, and the way within a county ends exactly where the first ring beyond does.
    people["x"][::3] = people["y"][::3] = NOWHERE
    people["way_max"][::3] = SETTINGS.bands.county - SETTINGS.band_metres
    return Problem(
        people=people,
        posts=posts,
        held=problem.held,
        required=problem.required,
        welcome=problem.welcome,
        skill_names=SKILL_NAMES,
    )


def obvious(problem):
    """The answer pair by pair, from the facts that ``explain`` gives."""
    result = solve(problem, SETTINGS)
    lists, levers = {name: {} for name in LISTS}, {name: {} for name in LEVERS}
    count = 0
    for person in problem.people["id"].tolist():
        for post in problem.posts["id"].tolist():
            why = explain(problem, result, person, post)
            scores = (why.score_person, why.score_post, why.reciprocal)
            if why.is_feasible:
                count += 1
                lists["people"].setdefault(person, []).append((post, *scores))
                lists["posts"].setdefault(post, []).append((person, *scores))
            elif len(why.obstacles) == 1:
                for name, whose, which in one_change(why.obstacles[0], person, post):
                    levers[name].setdefault(whose, Counter())[which] += 1
    return count, lists, levers


def one_change(fact, person, post):
    """(which lever, whose, what) where this only obstacle is one need, one skill or a way a little too long."""
    if fact["code"] == "needs_refused" and fact["needs"].bit_count() == 1:
        yield "needs", post, fact["needs"].bit_length() - 1
    if fact["code"] == "skills_missing" and len(fact["skills"]) == 1:
        yield "skills", person, SKILL_NAMES.index(fact["skills"][0])
    if fact["code"] == "too_far":
        beyond = fact["metres"] - fact["longest"]
        for ring in range(SETTINGS.band_count):
            if ring * SETTINGS.band_metres < beyond <= (ring + 1) * SETTINGS.band_metres:
                yield "bands", person, ring


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("peer", PEERS)
def test_a_peer_finds_what_looking_at_every_pair_finds(peer, seed):
    problem = small(seed)
    count, lists, levers = obvious(problem)

    found = answer_of(peer, problem)

    assert found.feasible_count == count > 0
    for side, other in (("people", problem.people), ("posts", problem.posts)):
        for one, lines in zip(other["id"].tolist(), getattr(found, side).tolist(), strict=True):
            wanted = sorted(lists[side].get(one, []), key=lambda line: (-line[3], line[0]))[: SETTINGS.k]
            assert lines == wanted + [NO_LINE] * (SETTINGS.k - len(wanted))
    for name, side in (("needs", problem.posts), ("skills", problem.people), ("bands", problem.people)):
        assert levers[name], f"the problem has no {name} to find"
        for one, given in zip(side["id"].tolist(), getattr(found, name).tolist(), strict=True):
            counts = levers[name].get(one)
            assert given == (min(counts.items(), key=lambda item: (-item[1], item[0])) if counts else NOTHING)


@pytest.mark.parametrize("peer", PEERS)
def test_a_peer_agrees_with_the_engine_on_a_larger_fair(peer):
    problem = fair_columns(300, 400, 7)

    assert differences(of_result(solve(problem, SETTINGS)), answer_of(peer, problem)) == []


def test_the_least_difference_is_told():
    problem = fair_columns(60, 80, 1)
    one, other = answer_of("in_numpy", problem), answer_of("in_numpy", problem)
    other.people["score_post"][5, 0] += 1
    other.needs["count"][3] += 1

    said = differences(one, other)

    assert [sentence.split()[0] for sentence in said] == ["people", "needs"]


def test_rows_without_lines_or_levers_say_so():
    lines = lines_of(2, 2, np.array([1]), np.array([0]), id=7, score_person=1, score_post=2, reciprocal=1)

    assert lines.tolist() == [[NO_LINE, NO_LINE], [(7, 1, 2, 1), NO_LINE]]
    assert most_of(2, np.array([0]), 3, 5).tolist() == [(3, 5), NOTHING]
