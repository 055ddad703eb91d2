"""Repairing a timetable on the day, with as few told times moved as can be."""

from __future__ import annotations

import time
from collections.abc import Collection

from engines.scheduling.bits import ones
from engines.scheduling.dealing import dealt
from engines.scheduling.explaining import why_left_out
from engines.scheduling.model import Model
from engines.scheduling.moving import broken
from engines.scheduling.problem import Problem
from engines.scheduling.result import Moved, Placed, Result, Stage
from engines.scheduling.settings import Settings
from engines.scheduling.solvers import cp_model
from engines.scheduling.timetable import Timetable

WHOLE = 60  # meetings to come up to which all are searched at once
PART = 30  # meetings that are free at once around one that lost its time
PARTS = 8  # such searches
STEP = 0.02  # deterministic seconds for one, about a tenth of a real second


def repair(problem: Problem, before: Result, *, now: int, settings: Settings | None = None) -> Result:
    """The timetable ``before``, changed as little as what happened asks for.

    ``problem`` holds what happened: somebody arrives later, a shift ends, a booth closes. What began before
    ``now``, preparing included, stays as it was, and nothing is placed earlier than ``now``. Wanted is, in
    this order: the fewest told times moved, a lost one counting as ``settings.lost_counts``; the greatest
    value; the smallest moves. The one stage of the result is the count of told times.
    """
    began = time.perf_counter()
    repairing = _Repairing(problem, before, now, settings or before.settings)
    repairing.keep()
    repairing.insert()
    proven = repairing.search()
    repairing.put_back()
    repairing.insert()
    count, timetable = repairing.count(), repairing.timetable
    proven = min(proven, count)
    placed = dealt(timetable, repairing.told)
    everything = sum(meeting.weight for meeting in problem.meetings)
    everything += timetable.first_counts * len({meeting.person for meeting in problem.meetings})
    left_out = [meeting for meeting in timetable.meetings if meeting.id not in timetable.slots]
    return Result(
        problem=problem,
        settings=timetable.settings,
        placed=placed,
        left_out=tuple(why_left_out(timetable, meeting) for meeting in left_out),
        value=timetable.value,
        bound=everything if left_out else timetable.value,
        status="optimal" if count == proven else "feasible",
        stages=(Stage("told", count, proven, "optimal" if count == proven else "feasible"),),
        moved=_moved(timetable, repairing.told, placed),
        now=now,
        seconds=time.perf_counter() - began,
    )


