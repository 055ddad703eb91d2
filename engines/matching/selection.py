"""What a selection of interviews is asked for, and what it gives back."""

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engines.matching.problem import Problem
from engines.matching.settings import BadSettings, Settings

Rule = Literal["most", "stable"]
RULES: Final[tuple[Rule, ...]] = ("most", "stable")

CHOSEN: Final = np.dtype(
    [
        ("person", "<i8"),
        ("post", "<i8"),
        ("score_person", "<i2"),
        ("score_post", "<i2"),
        ("reciprocal", "<i2"),
    ]
)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How many interviews there may be.

    per_person : three in an afternoon, with ways and rests between them, are what people manage.
    per_post : five are enough to choose from and are still heard out.
    times_openings : whether a post that wants three people may hold three times as many.
    """

    per_person: int = 3
    per_post: int = 5
    times_openings: bool = False

    def __post_init__(self) -> None:
        for name in ("per_person", "per_post"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10_000:
                raise BadSettings(f"Limits.{name} is {value!r}; give a whole number from 0 to 10,000.")


class Prices(NamedTuple):
    """What one more interview of each person and of each post is worth, by rows of the problem.

    With ``B`` the bonus, ``u`` the price of a person, ``v ≥ 0`` that of a post, ``p`` and ``q`` their limits and
    ``s`` the reciprocal scores of the feasible pairs, no selection whatever is worth more than

        Σ max(0, B + u) + (p − 1) max(0, u)   over people, where p ≥ 1
        + Σ q v   over posts
        + Σ max(0, s − u − v)   over feasible pairs

    where a selection's worth is ``B`` for each person who has an interview, and the scores. A selection worth
    just that is therefore the best there is, and nobody has to trust how it was found.
    """

    people: NDArray[np.int64]
    posts: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Selection:
    """Who meets whom.

    chosen : an array of ``CHOSEN``, by the ids of people, then of posts.
    people_count : people with an interview. total : the sum of the reciprocal scores.
    status : "optimal" (rule "most") or "stable". blocking_count : pairs that would both rather meet each other
        than somebody they do meet, or than nobody; none where the rule is "stable".
    people_bound, bound : no selection gives more people an interview, and none of those that give as many has a
        greater total; ``None`` for the rule "stable", which has no such aim.
    bonus, prices : the proof of the two bounds, see ``Prices``; 0 and ``None`` for "stable".
    """

    problem: Problem
    settings: Settings
    limits: Limits
    rule: Rule
    chosen: NDArray[np.void]
    people_count: int
    total: int
    blocking_count: int
    status: str
    people_bound: int | None
    bound: int | None
    bonus: int
    prices: Prices | None
    seconds: float

    def for_person(self, person_id: int) -> list[int]:
        """The posts that the person meets, by id; raises ``LookupError``."""
        self.problem.person_row(person_id)
        posts: list[int] = self.chosen["post"][self.chosen["person"] == person_id].tolist()
        return posts

    def for_post(self, post_id: int) -> list[int]:
        """The people whom the post meets, by id; raises ``LookupError``."""
        self.problem.post_row(post_id)
        people: list[int] = self.chosen["person"][self.chosen["post"] == post_id].tolist()
        return people

    def without(self) -> list[int]:
        """The people who meet nobody, by id."""
        none: list[int] = np.setdiff1d(self.problem.people["id"], self.chosen["person"]).tolist()
        return none
