"""Shortlists both ways: every pair is looked at, tile by tile, and the best of each side are kept."""

import time
from itertools import pairwise

import numpy as np

from engines.matching.pairs import Ints, Pairs, reciprocal, total
from engines.matching.problem import Problem
from engines.matching.result import LINE, Lines, Result
from engines.matching.settings import Settings

# A key orders pairs by reciprocal score and then by the smaller id: score · 2³² + (2³² − 1 − rank of id).
_RANKS = 2**32
_NONE = -1


def solve(problem: Problem, settings: Settings | None = None) -> Result:
    """The ``k`` best feasible posts of each person and the ``k`` best feasible people of each post.

    Best means the greatest reciprocal score, then the smaller id; the order of rows and the size of tiles
    change nothing. Every pair is looked at, so that the answer is optimal.

    Returns
    -------
    Result : lines with scores from 0 to 1000.
    """
    began = time.perf_counter()
    settings = settings or Settings()
    pairs = Pairs(problem, settings)
    people, posts = len(problem.people), len(problem.posts)
    person_rank, post_rank = _ranks(problem.people["id"]), _ranks(problem.posts["id"])
    of_people = np.full((people, min(settings.k, posts)), _NONE, np.int64)
    of_posts = np.full((posts, min(settings.k, people)), _NONE, np.int64)
    feasible_count = 0
    height = max(1, settings.tile_pairs // max(1, posts))
    for first, last in pairwise([*range(0, people, height), people]):
        i, j = pairs.feasible(slice(first, last))
        feasible_count += len(i)
        score = reciprocal(total(pairs.person_parts(i, j)), total(pairs.post_parts(i, j)))
        tile = np.full((last - first, posts), _NONE, np.int64)
        tile[i - first, j] = score * _RANKS + (_RANKS - 1 - post_rank[j])
        of_people[first:last] = _best(tile, of_people.shape[1])
        tile[i - first, j] = score * _RANKS + (_RANKS - 1 - person_rank[i])
        of_posts = _best(np.concatenate([of_posts, tile.T], axis=1), of_posts.shape[1])
    return Result(
        problem=problem,
        settings=settings,
        people=_lines(pairs, of_people, person_rank, post_rank, of_posts=False),
        posts=_lines(pairs, of_posts, post_rank, person_rank, of_posts=True),
        feasible_count=feasible_count,
        seconds=time.perf_counter() - began,
    )


def _ranks(ids: Ints) -> Ints:
    """The place of each id among all, from 0."""
    ranks = np.empty(len(ids), np.int64)
    ranks[np.argsort(ids)] = np.arange(len(ids))
    return ranks


def _best(keys: Ints, k: int) -> Ints:
    """The ``k`` greatest keys of each row, the greatest first; keys differ, so nothing is left to chance."""
    if keys.shape[1] > k > 0:
        keys = np.partition(keys, keys.shape[1] - k, axis=1)[:, -k:]
    return np.sort(keys, axis=1)[:, ::-1][:, :k]


def _lines(pairs: Pairs, keys: Ints, own_rank: Ints, other_rank: Ints, *, of_posts: bool) -> Lines:
    """The lines behind the keys: the other side's ids, the scores of both and whether to ask first."""
    lines = np.zeros(keys.shape, LINE)
    lines["id"] = lines["reciprocal"] = _NONE
    row, place = np.nonzero(keys != _NONE)
    found = keys[row, place]
    other = np.argsort(other_rank)[_RANKS - 1 - found % _RANKS]
    i, j = (other, row) if of_posts else (row, other)
    other_ids = pairs.people["id"] if of_posts else pairs.posts["id"]
    lines["id"][row, place] = other_ids[other]
    lines["score_person"][row, place] = total(pairs.person_parts(i, j))
    lines["score_post"][row, place] = total(pairs.post_parts(i, j))
    lines["reciprocal"][row, place] = found // _RANKS
    lines["ask_first"][row, place] = pairs.ask_first(i, j)
    return lines
