"""The columns of a matching problem: their names, types, units and permitted ranges.

These are all the fields there are. Disability category and level, sex, age, ethnicity and names are not
among them, and :class:`~engines.matching.problem.Problem` refuses a column that is not listed here.
"""

import re
from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np

NOWHERE: Final = -(2**31)  # x and y of a place without coordinates
ANYWHERE: Final = 40_000_000  # a longest way that excludes nothing: once round the earth, in metres
NOT_STATED: Final = -1  # wage_max of a post that names no upper end ("from 4,000", "to be agreed")
WISHES: Final = 5  # occupations that a person can wish for, in order

# Within ±20,000 km the square of a distance stays below 2**52, where a float's square root is exact.
_FARTHEST: Final = 20_000_000
_MASK: Final = 2**64 - 1
_LAST_DAY: Final = 3_652_059  # date.max.toordinal()


class Home(IntEnum):
    """Working from home, of a person's wish or of a post."""

    NO = 0
    CAN = 1
    ONLY = 2


class Limit(NamedTuple):
    """The least and greatest value of a column, and what to give, for the sentence of a refusal."""

    least: int
    most: int
    give: str


PERSON: Final = np.dtype(
    [
        ("id", "<i8"),
        ("needs_must", "<u8"),
        ("needs_wish", "<u8"),
        ("occupations", "<u4", (WISHES,)),
        ("education", "<i2"),
        ("wage_floor", "<i4"),
        ("hours_min", "<i2"),
        ("hours_max", "<i2"),
        ("x", "<i4"),
        ("y", "<i4"),
        ("region", "<i8"),
        ("way_max", "<i4"),
        ("from_home", "<i2"),
        ("free_from", "<i4"),
    ]
)

POST: Final = np.dtype(
    [
        ("id", "<i8"),
        ("organisation", "<i8"),
        ("openings", "<i4"),
        ("offered", "<u8"),
        ("can_arrange", "<u8"),
        ("cannot", "<u8"),
        ("occupation", "<u4"),
        ("education_min", "<i2"),
        ("wage_min", "<i4"),
        ("wage_max", "<i4"),
        ("hours_min", "<i2"),
        ("hours_max", "<i2"),
        ("x", "<i4"),
        ("y", "<i4"),
        ("region", "<i8"),
        ("from_home", "<i2"),
        ("start", "<i4"),
    ]
)

_ID = Limit(0, 2**63 - 1, "a whole number from 0 up")
_NEEDS = Limit(0, _MASK, "a mask of 64 bits, one for each accommodation")
_OCCUPATION = Limit(0, 0x09_63_63_63, "a code such as 4-10-04-02, or its beginning")
_EDUCATION = Limit(0, 8, "a level from 0 to 8")
_WAGE = Limit(0, 10_000_000, "yuan a month from 0 to 10,000,000")
_HOURS = Limit(0, 168, "hours a week from 0 to 168")
_METRES = Limit(-_FARTHEST, _FARTHEST, "metres within 20,000 km of the origin")
_REGION = Limit(0, 999_999_999_999, "a division code of 6, 9 or 12 digits")
_HOME = Limit(0, 2, "0 (no), 1 (can) or 2 (only)")
_DAY = Limit(0, _LAST_DAY, "a date, or nothing")

PERSON_LIMITS: Final = {
    "id": _ID,
    "needs_must": _NEEDS,
    "needs_wish": _NEEDS,
    "occupations": _OCCUPATION,
    "education": _EDUCATION,
    "wage_floor": _WAGE,
    "hours_min": _HOURS,
    "hours_max": _HOURS,
    "x": _METRES,
    "y": _METRES,
    "region": _REGION,
    "way_max": Limit(0, ANYWHERE, "metres from 0 to 40,000,000"),
    "from_home": _HOME,
    "free_from": _DAY,
}

POST_LIMITS: Final = {
    "id": _ID,
    "organisation": _ID,
    "openings": Limit(1, 1_000_000, "a number of people from 1 to 1,000,000"),
    "offered": _NEEDS,
    "can_arrange": _NEEDS,
    "cannot": _NEEDS,
    "occupation": _OCCUPATION,
    "education_min": _EDUCATION,
    "wage_min": _WAGE,
    "wage_max": Limit(NOT_STATED, _WAGE.most, "yuan a month up to 10,000,000, or nothing when not stated"),
    "hours_min": _HOURS,
    "hours_max": _HOURS,
    "x": _METRES,
    "y": _METRES,
    "region": _REGION,
    "from_home": _HOME,
    "start": _DAY,
}

_OCCUPATION_TEXT = re.compile(r"[1-9](-\d{2}){0,3}", re.ASCII)
_REGION_TEXT = re.compile(r"[1-9]\d{5}(\d{3}){0,2}", re.ASCII)


def pack_occupation(code: str) -> int:
    """The code ``4-10-04-02`` of the national occupation classification, one byte a level.

    Shorter codes name a group (``4-10``), as does a code that ends in ``-00``; the empty string is 0,
    "not stated". Raises ``ValueError`` for anything else.
    """
    if code == "":
        return 0
    if not _OCCUPATION_TEXT.fullmatch(code):
        raise ValueError(f"{code!r} is not an occupation code; give {_OCCUPATION.give}")
    levels = [int(level) for level in code.split("-")] + [0, 0, 0]
    return levels[0] << 24 | levels[1] << 16 | levels[2] << 8 | levels[3]


def pack_region(code: str) -> int:
    """The GB/T 2260 code of 6 digits (9 or 12 for a township) as a number of 12 digits.

    The empty string is 0, "not stated". Raises ``ValueError`` for anything else.
    """
    if code == "":
        return 0
    if not _REGION_TEXT.fullmatch(code):
        raise ValueError(f"{code!r} is not a region; give {_REGION.give}")
    return int(code.ljust(12, "0"))
