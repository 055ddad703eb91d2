"""What stands in the two files: their columns, what each may hold, and what an empty cell means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from engines.matching.columns import NOT_STATED, NOWHERE, PERSON, POST

WHOLE: Final = frozenset(
    ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"],
)
EMPTY: Final = {"wage_max": NOT_STATED, "x": NOWHERE, "y": NOWHERE, "region": 0, "occupation": 0} | dict.fromkeys(
    ("free_from", "start"), 0
)
_DAYS, _CODES = ("free_from", "start"), ("region", "occupation")


class BadInput(ValueError):
    """A file, a folder or a cluster that cannot be used; one sentence says which and what to do."""


@dataclass(frozen=True)
class Side:
    """One of the two files.

    skills : the columns that hold skills, and the names of their arrays in ``Problem``.
    """

    name: str
    dtype: np.dtype[np.void]
    skills: Mapping[str, str]

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns that are not skills."""
        return self.dtype.names or ()

    def packed(self, words: int) -> list[str]:
        """The columns of a packed table: numbers only, ``words`` of them for each set of skills."""
        flat = [
            f"{name}_{place}" if self.dtype[name].shape else name
            for name in self.fields
            for place in range(*(self.dtype[name].shape or (1,)))
        ]
        return flat + [f"{name}_{word}" for name in self.skills.values() for word in range(words)]


PEOPLE: Final = Side("people", PERSON, {"skills": "held"})
POSTS: Final = Side("posts", POST, {"skills_required": "required", "skills_welcome": "welcome"})


def check_types(side: Side, file: str, types: Mapping[str, str]) -> None:
    """Every column is there, nothing else is, and each is of a type that can be read; raises ``BadInput``."""
    wanted = (*side.fields, *side.skills)
    for name in types:
        if name not in wanted:
            raise BadInput(f"{file}, column {name}: matching has no such field; leave it out.")
    for name in wanted:
        if name not in types:
            raise BadInput(f"{file}, column {name}: this column is missing.")
        permitted, give = _permitted(side, name)
        if types[name] not in permitted:
            raise BadInput(f"{file}, column {name}: it holds {types[name]}; give {give}.")


def _permitted(side: Side, name: str) -> tuple[frozenset[str], str]:
    """The types of a column, and what to give in words."""
    lists = frozenset(f"{name}[]" for name in WHOLE)
    if name in side.skills:
        return frozenset(["VARCHAR[]", "UBIGINT[]"]), "lists of names, or of words of 64 bits (UBIGINT)"
    if side.dtype[name].shape:
        return lists | {"VARCHAR[]"}, "lists of occupation codes"
    if name in _DAYS:
        return WHOLE | {"DATE"}, "dates, or their ordinals"
    if name in _CODES:
        return WHOLE | {"VARCHAR"}, "codes as text, or packed numbers"
    return WHOLE, "whole numbers"
