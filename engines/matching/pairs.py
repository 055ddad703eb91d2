"""Which pairs are feasible, and what each part of their scores is: the definition, over arrays."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.matching.columns import NOT_STATED, WISHES, Home
from engines.matching.problem import Problem, Words
from engines.matching.settings import Settings
from engines.matching.ways import UNKNOWN, way_metres

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Columns = Mapping[str, NDArray[Any]]
Parts = Mapping[str, Ints]

_NEVER = 2**31 - 1  # later than any day, more than any wage


@dataclass(frozen=True, eq=False)
class Pairs:
    """A problem under its settings, with its columns laid out for speed.

    The methods that take ``i`` and ``j`` (rows of people and of posts, of equal length) answer for the
    pairs ``(i[n], j[n])``.
    """

    problem: Problem
    settings: Settings

    @cached_property
    def people(self) -> Columns:
        table = self.problem.people
        columns = {name: np.ascontiguousarray(table[name]) for name in table.dtype.names or ()}
        wishes = columns["occupations"]
        return {**columns, "wish_mask": _stated(wishes), "wish_count": np.count_nonzero(wishes, axis=1)}

    @cached_property
    def posts(self) -> Columns:
        table = self.problem.posts
        columns = {name: np.ascontiguousarray(table[name]) for name in table.dtype.names or ()}
        wage, start = columns["wage_max"], columns["start"]
        unstated = wage == NOT_STATED
        return {
            **columns,
            "unknown": ~(columns["offered"] | columns["can_arrange"] | columns["cannot"]),
            "wage_limit": np.where(unstated, _NEVER, wage).astype(np.int32),
            "wage_top": np.where(unstated, columns["wage_min"], wage).astype(np.int64),
            "latest": np.where(start == 0, _NEVER, start + self.settings.grace_days).astype(np.int64),
            "depth": _depth(columns["occupation"]),
        }

    def feasible(self, rows: slice) -> tuple[Ints, Ints]:
        """All feasible pairs of the people in ``rows``, in the order of rows: ``i`` and ``j``.

        A pass of cheap comparisons over the whole tile first; the way, which is dear, for survivors only.
        """
        person = {name: column[rows, None] for name, column in self.people.items()}
        post = self.posts
        ok = (person["needs_must"] & post["cannot"]) == 0
        ok &= person["education"] >= post["education_min"]
        ok &= person["wage_floor"] <= post["wage_limit"]
        ok &= person["hours_min"] <= post["hours_max"]
        ok &= person["hours_max"] >= post["hours_min"]
        ok &= person["free_from"] <= post["latest"]
        ok &= (person["from_home"] != Home.ONLY) | (post["from_home"] != Home.NO)
        ok &= (person["from_home"] != Home.NO) | (post["from_home"] != Home.ONLY)
        for word in range(self.problem.required.shape[1]):
            required = self.problem.required[:, word]
            asking = np.flatnonzero(required)
            held = self.problem.held[rows, word, None]
            ok[:, asking] &= (required[asking] & ~held) == 0
        i, j = np.nonzero(ok)
        i += rows.start
        near = self.at_home(i, j) | (self.way(i, j) <= self.people["way_max"][i])
        return i[near], j[near]

    def at_home(self, i: Ints, j: Ints) -> Bools:
        """Whether the work can be done from home on both sides."""
        home: Bools = (self.people["from_home"][i] != Home.NO) & (self.posts["from_home"][j] != Home.NO)
        return home

    def way(self, i: Ints, j: Ints) -> Ints:
        """Metres between the two places, ``UNKNOWN`` (negative) where one of them is nowhere."""
        return way_metres(
            {name: self.people[name][i] for name in ("x", "y", "region")},
            {name: self.posts[name][j] for name in ("x", "y", "region")},
            self.settings.bands,
        )

    def ask_first(self, i: Ints, j: Ints) -> Bools:
        """Whether something that the pair depends on is unknown: a must-need, the wage, or the way."""
        need: Bools = (self.people["needs_must"][i] & self.posts["unknown"][j]) != 0
        way: Bools = ~self.at_home(i, j) & (self.way(i, j) == UNKNOWN)
        return need | self.ask_wage(i, j) | way

    def ask_wage(self, i: Ints, j: Ints) -> Bools:
        """Whether the post names no upper wage and what it does name lies below the person's floor."""
        below: Bools = self.posts["wage_top"][j] < self.people["wage_floor"][i]
        unstated: Bools = self.posts["wage_max"][j] == NOT_STATED
        return below & unstated

    def person_parts(self, i: Ints, j: Ints) -> Parts:
        """The parts of what the post is worth to the person; each from 0 to its weight."""
        weights = self.settings.person
        rank, count = self.wish_rank(i, j), self.people["wish_count"][i]
        return {
            "occupation": np.where(
                count == 0, weights.occupation, weights.occupation * np.where(rank < 0, 0, WISHES - rank) // WISHES
            ),
            "wage": self._wage_part(i, j),
            "way": self._way_part(i, j),
            "needs": self._needs_part(self.people["needs_must"][i], j, weights.needs),
            "wishes": self._needs_part(self.people["needs_wish"][i], j, weights.wishes),
            "hours": weights.hours * self.common_hours(i, j) // self._asked_hours(j),
        }

    def post_parts(self, i: Ints, j: Ints) -> Parts:
        """The parts of what the person is worth to the post; each from 0 to its weight."""
        weights = self.settings.post
        depth = self.posts["depth"][j]
        held, welcome = self.welcome_counts(i, j)
        late = self.days_late(i, j)
        grace = max(self.settings.grace_days, 1)
        return {
            "skills": np.where(welcome == 0, weights.skills, weights.skills * held // np.maximum(welcome, 1)),
            "occupation": weights.occupation * self.common_levels(i, j) // np.maximum(depth, 1),
            "education": np.where(self.people["education"][i] >= self.posts["education_min"][j], weights.education, 0),
            "time": weights.time * np.maximum(grace - late, 0) // grace,
        }

    def wish_rank(self, i: Ints, j: Ints) -> Ints:
        """The place, from 0, of the first wish under which the post falls; −1 where none does."""
        wishes, masks = self.people["occupations"][i], self.people["wish_mask"][i]
        covered = (wishes != 0) & ((self.posts["occupation"][j, None] & masks) == wishes)
        return np.where(covered.any(axis=1), covered.argmax(axis=1), -1)

    def common_levels(self, i: Ints, j: Ints) -> Ints:
        """How many levels of the post's occupation, from the top, its nearest wish shares (0–4)."""
        wishes = self.people["occupations"][i]
        apart = wishes ^ self.posts["occupation"][j, None]
        same = sum((apart >> np.uint32(shift) == 0).astype(np.int64) for shift in (24, 16, 8, 0))
        best = np.where(wishes == 0, 0, same).max(axis=1)
        shared: Ints = np.minimum(best, self.posts["depth"][j])
        return shared

    def common_hours(self, i: Ints, j: Ints) -> Ints:
        """How many of the numbers of weekly hours that the post may ask the person wants."""
        least = np.maximum(self.people["hours_min"][i], self.posts["hours_min"][j])
        most = np.minimum(self.people["hours_max"][i], self.posts["hours_max"][j])
        return np.maximum(most.astype(np.int64) - least + 1, 0)

    def days_late(self, i: Ints, j: Ints) -> Ints:
        """Days from the post's start to the person's first day; 0 where it is open or the person is free."""
        start = self.posts["start"][j].astype(np.int64)
        return np.where(start == 0, 0, np.maximum(self.people["free_from"][i] - start, 0))

    def welcome_counts(self, i: Ints, j: Ints) -> tuple[Ints, Ints]:
        """How many of the post's welcome skills the person holds, and how many it names."""
        held = np.zeros(len(i), np.int64)
        for word in range(self.problem.welcome.shape[1]):
            held += np.bitwise_count(self.problem.held[i, word] & self.problem.welcome[j, word])
        return held, _count(self.problem.welcome)[j]

    def _wage_part(self, i: Ints, j: Ints) -> Ints:
        weight, percent = self.settings.person.wage, self.settings.wage_saturation_percent
        floor = self.people["wage_floor"][i].astype(np.int64)
        above = np.maximum(self.posts["wage_top"][j] - floor, 0)
        full = floor * percent
        return np.where(floor == 0, weight, weight * np.minimum(above * 100, full) // np.maximum(full, 1))

    def _way_part(self, i: Ints, j: Ints) -> Ints:
        weight = self.settings.person.way
        way = self.way(i, j)
        zero_at = 2 * np.minimum(self.people["way_max"][i], self.settings.way_far_metres).astype(np.int64)
        # A longest way of 0 leaves only the way of 0, which is as near as can be.
        outside = np.where(way == 0, weight, weight * np.maximum(zero_at - way, 0) // np.maximum(zero_at, 1))
        return np.where(self.at_home(i, j), weight, np.where(way == UNKNOWN, 0, outside))

    def _needs_part(self, needs: NDArray[Any], j: Ints, weight: int) -> Ints:
        tenths = (
            (self.posts["offered"], self.settings.offered_tenths),
            (self.posts["can_arrange"], self.settings.arranged_tenths),
            (self.posts["unknown"], self.settings.ask_tenths),
        )
        earned = sum(np.bitwise_count(needs & mask[j]).astype(np.int64) * tenth for mask, tenth in tenths)
        count = np.bitwise_count(needs).astype(np.int64)
        return np.where(count == 0, weight, weight * earned // np.maximum(10 * count, 1))

    def _asked_hours(self, j: Ints) -> Ints:
        return self.posts["hours_max"][j].astype(np.int64) - self.posts["hours_min"][j] + 1


def reciprocal(person: Ints, post: Ints) -> Ints:
    """⌊2ab/(a+b)⌋, the harmonic mean, 0 where both are: a pair is worth little that one side regrets."""
    mean: Ints = 2 * person * post // np.maximum(person + post, 1)
    return mean


def total(parts: Parts) -> Ints:
    """The sum of the parts, which is the score."""
    score: Ints = np.sum(list(parts.values()), axis=0, dtype=np.int64)
    return score


def _depth(codes: NDArray[Any]) -> Ints:
    """How many levels an occupation code states, 0–4: up to its last that is not 00."""
    below = [(codes & np.uint32(mask)) != 0 for mask in (0xFFFFFFFF, 0x00FFFFFF, 0x0000FFFF, 0x000000FF)]
    depth: Ints = np.sum(below, axis=0, dtype=np.int64)
    return depth


def _stated(codes: NDArray[Any]) -> NDArray[np.uint32]:
    """The mask of the bytes that an occupation code states."""
    masks = np.array([0, 0xFF000000, 0xFFFF0000, 0xFFFFFF00, 0xFFFFFFFF], np.uint32)
    return masks[_depth(codes)]


def _count(words: Words) -> Ints:
    count: Ints = np.bitwise_count(words).sum(axis=1, dtype=np.int64)
    return count
