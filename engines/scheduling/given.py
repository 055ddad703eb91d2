"""Who meets whom, and what there is to meet with."""

from collections.abc import Collection
from dataclasses import dataclass

Span = tuple[int, int]  # from one minute until another, the second not included
Zone = int | str  # a part of the halls, under whatever key the caller has for it


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One interview that is wished for.

    minutes : how long it takes, extra time by need included. weight : how much it counts, from 1 up.
    needs_languages : one interpreter who has them all sits with the person, and prepares with them before.
    needs_quiet : it is held in a quiet room; a desk's worth of the booth's people goes there too.
    """

    id: int
    person: int
    booth: int
    minutes: int = 15
    weight: int = 1
    needs_languages: Collection[str] = ()
    needs_quiet: bool = False


@dataclass(frozen=True, kw_only=True)
class Rest:
    """So many minutes on end, between two times, in which a person neither meets nor prepares.

    earliest, latest : the person's own coming and leaving where ``None``, else the fair's hours. A way from
    booth to booth and a break of the fair may be part of it.
    """

    minutes: int
    earliest: int | None = None
    latest: int | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who is there from ``arrives`` until ``leaves``; ``None`` means as long as the fair is open.

    pace_percent : how long their ways take, in percent of what ``Problem.ways`` says.
    rests : what they asked for; each takes minutes of its own. They hold as soon as there is one meeting.
    most_in_a_row : after so many meetings comes a pause of ``Settings.row_rest_minutes``; ``None`` for no limit.
    """

    id: int
    arrives: int | None = None
    leaves: int | None = None
    pace_percent: int = 100
    rests: Collection[Rest] = ()
    most_in_a_row: int | None = None


@dataclass(frozen=True, kw_only=True)
class Booth:
    """An employer's place. Its desks are alike; opens and closes are the fair's where ``None``."""

    id: int
    desks: int = 1
    opens: int | None = None
    closes: int | None = None
    breaks: Collection[Span] = ()
    zone: Zone | None = None


@dataclass(frozen=True, kw_only=True)
class Interpreter:
    """An interpreter's shift and the breaks in it; ``None`` means as long as the fair is open."""

    id: int
    languages: Collection[str]
    begins: int | None = None
    ends: int | None = None
    breaks: Collection[Span] = ()


@dataclass(frozen=True, kw_only=True)
class QuietRoom:
    """A room for one meeting at a time; opens and closes are the fair's where ``None``."""

    id: int
    opens: int | None = None
    closes: int | None = None
    zone: Zone | None = None
