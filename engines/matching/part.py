"""A few people beside a few posts: their pairs, and all near misses in full, for matching again after a change."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engines.matching.layout import Layout
from engines.matching.result import PAIR
from engines.matching.solving import look_at


@dataclass(frozen=True, eq=False)
class Part:
    """What there is between some rows of people and some rows of posts.

    people, posts : the rows. pairs : ``PAIR``, rows of the whole problem. needs : int32 (posts, 64), people whom one
    need alone keeps out. skills : int32 (people, skills), posts that one skill alone keeps out. rings : int32
    (people, rings), posts that are too far by so many rings, and nothing else.
    """

    people: NDArray[np.int64]
    posts: NDArray[np.int64]
    pairs: NDArray[np.void]
    needs: NDArray[np.int32]
    skills: NDArray[np.int32]
    rings: NDArray[np.int32]


def part_of(layout: Layout, people: NDArray[np.int64] | None, posts: NDArray[np.int64] | None = None) -> Part:
    """Look at these rows of people and of posts alone; at all of a side where none are named."""
    if posts is None:
        layout = layout.beside(layout.problem.part(people))
        posts = np.arange(len(layout.problem.posts))
    else:
        layout = Layout(layout.problem.part(people, posts), layout.settings)
    if people is None:
        people = np.arange(len(layout.problem.people))
    folding = layout.folding
    keep, pairs = look_at(layout, 0, len(people))
    whole = np.empty(len(pairs), PAIR)
    whole[:] = pairs
    whole["i"], whole["j"] = people[pairs["i"]], posts[pairs["j"]]
    needs = np.zeros((len(posts), 64), np.int32)
    needs[:, folding.needs.astype(np.int64)] = keep.needs(layout)
    found = keep.found(layout, len(people))
    skills = np.zeros((len(people), 64 * layout.problem.held.shape[1]), np.int32)
    skills[:, folding.skills] = found[:, : len(folding.skills)]
    return Part(people, posts, whole, needs, skills, found[:, len(folding.skills) :])
