"""Shortlists both ways: chunks of people are swept over all posts by as many threads as there are cores."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from engines.matching.layout import Layout, layout_of
from engines.matching.problem import Problem
from engines.matching.result import LEVER, LINE, PAIR, Result
from engines.matching.scoring import BOTH_SHIFT, PERSON_SHIFT, POST_SHIFT
from engines.matching.settings import Settings
from engines.matching.sweep import NOBODY_ENTERS, NONE, choose_levers, merge, read_keys, sweep

MOST_IN_CHUNK = 256  # people whose ready rows stay in the second cache
_NOTHING = np.empty((0, 3), np.int64)
LEAST_CHUNKS = 16  # so that no thread waits long for another


class Keep(NamedTuple):
    """What one thread keeps while it sweeps.

    best : int64 (places, k), the keys of the best people of each post. least : int64 (tiles, TILE), the last of these
    on whatever thread has the best last; shared. tally : int32, the near misses: needs of each place first, then skills
    and rings of each person of a chunk.
    """

    best: NDArray[np.int64]
    least: NDArray[np.int64]
    tally: NDArray[np.int32]

    @classmethod
    def of(cls, layout: Layout, k: int, chunk: int) -> Self:
        tiles, folding = layout.posts.ready.shape, layout.folding
        places, columns = tiles[0] * tiles[1], len(folding.skills) + layout.settings.band_count
        return cls(
            best=np.full((places, k), NONE, np.int64),
            least=np.full(tiles, NONE if k else NOBODY_ENTERS, np.int64),
            tally=np.zeros(places * len(folding.needs) + chunk * columns, np.int32),
        )

    def needs(self, layout: Layout) -> NDArray[np.int32]:
        """For each post (row) and each need in use: how many people it alone keeps out."""
        row = layout.posts.ready["row"].ravel()
        counts = self.tally[: len(row) * len(layout.folding.needs)].reshape(len(row), len(layout.folding.needs))
        needs = np.empty((len(layout.problem.posts), counts.shape[1]), np.int32)
        needs[row[row >= 0]] = counts[row >= 0]
        return needs

    def found(self, layout: Layout, people: int) -> NDArray[np.int32]:
        """For each person of the last chunk: posts that one skill, or so many rings more, would open."""
        columns = len(layout.folding.skills) + layout.settings.band_count
        begin = self.best.shape[0] * len(layout.folding.needs)
        return self.tally[begin : begin + people * columns].reshape(people, columns)


def solve(problem: Problem, settings: Settings | None = None) -> Result:
    """The ``k`` best feasible posts of each person and the ``k`` best feasible people of each post.

    Best means the greatest reciprocal score, then the smaller id; the order of rows and the number of threads
    change nothing. Every pair is looked at, or in a tile that is out of reach as a whole, so the answer is optimal.

    Returns
    -------
    Result : lines with scores from 0 to 1000, and for each side the one change that would open most.
    """
    began = time.perf_counter()
    return _Sweep(layout_of(problem, settings or Settings())).result(began)


def pairs_of(problem: Problem, settings: Settings | None = None) -> NDArray[np.void]:
    """Every feasible pair as ``PAIR``, by rows of people, then of posts; 22 bytes each."""
    layout = layout_of(problem, settings or Settings())
    chunks = [look_at(layout, *chunk)[1] for chunk in _chunks(len(problem.people))]
    return np.concatenate([np.empty(0, PAIR), *chunks])


def look_at(layout: Layout, first: int, last: int) -> tuple[Keep, NDArray[np.void]]:
    """Sweep over these rows of people alone: their near misses, and their feasible pairs as ``PAIR``."""
    problem = layout.problem
    keep = Keep.of(layout, 0, last - first)
    best = np.empty((last - first, 0), np.int64)
    taken = np.empty(((last - first) * len(problem.posts), 3), np.int64)
    count = sweep(
        problem.people, problem.held, first, last, layout.person_ranks.key,
        layout.posts, layout.occupations[0], layout.folding, layout.measures, layout.settings.prune,
        keep, best, taken,
    )  # fmt: skip
    taken = taken[:count]
    taken = taken[np.lexsort((taken[:, 1], taken[:, 0]))]
    pairs = np.empty(count, PAIR)
    pairs["i"], pairs["j"] = taken[:, 0], taken[:, 1]
    key = taken[:, 2]
    pairs["score_person"], pairs["score_post"] = key >> PERSON_SHIFT & 1023, key >> POST_SHIFT & 1023
    pairs["reciprocal"], pairs["ask_first"] = key >> BOTH_SHIFT, key & 1
    return keep, pairs


class _Sweep:
    """One run of the sweep, and what its threads share: each writes the rows of its own chunks only."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        people, posts = layout.problem.people, layout.problem.posts
        k = layout.settings.k
        self.chunks = _chunks(len(people))
        self.lines = np.empty((len(people), min(k, len(posts))), LINE)
        self.skills, self.bands = np.empty(len(people), LEVER), np.empty(len(people), LEVER)
        threads = _threads(layout.settings, len(self.chunks))
        keeps = [Keep.of(layout, min(k, len(people)), MOST_IN_CHUNK) for _ in range(threads)]
        self.keeps = [keep._replace(least=keeps[0].least) for keep in keeps]

    def result(self, began: float) -> Result:
        layout = self.layout
        # Made once before the threads begin, which would each make them.
        _ = layout.posts, layout.measures, layout.person_ranks, layout.post_ranks
        waiting = iter(self.chunks)
        # This thread works as well, and is not woken first.
        others = [_pool().submit(self._work, keep, waiting) for keep in self.keeps[1:]]
        counts = [self._work(self.keeps[0], waiting), *(other.result() for other in others)]
        total = self.keeps[0]
        for other in self.keeps[1:]:
            merge(total.best, other.best)
            np.add(total.tally, other.tally, out=total.tally)
        problem = layout.problem
        of_posts = np.empty((len(problem.posts), total.best.shape[1]), LINE)
        places = layout.posts.ready["row"].ravel()
        read_keys(total.best, places, layout.person_ranks.row, layout.person_ranks.ids, of_posts)
        return Result(
            problem=problem,
            settings=layout.settings,
            people=self.lines,
            posts=of_posts,
            needs_in_use=layout.folding.needs,
            need_counts=total.needs(layout),
            skills=self.skills,
            bands=self.bands,
            feasible_count=sum(counts),
            seconds=time.perf_counter() - began,
        )

    def _work(self, keep: Keep, waiting: Iterator[tuple[int, int]]) -> int:
        """Take chunks until there is none; returns the feasible pairs in them."""
        layout, problem = self.layout, self.layout.problem
        best = np.empty((MOST_IN_CHUNK, self.lines.shape[1]), np.int64)
        people_from = len(keep.best) * len(layout.folding.needs)
        rank, count = layout.post_ranks, 0
        for first, last in waiting:
            count += sweep(
                problem.people, problem.held, first, last, layout.person_ranks.key,
                layout.posts, layout.occupations[0], layout.folding, layout.measures, layout.settings.prune,
                keep, best, _NOTHING,
            )  # fmt: skip
            read_keys(best, np.arange(last - first), rank.row, rank.ids, self.lines[first:last])
            choose_levers(
                keep.tally, people_from, layout.folding, layout.settings.band_count,
                self.skills[first:last], self.bands[first:last],
            )  # fmt: skip
        return count


def _chunks(count: int) -> list[tuple[int, int]]:
    size = max(1, min(MOST_IN_CHUNK, -(-count // LEAST_CHUNKS)))
    return list(pairwise([*range(0, count, size), count]))


def _threads(settings: Settings, chunks: int) -> int:
    return max(1, min(settings.threads or len(os.sched_getaffinity(0)), chunks))


_pools: dict[int, ThreadPoolExecutor] = {}


def _pool() -> ThreadPoolExecutor:
    """The threads of this process; a forked one makes its own."""
    if os.getpid() not in _pools:
        _pools.clear()
        _pools[os.getpid()] = ThreadPoolExecutor(64, "matching")
    return _pools[os.getpid()]
