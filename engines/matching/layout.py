"""A problem under its settings, laid out for the sweep."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engines.matching.folding import Folding, folding_of
from engines.matching.problem import Problem
from engines.matching.ready import Measures, measures_of
from engines.matching.scoring import RANK_SHIFT, RANKS
from engines.matching.settings import Settings
from engines.matching.tiles import Occupations, Posts, occupations_of, posts_of


class Ranks(NamedTuple):
    """key : the part of a key that says which row it is, by the rank of its id. row : of each rank. ids : of rows."""

    key: NDArray[np.int64]
    row: NDArray[np.int64]
    ids: NDArray[np.int64]


def ranks_of(table: NDArray[Any]) -> Ranks:
    """The ranks of a table's ids."""
    # A copy always: of one row alone it would be the frozen table itself, and to the compiler another type.
    ids = table["id"].copy()
    row = np.argsort(ids)
    rank = np.empty(len(ids), np.int64)
    rank[row] = np.arange(len(ids))
    return Ranks((RANKS - 1 - rank) << RANK_SHIFT, row, ids)


@dataclass(frozen=True, eq=False)
class Layout:
    """What is derived from a problem under its settings, each once and when it is first asked for."""

    problem: Problem
    settings: Settings

    @cached_property
    def folding(self) -> Folding:
        return folding_of(self.problem)

    @cached_property
    def occupations(self) -> tuple[Occupations, NDArray[np.int64]]:
        return occupations_of(self.problem)

    @cached_property
    def posts(self) -> Posts:
        return posts_of(self.problem, self.settings, self.folding, self.occupations[1], self.post_ranks.key)

    @cached_property
    def measures(self) -> Measures:
        return measures_of(self.settings)

    @cached_property
    def person_ranks(self) -> Ranks:
        return ranks_of(self.problem.people)

    @cached_property
    def post_ranks(self) -> Ranks:
        return ranks_of(self.problem.posts)

    def beside(self, problem: Problem) -> "Layout":
        """The layout of a problem with other people and the same posts, which are not laid out again."""
        layout = Layout(problem, self.settings)
        for name in ("folding", "occupations", "posts", "measures", "post_ranks"):
            layout.__dict__[name] = getattr(self, name)
        return layout


def layout_of(problem: Problem, settings: Settings) -> Layout:
    """The layout of a problem, kept with it: matching it again under the same settings begins at once."""
    if settings not in problem.kept:
        problem.kept.clear()
        problem.kept[settings] = Layout(problem, settings)
    layout: Layout = problem.kept[settings]
    return layout
