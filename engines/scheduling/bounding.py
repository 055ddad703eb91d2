"""A value that no timetable can exceed, from a model that knows how much time there is but not when.

Each meeting takes minutes from its person, its booth, a quiet room and an interpreter; for each of them the meetings
chosen must fit into the unbroken stretches of time that it has. That is a knapsack for each stretch; for interpreters
also one of rests, as meetings are packed into spells of work between two rests (bins).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engines.scheduling.bits import Bits, lowest
from engines.scheduling.given import Interpreter, Meeting, Person
from engines.scheduling.solvers import model_builder
from engines.scheduling.timetable import Timetable

NODES = 1000  # of branch and bound; a count and not a clock, so that every machine gives the same
TOLERANCE = 1e-4  # bounds are whole numbers but for rounding
SPLITS = 5  # dual feasible functions tried for bins; beyond these nothing is gained for meetings of usual length


@dataclass(frozen=True)
class Piece:
    """A meeting in a stretch of time: whether it is there, and the minutes that it could begin to end within."""

    meeting: Meeting
    chosen: model_builder.Variable


class Bounding:
    """The model, made for a timetable in which nothing, or nothing but the past, is placed."""

    def __init__(self, empty: Timetable) -> None:
        self.empty = empty
        self.mip = model_builder.Model()
        self.starts = {meeting.id: empty.starts(meeting) for meeting in empty.meetings}
        self.possible = [meeting for meeting in empty.meetings if self.starts[meeting.id]]
        self.placed = {meeting.id: self.mip.new_bool_var("") for meeting in self.possible}
        self.of_person = _by(self.possible, lambda meeting: meeting.person)
        self.served = [self._served(theirs) for theirs in self.of_person.values()]
        for person, theirs in self.of_person.items():
            self._person(empty.problem.person_by_id[person], theirs)
        for booth, theirs in _by(self.possible, lambda meeting: meeting.booth).items():
            self._fit(theirs, empty.problem.booth_by_id[booth].desks)
        self._quiet()
        self._interpreted()

    def value_bound(self) -> int:
        """No timetable has a greater value."""
        return self._most(self._value())

    def served_bound(self, value: int) -> int:
        """No timetable of at least this value serves more people."""
        self.mip.add(self._value() >= value)
        return self._most(model_builder.LinearExpr.sum(self.served))

    def waits_bound(self, value: int, served: int) -> int:
        """No timetable of at least this value that serves so many people has fewer minutes of waiting.

        Between two meetings of a person there is at least the gap.
        """
        if not self.possible:
            return 0
        self.mip.add(self._value() >= value)
        self.mip.add(model_builder.LinearExpr.sum(self.served) >= served)
        signs = [-1.0] * len(self.placed) + [1.0] * len(self.served)
        fewer = model_builder.LinearExpr.weighted_sum([*self.placed.values(), *self.served], signs)
        return -self._most(fewer) * self.empty.settings.gap_minutes

    def _most(self, wanted: model_builder.LinearExpr) -> int:
        if not self.possible:
            return 0
        self.mip.maximize(wanted)
        solver = model_builder.Solver("scip")
        solver.set_solver_specific_parameters(f"limits/nodes = {NODES}")
        solver.solve(self.mip)
        return math.floor(solver.best_objective_bound + TOLERANCE)

    def _value(self) -> model_builder.LinearExpr:
        """What is to be as great as can be."""
        weights = [float(meeting.weight) for meeting in self.possible] + [float(self.empty.first_counts)] * len(
            self.served
        )
        return model_builder.LinearExpr.weighted_sum([*self.placed.values(), *self.served], weights)

    def _served(self, theirs: list[Meeting]) -> model_builder.Variable:
        served = self.mip.new_bool_var("")
        self.mip.add(model_builder.LinearExpr.sum([self.placed[meeting.id] for meeting in theirs]) - served >= 0)
        return served

    def _rounded(self, minutes: int) -> int:
        """Minutes until the next start on the grid, where one thing follows another."""
        grid = self.empty.settings.grid_minutes
        return -(-minutes // grid) * grid

    def _person(self, person: Person, theirs: list[Meeting]) -> None:
        gap, grid = self.empty.settings.gap_minutes, self.empty.settings.grid_minutes
        prepare = {meeting.id: self.empty.prepare[meeting.id] for meeting in theirs}
        # Preparing is due before the next meeting, so it may be rounded with this one only if it is whole steps.
        rounded = self._rounded if not any(some % grid for some in prepare.values()) else int
        takes = {meeting.id: rounded(meeting.minutes + gap) + prepare[meeting.id] for meeting in theirs}
        self._fit(theirs, 1, takes, spare=gap + grid - 1, preparing=True)

    def _fit(
        self,
        meetings: list[Meeting],
        places: int,
        takes: dict[int, int] | None = None,
        spare: int = 0,
        preparing: bool = False,
    ) -> None:
        """Meetings that share so many places fit into each unbroken stretch of their time."""
        takes = takes or {meeting.id: self._rounded(meeting.minutes) for meeting in meetings}
        spare = spare or self.empty.settings.grid_minutes - 1
        stretches = self._stretches(meetings, preparing)
        pieces = self._pieces(meetings, stretches, self.placed)
        for (begin, end), here in pieces.items():
            total = sum(takes[piece.meeting.id] for piece in here)
            room = (end - begin + spare) * places
            if total > room:
                self.mip.add(sum(takes[piece.meeting.id] * piece.chosen for piece in here) <= room)

    def _stretches(self, meetings: list[Meeting], preparing: bool) -> list[tuple[int, int]]:
        """The unbroken stretches of the minutes that any of the meetings could take."""
        found = 0
        for meeting in meetings:
            prepare = self.empty.prepare[meeting.id] if preparing else 0
            found |= _covered(self.starts[meeting.id] >> prepare, meeting.minutes + prepare)
        return _unbroken(found)

    def _pieces(
        self, meetings: list[Meeting], stretches: list[tuple[int, int]], placed: dict[int, model_builder.Variable]
    ) -> dict[tuple[int, int], list[Piece]]:
        """Which meetings are in which stretch."""
        found: dict[tuple[int, int], list[Piece]] = defaultdict(list)
        for meeting in meetings:
            where = [some for some in stretches if self.starts[meeting.id] >> some[0] << some[0] & ((1 << some[1]) - 1)]
            if len(where) == 1:
                found[where[0]].append(Piece(meeting, placed[meeting.id]))
                continue
            chosen = [self.mip.new_bool_var("") for _ in where]
            self.mip.add(sum(chosen) == placed[meeting.id])
            for some, here in zip(where, chosen, strict=True):
                found[some].append(Piece(meeting, here))
        return found

    def _quiet(self) -> None:
        quiet = [meeting for meeting in self.possible if meeting.needs_quiet]
        if quiet:
            self._fit(quiet, sum(len(group) for group in self.empty.rooms))

    def _interpreted(self) -> None:
        chosen: dict[int, list[model_builder.Variable]] = defaultdict(list)
        for interpreter in self.empty.problem.interpreters:
            theirs = [meeting for meeting in self.possible if interpreter in self.empty.able[meeting.id]]
            theirs = [
                meeting
                for meeting in theirs
                if self.starts[meeting.id] & self.empty.interpreter_starts(interpreter, meeting.minutes)
            ]
            mine = {meeting.id: self.mip.new_bool_var("") for meeting in theirs}
            for meeting_id, here in mine.items():
                chosen[meeting_id].append(here)
            self._interpreter(interpreter, theirs, mine)
        for meeting in self.possible:
            if meeting.needs_languages:
                self.mip.add(sum(chosen[meeting.id]) == self.placed[meeting.id])

    def _interpreter(
        self, interpreter: Interpreter, theirs: list[Meeting], mine: dict[int, model_builder.Variable]
    ) -> None:
        """Meetings fit into each stretch of a shift, in as many spells of work as there are rests for."""
        settings = self.empty.settings
        longest, rest, prepare = settings.interpreting_minutes, settings.rest_minutes, settings.preparing_minutes
        covered = 0
        for meeting in theirs:
            starts = self.starts[meeting.id] & self.empty.interpreter_starts(interpreter, meeting.minutes)
            covered |= _covered(starts >> prepare, meeting.minutes + prepare)
        # A break too short for a rest does not part two spells.
        stretches = _joined(_unbroken(covered), rest)
        for (begin, end), here in self._pieces(theirs, stretches, mine).items():
            minutes = {piece.meeting.id: piece.meeting.minutes for piece in here}
            spells = self.mip.new_int_var(0, len(here), "")
            takes = sum(self._rounded(minutes[piece.meeting.id] + prepare) * piece.chosen for piece in here)
            rests = rest // settings.grid_minutes * settings.grid_minutes
            self.mip.add(takes + rests * (spells - 1) <= end - begin + settings.grid_minutes - 1)
            self.mip.add(sum(minutes[piece.meeting.id] * piece.chosen for piece in here) <= longest * spells)
            for split in range(1, SPLITS + 1):
                shares = {piece.meeting.id: _share(minutes[piece.meeting.id], longest, split) for piece in here}
                self.mip.add(sum(shares[piece.meeting.id] * piece.chosen for piece in here) <= split * longest * spells)


def _share(minutes: int, longest: int, split: int) -> int:
    """What a meeting takes of a spell, times ``split * longest``: a dual feasible function (Fekete & Schepers 2001).

    Whatever meetings fit into one spell, their shares do not exceed ``split * longest``.
    """
    if (split + 1) * minutes % longest == 0:
        return minutes * split
    return (split + 1) * minutes // longest * longest


def _by(meetings: Iterable[Meeting], key: Callable[[Meeting], int]) -> dict[int, list[Meeting]]:
    found: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        found[key(meeting)].append(meeting)
    return dict(sorted(found.items()))


def _covered(starts: Bits, length: int) -> Bits:
    """The minutes of all runs of a length that begin at these starts."""
    have = 1
    while have < length:
        step = min(have, length - have)
        starts |= starts << step
        have += step
    return starts


def _unbroken(minutes: Bits) -> list[tuple[int, int]]:
    """The stretches of a set of minutes."""
    found, at = [], 0
    while minutes:
        at = lowest(minutes)
        length = lowest(~(minutes >> at))
        found.append((at, at + length))
        minutes = minutes >> (at + length) << (at + length)
    return found


def _joined(stretches: list[tuple[int, int]], rest: int) -> list[tuple[int, int]]:
    """Stretches with those made one that no rest fits between."""
    found: list[tuple[int, int]] = []
    for begin, end in stretches:
        if found and begin - found[-1][1] < rest:
            found[-1] = found[-1][0], end
        else:
            found.append((begin, end))
    return found
