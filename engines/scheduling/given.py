"""Who meets whom, and what there is to meet with."""

from collections.abc import Collection
from dataclasses import dataclass

Span = tuple[int, int]  # from one minute until another, the second not included


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One interview that is wished for.

    minutes : how long it takes, extra time by need included. weight : how much it counts, from 1 up.
    needs_languages : one interpreter who has them all sits with the person.
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
class Person:
    """Somebody who is there from ``arrives`` until ``leaves``; ``None`` means as long as the fair is open."""

    id: int
    arrives: int | None = None
    leaves: int | None = None


@dataclass(frozen=True, kw_only=True)
class Booth:
    """An employer's place. Its desks are alike; opens and closes are the fair's where ``None``."""

    id: int
    desks: int = 1
    opens: int | None = None
    closes: int | None = None
    breaks: Collection[Span] = ()


@dataclass(frozen=True, kw_only=True)
class Interpreter:
    """An interpreter's shift; ``None`` means as long as the fair is open."""

    id: int
    languages: Collection[str]
    begins: int | None = None
    ends: int | None = None
