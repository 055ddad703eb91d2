"""Measures of a timetable, each with the reason for its default."""

from dataclasses import dataclass, fields

OBJECTIVES = ("value", "served", "waits", "finish")


class BadSettings(ValueError):
    """A setting that makes no sense; the sentence names it and what to give."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How to make a timetable.

    grid_minutes : meetings start so many minutes apart, counted from the opening; five are easy to tell.
    gap_minutes : between two meetings of one person, to walk or roll from booth to booth; where the way
        between the two takes longer at their pace, so long.
    interpreting_minutes, rest_minutes : since a rest of so many minutes an interpreter works at most so
        long; after 40 minutes at a stretch what is understood falls off.
    preparing_minutes : right before each interpreted meeting its person and interpreter are together for so
        long, to agree on signs and names; it counts neither as interpreting nor as rest.
    row_rest_minutes : how long the pause is that comes after ``Person.most_in_a_row`` meetings.
    first_counts : what somebody's first meeting counts beyond its weight. ``None`` is the heaviest weight,
        so that a second meeting of one person always gives way to the first of another.
    objectives : what is wanted, in turn, each then held: the greatest value, the most people with a meeting,
        the fewest minutes of waiting between meetings, the earliest end of the last meeting. The value comes
        first; of the others some may be left away or come in another order.
    lost_counts : in a repair, how many moved times a lost one counts as: a lost interview is worth moving
        two others, whom a message reaches in time, but not three.
    moves : how many rearrangements are tried before the exact search; a count and not a clock, so that every
        machine gives the same.
    effort : how long the exact search of one objective may take, in the solver's deterministic seconds, which
        are about as long as real ones.
    rounds : how many parts of a timetable too large for that are searched for one objective.
    workers : threads of the exact search. Only with one does the same seed give the same timetable.
    seed : of every choice that is free.
    """

    grid_minutes: int = 5
    gap_minutes: int = 5
    interpreting_minutes: int = 40
    rest_minutes: int = 20
    preparing_minutes: int = 10
    row_rest_minutes: int = 20
    first_counts: int | None = None
    objectives: tuple[str, ...] = OBJECTIVES
    lost_counts: int = 3
    moves: int = 3000
    effort: int = 2
    rounds: int = 40
    workers: int = 1
    seed: int = 0

    def __post_init__(self) -> None:
        least = {"grid_minutes": 1, "interpreting_minutes": 1, "rest_minutes": 1, "lost_counts": 1, "workers": 1}
        for name in (field.name for field in fields(self) if field.name != "objectives"):
            value = getattr(self, name)
            if name == "first_counts" and value is None:
                continue
            if isinstance(value, bool) or not isinstance(value, int) or value < least.get(name, 0):
                raise BadSettings(f"Settings.{name} is {value!r}; give a whole number from {least.get(name, 0)} up.")
        wanted = self.objectives
        if not isinstance(wanted, tuple) or wanted[:1] != ("value",) or not set(wanted) <= set(OBJECTIVES):
            raise BadSettings(f"Settings.objectives is {wanted!r}; give some of {OBJECTIVES}, value first.")
        if len(set(wanted)) < len(wanted):
            raise BadSettings(f"Settings.objectives is {wanted!r}; name each once.")
