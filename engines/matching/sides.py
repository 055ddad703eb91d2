"""The two sides of a match as plain objects, for callers that do not keep columns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from engines.matching.columns import ANYWHERE, Home


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who looks for work: what they need, can do and wish. Nothing about who they are.

    needs_must, needs_wish : masks over the caller's list of accommodations, without a bit in common.
    skills : names, spelt as in the posts. occupations : at most five codes, the dearest first;
    ``4-10`` wishes for everything below it, none at all means "anything".
    education : 0–8. wage_floor : yuan a month, 0 for none. hours_min, hours_max : a week.
    x, y : metres on any plane grid, both or neither; region : division code of 6, 9 or 12 digits.
    Where both sides have x and y the way is the straight line, else it is taken from the regions
    (``Settings.bands``). way_max : the longest way in metres; ``ANYWHERE`` excludes nothing.
    free_from : the first day of work, ``None`` for "now".
    """

    id: int
    needs_must: int = 0
    needs_wish: int = 0
    skills: Collection[str] = ()
    occupations: Sequence[str] = ()
    education: int = 0
    wage_floor: int = 0
    hours_min: int = 0
    hours_max: int = 168
    x: int | None = None
    y: int | None = None
    region: str = ""
    way_max: int = ANYWHERE
    from_home: int = Home.NO
    free_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class Post:
    """What an employer offers.

    offered, can_arrange, cannot : masks without a bit in common; what is in none of them is unknown
    and is asked before the interview. wage_max : ``None`` when the employer names no upper end.
    start : the first day of work, ``None`` when it is open. The rest as in :class:`Person`.
    """

    id: int
    organisation: int = 0
    openings: int = 1
    offered: int = 0
    can_arrange: int = 0
    cannot: int = 0
    skills_required: Collection[str] = ()
    skills_welcome: Collection[str] = ()
    occupation: str = ""
    education_min: int = 0
    wage_min: int = 0
    wage_max: int | None = None
    hours_min: int = 40
    hours_max: int = 40
    x: int | None = None
    y: int | None = None
    region: str = ""
    from_home: int = Home.NO
    start: date | None = None
