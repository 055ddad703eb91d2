"""Measures of a timetable, each with the reason for its default."""

from dataclasses import dataclass, fields


class BadSettings(ValueError):
    """A setting that makes no sense; the sentence names it and what to give."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How to make a timetable.

    grid_minutes : meetings start so many minutes apart, counted from the opening; five are easy to tell.
    gap_minutes : between two meetings of one person, to walk or roll from booth to booth.
    interpreting_minutes, rest_minutes : since a rest of so many minutes an interpreter works at most so
        long; after 40 minutes at a stretch what is understood falls off.
    first_counts : what somebody's first meeting counts beyond its weight. ``None`` is the heaviest weight,
        so that a second meeting of one person always gives way to the first of another.
    moves : how many rearrangements are tried; a count and not a clock, so that every machine gives the same.
    exhaustive_meetings : up to so many meetings all arrangements are tried.
    seed : of the choice between rearrangements.
    """

    grid_minutes: int = 5
    gap_minutes: int = 5
    interpreting_minutes: int = 40
    rest_minutes: int = 20
    first_counts: int | None = None
    moves: int = 3000
    exhaustive_meetings: int = 4
    seed: int = 0

    def __post_init__(self) -> None:
        least = {"grid_minutes": 1, "interpreting_minutes": 1, "rest_minutes": 1}
        for name in (one.name for one in fields(self)):
            value = getattr(self, name)
            if name == "first_counts" and value is None:
                continue
            if isinstance(value, bool) or not isinstance(value, int) or value < least.get(name, 0):
                raise BadSettings(f"Settings.{name} is {value!r}; give a whole number from {least.get(name, 0)} up.")
