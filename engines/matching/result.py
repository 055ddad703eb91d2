"""What matching gives back."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

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
    feasible_count : feasible pairs among all. seconds : what it took.
    status : always "optimal", for every pair was looked at; there is no gap and so no other bound.
    """

    problem: Problem
    settings: Settings
    people: Lines
    posts: Lines
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


def _read(lines: Lines) -> list[Line]:
    return [Line(*line[:4]) for line in lines[lines["reciprocal"] >= 0].tolist()]
