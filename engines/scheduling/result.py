"""What making a timetable gives back."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from engines.scheduling.problem import Problem
from engines.scheduling.settings import Settings

Fact = dict[str, Any]  # "code" and what it is about; numbers, strings and lists only, so that it can be kept as JSON


class Placed(NamedTuple):
    """A meeting with its time and place; desks count from 1."""

    meeting: int
    start: int
    end: int
    booth: int
    desk: int
    interpreter: int | None
    quiet_room: int | None


class LeftOut(NamedTuple):
    """A meeting that found no time, and why.

    facts : what stands in its way in this timetable (codes: ``explain``).
    together : whether all of them would have to change; else any one is enough.
    """

    meeting: int
    facts: tuple[Fact, ...]
    together: bool


class Moved(NamedTuple):
    """A meeting whose told time changed in a repair, or was lost (``new`` is ``None``).

    facts : what its old time and place would break now, each (codes: ``move``).
    """

    meeting: int
    old: Placed
    new: Placed | None
    facts: tuple[Fact, ...]


class Stage(NamedTuple):
    """One objective: what was reached, what can be reached at best with those before it held, and the verdict.

    status : "optimal" when value is bound, else "feasible".
    """

    name: str
    value: int
    bound: int
    status: str


@dataclass(frozen=True, kw_only=True)
class Result:
    """A timetable.

    placed : by start, then meeting. left_out : by meeting.
    value : the weights of what is placed, and ``first_counts`` for each person who has a meeting.
    bound : no timetable has a greater value.
    status : "optimal" when every stage is, else "feasible".
    stages : one for each of ``Settings.objectives``.
    moved : in a repair, whose told time changed. now : in a repair, when it was made.
    moves : how many rearrangements were tried. seconds : what it took.
    """

    problem: Problem
    settings: Settings
    placed: tuple[Placed, ...]
    left_out: tuple[LeftOut, ...]
    value: int
    bound: int
    status: str
    stages: tuple[Stage, ...] = ()
    moved: tuple[Moved, ...] = ()
    now: int | None = None
    moves: int = 0
    seconds: float = 0.0

    @property
    def gap(self) -> float:
        """How far the value is from its bound, as a share of the bound."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0

    @cached_property
    def placed_by_meeting(self) -> dict[int, Placed]:
        return {placement.meeting: placement for placement in self.placed}

    @cached_property
    def left_out_by_meeting(self) -> dict[int, LeftOut]:
        return {left.meeting: left for left in self.left_out}
