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


@dataclass(frozen=True, kw_only=True)
class Result:
    """A timetable.

    placed : by start, then meeting. left_out : by meeting.
    value : the weights of what is placed, and ``first_counts`` for each person who has a meeting.
    bound : no timetable has a greater value. status : "optimal" when value is bound, else "feasible".
    moves : how many rearrangements were tried. seconds : what it took.
    """

    problem: Problem
    settings: Settings
    placed: tuple[Placed, ...]
    left_out: tuple[LeftOut, ...]
    value: int
    bound: int
    status: str
    moves: int
    seconds: float

    @cached_property
    def placed_by_meeting(self) -> dict[int, Placed]:
        return {one.meeting: one for one in self.placed}

    @cached_property
    def left_out_by_meeting(self) -> dict[int, LeftOut]:
        return {one.meeting: one for one in self.left_out}
