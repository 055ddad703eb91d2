"""Every feasible pair with its scores, numbered by ids, so that the order of rows cannot matter."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engines.matching.pairs import Pairs, reciprocal, total
from engines.matching.problem import Problem
from engines.matching.settings import Settings

Ints = NDArray[np.int64]

_TILE_PAIRS = 2**18  # looked at together; bounds the memory, not the answer


class Candidates(NamedTuple):
    """The feasible pairs ``(person[n], post[n])``, by person, then post, and the three scores of each.

    Both are places among the sorted ids of their side; ``person_ids`` and ``post_ids`` lead back.
    """

    person: Ints
    post: Ints
    score_person: Ints
    score_post: Ints
    reciprocal: Ints
    person_ids: Ints
    post_ids: Ints


def candidates(problem: Problem, settings: Settings) -> Candidates:
    """All feasible pairs of ``problem``; about 60 bytes each."""
    i, j, of_person, of_post, both = _scored(problem, settings)
    person_ids, person = np.unique(problem.people["id"], return_inverse=True)
    post_ids, post = np.unique(problem.posts["id"], return_inverse=True)
    order = np.lexsort((post[j], person[i]))
    i, j = i[order], j[order]
    return Candidates(person[i], post[j], of_person[order], of_post[order], both[order], person_ids, post_ids)


def _scored(problem: Problem, settings: Settings) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Rows of people and of posts and the three scores of each feasible pair, tile by tile."""
    pairs = Pairs(problem, settings)
    people, posts = len(problem.people), len(problem.posts)
    height = max(1, _TILE_PAIRS // max(1, posts))
    tiles = [_tile(pairs, slice(first, last)) for first, last in pairwise([*range(0, people, height), people])]
    i, j, of_person, of_post, both = (
        (np.concatenate([np.empty(0, np.int64), *columns]) for columns in zip(*tiles, strict=True))
        if tiles
        else (np.empty(0, np.int64) for _column in range(5))
    )
    return i, j, of_person, of_post, both


def _tile(pairs: Pairs, rows: slice) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    i, j = pairs.feasible(rows)
    of_person, of_post = total(pairs.person_parts(i, j)), total(pairs.post_parts(i, j))
    return i, j, of_person, of_post, reciprocal(of_person, of_post)
