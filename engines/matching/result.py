"""What matching gives back."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engines.matching.problem import Problem
from engines.matching.settings import Settings

LINE: Final = np.dtype(
    [
        ("id", "<i8"),
        ("score_person", "<i2"),
        ("score_post", "<i2"),
        ("reciprocal", "<i2"),
        ("ask_first", "?"),
    ]
)
Lines = NDArray[np.void]
# A feasible pair: rows of people and of posts, and the same scores.
PAIR: Final = np.dtype([("i", "<i8"), ("j", "<i8"), *LINE.descr[1:]])

# The one change that would open most: which (a number, −1 for none) and how many more it would open.
LEVER: Final = np.dtype([("which", "<i8"), ("count", "<i8")])


class Line(NamedTuple):
    """One line of a shortlist: the other side's id and the three scores, 0–1000."""

    id: int
    score_person: int
    score_post: int
    reciprocal: int


@dataclass(frozen=True, eq=False)
class Result:
    """Shortlists both ways.

    people, posts : arrays of ``LINE``, a row for each row of the problem, best first; a row with fewer
        lines than the array is wide ends in lines whose id and reciprocal are −1.
    needs_in_use, need_counts : for each post (row) and each of these needs (bits), how many people have no other
        obstacle than that the post denies that one need.
    skills : ``LEVER`` for each person: the number of the one skill that most posts lack of them, and nothing else.
    bands : ``LEVER`` for each person: the ring beyond their longest way, ``Settings.band_metres`` wide and counted
        from 0, with the most posts that are too far and nothing else.
    feasible_count : feasible pairs among all. seconds : what it took.
    status : always "optimal", for every pair was looked at; there is no gap and so no other bound.
    """

    problem: Problem
    settings: Settings
    people: Lines
    posts: Lines
    needs_in_use: NDArray[np.uint64]
    need_counts: NDArray[np.int32]
    skills: NDArray[np.void]
    bands: NDArray[np.void]
    feasible_count: int
    seconds: float
    status: str = field(default="optimal")

    def for_person(self, person_id: int) -> list[Line]:
        """The person's best posts, best first; raises ``LookupError``."""
        return _read(self.people[self.problem.person_row(person_id)])

    def for_post(self, post_id: int) -> list[Line]:
        """The post's best people, best first; raises ``LookupError``."""
        return _read(self.posts[self.problem.post_row(post_id)])

    def ask_first(self, person_id: int) -> set[int]:
        """Those of the person's posts for which something must be asked before the interview."""
        lines = self.people[self.problem.person_row(person_id)]
        return set(lines["id"][lines["ask_first"]].tolist())

    @cached_property
    def accommodations(self) -> NDArray[np.void]:
        """``LEVER`` for each post: the bit of the one accommodation that would admit the most further people."""
        levers = best_lever(self.need_counts)
        chosen = levers["which"] >= 0
        levers["which"][chosen] = self.needs_in_use[levers["which"][chosen]]
        return levers

    @cached_property
    def post_need_counts(self) -> NDArray[np.int32]:
        """``need_counts`` over all 64 bits: int32 (posts, 64)."""
        counts = np.zeros((len(self.need_counts), 64), np.int32)
        counts[:, self.needs_in_use.astype(np.int64)] = self.need_counts
        return counts

    def for_post_accommodation(self, post_id: int) -> tuple[int, int] | None:
        """(bit, people): the one accommodation that would admit most; ``None`` when none would admit anybody."""
        return _lever(self.accommodations[self.problem.post_row(post_id)])

    def for_person_skill(self, person_id: int) -> tuple[str, int] | None:
        """(skill, posts): the one skill that would open most; its number as text where skills have no names."""
        lever = _lever(self.skills[self.problem.person_row(person_id)])
        if lever is None:
            return None
        names = self.problem.skill_names
        return (names[lever[0]] if names else str(lever[0])), lever[1]

    def for_person_band(self, person_id: int) -> tuple[int, int, int] | None:
        """(from, until, posts): the ring of ways in metres, the first not included, that holds most posts."""
        row = self.problem.person_row(person_id)
        lever = _lever(self.bands[row])
        if lever is None:
            return None
        begins = int(self.problem.people["way_max"][row]) + lever[0] * self.settings.band_metres
        return begins, begins + self.settings.band_metres, lever[1]


def best_lever(counts: NDArray[Any]) -> NDArray[np.void]:
    """In each row of counts the column of the greatest, the first of equals, as ``LEVER``; −1 where all are 0."""
    levers = np.zeros(len(counts), LEVER)
    levers["which"] = -1
    if counts.shape[1]:
        which = counts.argmax(axis=1)
        levers["count"] = counts[np.arange(len(counts)), which]
        levers["which"] = np.where(levers["count"] > 0, which, -1)
    return levers


def _lever(lever: Any) -> tuple[int, int] | None:
    return (int(lever["which"]), int(lever["count"])) if lever["which"] >= 0 else None


def _read(lines: Lines) -> list[Line]:
    return [Line(*line[:4]) for line in lines[lines["reciprocal"] >= 0].tolist()]
