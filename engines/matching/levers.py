"""Whom one change would let in: the change is made, and who fits afterwards and did not before is named."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.matching.problem import Problem, Words
from engines.matching.settings import Settings
from engines.matching.solving import pairs_of


def admitted(problem: Problem, settings: Settings, post_id: int, need: int) -> tuple[int, ...]:
    """The ids of the people who fit this post as soon as it no longer denies the accommodation of bit ``need``.

    Raises ``LookupError`` for a post that the problem does not have.
    """
    row = problem.post_row(post_id)
    before = problem.part(posts=np.array([row]))
    changed = before.posts.copy()
    changed["cannot"] &= ~(np.uint64(1) << np.uint64(need))
    after = _with(before, posts=changed)
    return _new(before, after, settings, "i", problem.people["id"])


def opened_by_skill(problem: Problem, settings: Settings, person_id: int, skill: str) -> tuple[int, ...]:
    """The ids of the posts that this person fits once they hold ``skill``.

    Raises ``LookupError`` for a person or a skill that the problem does not have.
    """
    if skill not in problem.skill_names:
        raise LookupError(f"There is no skill {skill!r} in this problem; match again with it.")
    before = _alone(problem, person_id)
    number = problem.skill_names.index(skill)
    held = before.held.copy()
    held[0, number // 64] |= np.uint64(1) << np.uint64(number % 64)
    return _new(before, _with(before, held=held), settings, "j", problem.posts["id"])


def opened_by_way(problem: Problem, settings: Settings, person_id: int, metres: int) -> tuple[int, ...]:
    """The ids of the posts that this person fits once they go as far as ``metres``; raises ``LookupError``."""
    before = _alone(problem, person_id)
    people = before.people.copy()
    people["way_max"] = np.maximum(people["way_max"], metres)
    return _new(before, _with(before, people=people), settings, "j", problem.posts["id"])


def _alone(problem: Problem, person_id: int) -> Problem:
    return problem.part(np.array([problem.person_row(person_id)]))


def _with(problem: Problem, **changes: NDArray[Any] | Words) -> Problem:
    names = ("people", "posts", "held", "required", "welcome")
    return Problem(
        **{name: changes.get(name, getattr(problem, name)) for name in names}, skill_names=problem.skill_names
    )


def _new(before: Problem, after: Problem, settings: Settings, side: str, ids: NDArray[np.int64]) -> tuple[int, ...]:
    rows = np.setdiff1d(pairs_of(after, settings)[side], pairs_of(before, settings)[side])
    return tuple(sorted(ids[rows].tolist()))