class _Repairing:
    """One repair: the timetable, and what was told for the time to come."""

    def __init__(self, problem: Problem, before: Result, now: int, settings: Settings) -> None:
        self.problem, self.settings = problem, settings
        self.timetable = Timetable(problem, settings, now)
        self.told = {
            placement.meeting: placement for placement in before.placed if placement.meeting in problem.meeting_by_id
        }
        prepare = self.timetable.prepare
        self.past = {meeting_id for meeting_id, placed in self.told.items() if placed.start - prepare[meeting_id] < now}
        self.starts = {
            meeting_id: placed.start - problem.opens
            for meeting_id, placed in self.told.items()
            if meeting_id not in self.past
        }

    def keep(self) -> None:
        """Place what has begun, then each told time that still holds."""
        for meeting_id in sorted(self.past):
            self.timetable.put(self.told[meeting_id])
        for meeting_id, start in sorted(self.starts.items(), key=lambda item: (item[1], item[0])):
            meeting = self.problem.meeting_by_id[meeting_id]
            if self.timetable.starts(meeting) >> start & 1:
                can = self.timetable.can_interpret(meeting, start, self.told[meeting_id].interpreter)
                self.timetable.place(meeting, start, self.told[meeting_id].interpreter if can else None)

    def insert(self) -> None:
        """Place what lost its time as near to it as can be, then what had none."""
        for meeting in self.timetable.meetings:
            start = self.starts.get(meeting.id, 0)
            if meeting.id not in self.timetable.slots:
                near = sorted(ones(self.timetable.starts(meeting)), key=lambda free: (abs(free - start), free))
                if near:
                    self.timetable.place(meeting, near[0])

    def count(self) -> int:
        """Told times that are moved, the lost ones counting more."""
        slots, lost = self.timetable.slots, self.settings.lost_counts
        return sum(
            lost if meeting_id not in slots else slots[meeting_id].start != start
            for meeting_id, start in self.starts.items()
        )

    def put_back(self) -> None:
        """Let each told time come back that can, as what was in its way may have gone since."""
        while sum(self._back(meeting_id) for meeting_id in self._changed()):
            pass

    def _back(self, meeting_id: int) -> bool:
        timetable, meeting = self.timetable, self.problem.meeting_by_id[meeting_id]
        mark, start = timetable.mark(), self.starts[meeting_id]
        if meeting_id in timetable.slots:
            timetable.remove(meeting)
        if not timetable.starts(meeting) >> start & 1:
            timetable.undo(mark)
            return False
        timetable.place(meeting, start)
        return True

    def search(self) -> int:
        """Rearrange what can still change; answers with what no count of told times is below."""
        free = {meeting.id for meeting in self.timetable.meetings if meeting.id not in self.past}
        if len(free) <= WHOLE:
            return self._solve(free, self.settings.effort)
        for meeting_id in self._changed()[:PARTS]:
            meeting = self.problem.meeting_by_id[meeting_id]
            near = sorted(
                (other for other in self.timetable.related(meeting) if other in free),
                key=lambda other: (abs(self.timetable.slots[other].start - self.starts[meeting_id]), other),
            )
            self._solve({meeting_id, *near[:PART]}, STEP)
        return 0

    def _changed(self) -> list[int]:
        """What is lost, then what is moved, by its told time."""
        slots = self.timetable.slots
        changed = [
            meeting_id
            for meeting_id, start in self.starts.items()
            if meeting_id not in slots or slots[meeting_id].start != start
        ]
        return sorted(changed, key=lambda meeting_id: (meeting_id in slots, self.starts[meeting_id], meeting_id))

    def _solve(self, free: Collection[int], effort: float) -> int:
        """Search with these meetings free; answers with what no count of told times among them is below."""
        model = Model(self.timetable, free)
        counts, shifts = [], []
        for meeting_id, start in self.starts.items():
            if meeting_id in model.options:
                option, stays = model.options[meeting_id], model.cp.new_bool_var("")
                model.cp.add(option.start == start).only_enforce_if(stays)
                model.cp.add_implication(stays, option.placed)
                counts.append(option.placed - stays + self.settings.lost_counts * (1 - option.placed))
                shift = model.cp.new_int_var(0, self.timetable.windows.horizon + abs(start), "")
                model.cp.add_abs_equality(shift, option.start - start)
                shifts.append(shift)
        impossible = [
            meeting_id for meeting_id in free if meeting_id in self.starts and meeting_id not in model.options
        ]
        if not model.options:
            return self.settings.lost_counts * len(impossible)
        value_weight = 1 + len(shifts) * 2 * self.timetable.windows.horizon
        everything = sum(option.meeting.weight + self.timetable.first_counts for option in model.options.values())
        count_weight = value_weight * (1 + everything)
        count = cp_model.LinearExpr.sum(counts)
        wanted = [count, model.measure("value"), cp_model.LinearExpr.sum(shifts)]
        model.cp.minimize(cp_model.LinearExpr.weighted_sum(wanted, [count_weight, -value_weight, 1]))
        model.hint()
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self.settings.workers
        solver.parameters.random_seed = self.settings.seed
        solver.parameters.max_deterministic_time = effort
        before, mark = (self.count(), -self.timetable.value), self.timetable.mark()
        if solver.solve(model.cp) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            model.take(solver)
            if (self.count(), -self.timetable.value) > before:
                self.timetable.undo(mark)
        # A part of the weighted sum may be below what the count alone allows by less than one count.
        least = -(-round(solver.best_objective_bound) // count_weight)
        return max(least, 0) + self.settings.lost_counts * len(impossible)


def _moved(timetable: Timetable, told: dict[int, Placed], placed: tuple[Placed, ...]) -> tuple[Moved, ...]:
    """The meetings whose told time changed or was lost, by id, and what their old one would break now."""
    new = {placement.meeting: placement for placement in placed}
    found = []
    for meeting_id, old in sorted(told.items()):
        if meeting_id in new and new[meeting_id].start == old.start:
            continue
        meeting, mark = timetable.problem.meeting_by_id[meeting_id], timetable.mark()
        if meeting_id in new:
            timetable.remove(meeting)
        facts = broken(timetable, meeting, old.start - timetable.problem.opens)
        timetable.undo(mark)
        found.append(Moved(meeting=meeting_id, old=old, new=new.get(meeting_id), facts=tuple(facts)))
    return tuple(found)
