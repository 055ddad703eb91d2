"""The selection of interviews: most people first, then the greatest total; or a stable one."""

import time

import numpy as np
from numpy.typing import NDArray

from engines.matching.candidates import Candidates, candidates
from engines.matching.flow import Network, cheapest, prices, refined
from engines.matching.problem import Problem
from engines.matching.selection import CHOSEN, RULES, Limits, Prices, Rule, Selection
from engines.matching.settings import FULL, BadSettings, Settings
from engines.matching.stability import blocking_pairs, deferred_acceptance

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_TIE_BITS = 38


def select(
    problem: Problem, settings: Settings | None = None, *, limits: Limits | None = None, rule: Rule = "most"
) -> Selection:
    """Interviews within ``limits`` (by default ``Limits()``), no pair twice; the order of rows changes nothing.

    rule "most" : as many people as possible have at least one; then the total of the reciprocal scores is as
        great as can be; then the total of ``ties`` is as small as can be, which leaves one answer. Proven
        optimal. An interview worth nothing to one side is held only where somebody would else have none.
    rule "stable" : no person and post are left who would both rather meet each other; of all such selections
        the best for every person.

    Raises ``BadSettings``, and ``TooBig`` from some hundred million people on.
    """
    if rule not in RULES:
        raise BadSettings(f"The rule is {rule!r}; give one of {', '.join(RULES)}.")
    began = time.perf_counter()
    settings, limits = settings or Settings(), limits or Limits()
    pairs = candidates(problem, settings)
    person_room, post_room = rooms(problem, limits)
    bonus, proof, worth_bound = 0, None, None
    if rule == "most":
        bonus = 1 + FULL * int(min(person_room.sum(), post_room.sum()))
        taken, of_people, of_posts = _most(pairs, person_room, post_room, bonus)
        proof = Prices(
            of_people[np.searchsorted(pairs.person_ids, problem.people["id"])],
            of_posts[np.searchsorted(pairs.post_ids, problem.posts["id"])],
        )
        worth_bound = _bound(pairs, of_people, of_posts, person_room, post_room, bonus)
    else:
        taken = deferred_acceptance(pairs, person_room, post_room)
    chosen = _lines(pairs, taken)
    return Selection(
        problem=problem,
        settings=settings,
        limits=limits,
        rule=rule,
        chosen=chosen,
        people_count=len(np.unique(chosen["person"])),
        total=int(chosen["reciprocal"].sum(dtype=np.int64)),
        blocking_count=len(blocking_pairs(pairs, taken, person_room, post_room)),
        status="optimal" if rule == "most" else "stable",
        people_bound=None if worth_bound is None else worth_bound // bonus,
        bound=None if worth_bound is None else worth_bound % bonus,
        bonus=bonus,
        prices=proof,
        seconds=time.perf_counter() - began,
    )


def rooms(problem: Problem, limits: Limits) -> tuple[Ints, Ints]:
    """How many interviews each person and each post may have, in the order of their ids."""
    people, posts = len(problem.people), len(problem.posts)
    openings = problem.posts["openings"][np.argsort(problem.posts["id"])].astype(np.int64)
    of_posts = limits.per_post * (openings if limits.times_openings else np.ones(posts, np.int64))
    return np.full(people, min(limits.per_person, posts), np.int64), np.minimum(of_posts, people)


def ties(person_ids: Ints, post_ids: Ints) -> Ints:
    """A number from 1 to 2³⁸ for each pair, drawn from its two ids alone (splitmix64, Steele & al. 2014).

    Among equally good selections the least sum of these decides. Two sums are equal by chance once in 10¹¹; the
    order of ids then decides. So no person is served first for having come early, as an order of ids would.
    """
    mixed = _mix(_mix(person_ids.astype(np.uint64)) ^ post_ids.astype(np.uint64))
    return (mixed >> np.uint64(64 - _TIE_BITS)).astype(np.int64) + 1


def _mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _most(pairs: Candidates, person_room: Ints, post_room: Ints, bonus: int) -> tuple[Bools, Ints, Ints]:
    """The best pairs, and the prices of people and posts that prove it.

    A unit of flow is an interview: from the source to a person (the first one earns the bonus), on to a post
    (earning the score), to the sink. What is not used goes straight from source to sink; there is always one
    unit more of it, so that source and sink have the same price.
    """
    people, posts = len(person_room), len(post_room)
    source, sink = people + posts, people + posts + 1
    of_people, of_posts = np.arange(people), people + np.arange(posts)
    spare = int(person_room.sum()) + 1
    first = np.minimum(person_room, 1)
    supplies = np.zeros(people + posts + 2, np.int64)
    supplies[source], supplies[sink] = spare, -spare
    nothing = np.zeros(people + posts + 1, np.int64)
    network = Network(
        tails=np.concatenate([pairs.person, np.full(2 * people, source), of_posts, [source]]),
        heads=np.concatenate([people + pairs.post, of_people, of_people, np.full(posts, sink), [sink]]),
        capacities=np.concatenate([np.ones_like(pairs.post), first, person_room - first, post_room, [spare + 1]]),
        costs=np.concatenate([-pairs.reciprocal, np.full(people, -bonus), nothing]),
        supplies=supplies,
    )
    at = prices(network, cheapest(network))
    wishes = np.zeros(len(network.tails), np.int64)
    wishes[: len(pairs.person)] = ties(pairs.person_ids[pairs.person], pairs.post_ids[pairs.post])
    taken = refined(network, at, wishes)[: len(pairs.person)] > 0
    at -= at[source]
    return taken, at[:people], np.maximum(-at[people:source], 0)


def _bound(pairs: Candidates, of_people: Ints, of_posts: Ints, person_room: Ints, post_room: Ints, bonus: int) -> int:
    """What no selection exceeds under these prices (see ``Prices``)."""
    of_first = np.where(person_room > 0, np.maximum(bonus + of_people, 0), 0)
    of_more = np.maximum(person_room - 1, 0) * np.maximum(of_people, 0)
    of_pairs = np.maximum(pairs.reciprocal - of_people[pairs.person] - of_posts[pairs.post], 0)
    return int(of_first.sum() + of_more.sum() + (post_room * of_posts).sum() + of_pairs.sum())


def _lines(pairs: Candidates, taken: Bools) -> NDArray[np.void]:
    lines = np.zeros(int(taken.sum()), CHOSEN)
    lines["person"] = pairs.person_ids[pairs.person[taken]]
    lines["post"] = pairs.post_ids[pairs.post[taken]]
    for name in ("score_person", "score_post", "reciprocal"):
        lines[name] = getattr(pairs, name)[taken]
    return lines
