"""The objectives in turn, each then held: over the whole model where it is small, else over one part after another."""

from __future__ import annotations

import random
from collections.abc import Collection

from engines.scheduling.bounding import Bounding
from engines.scheduling.inserting import Inserting
from engines.scheduling.model import Model
from engines.scheduling.result import Stage
from engines.scheduling.solvers import cp_model
from engines.scheduling.worth import GREATER_IS_BETTER, measured

WHOLE = 80  # meetings up to which the whole model is searched for every objective
PART = 50  # meetings that are free at once in a part
STEP = 0.02  # deterministic seconds for a part


class Stages:
    """One run over a timetable that is filled already."""

    def __init__(self, inserting: Inserting, bounding: Bounding, value_bound: int) -> None:
        self.inserting, self.timetable = inserting, inserting.timetable
        self.settings = self.timetable.settings
        self.bounding, self.value_bound = bounding, value_bound
        self.free = {meeting.id for meeting in self.timetable.meetings if self.timetable.fixed_starts(meeting)}
        self.chance = random.Random(self.settings.seed)  # noqa: S311  (no secret hangs on it)
        self.held: list[str] = []

    def run(self) -> tuple[Stage, ...]:
        """Improve the timetable, one objective after the other."""
        found = []
        for name in self.settings.objectives:
            bound = self._improve(name)
            found.append((name, bound))
            self.held.append(name)
        while self.inserting.swap():
            pass
        stages = []
        for name, bound in found:
            value = measured(self.timetable, name)
            stages.append(Stage(name, value, bound, "optimal" if value == bound else "feasible"))
        return tuple(stages)

    def _improve(self, name: str) -> int:
        """Make the timetable better by one objective; answers with its bound."""
        bound = self._bound(name)
        if name == "waits" and "finish" not in self.held:
            self.inserting.draw_together()
        whole = len(self.free) <= WHOLE or (name == "finish" and not self.inserting.left_out())
        if measured(self.timetable, name) != bound and whole:
            bound = self._whole(name, bound)
        if measured(self.timetable, name) != bound:
            self._parts(name, bound)
        return bound

    def _bound(self, name: str) -> int:
        if name == "value":
            return self.value_bound
        if name == "served":
            return self.bounding.served_bound(self.timetable.value)
        if name == "waits":
            served = measured(self.timetable, "served") if "served" in self.held else 0
            return self.bounding.waits_bound(self.timetable.value, served)
        return 0

    def _solver(self, effort: float) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self.settings.workers
        solver.parameters.random_seed = self.settings.seed
        solver.parameters.max_deterministic_time = effort
        return solver

    def _whole(self, name: str, bound: int) -> int:
        """Search the whole model; answers with the better bound."""
        model = Model(self.timetable, self.free)
        if not model.options:
            return measured(self.timetable, name)
        wanted = self._ask(model, name)
        better = GREATER_IS_BETTER[name]
        model.cp.add(wanted <= bound if better else wanted >= bound)
        if len(self.timetable.slots) == len(self.timetable.meetings) and "value" in self.held:
            for option in model.options.values():
                model.cp.add(option.placed == 1)
        solver = self._solver(self.settings.effort)
        status = solver.solve(model.cp)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            model.take(solver)
        reached = round(solver.best_objective_bound)
        return min(bound, reached) if better else max(bound, reached)

    def _ask(self, model: Model, name: str) -> cp_model.LinearExprT:
        for held in [*self.held, name]:
            now = model.now(held)
            model.cp.add(model.measure(held) >= now if GREATER_IS_BETTER[held] else model.measure(held) <= now)
        wanted = model.measure(name)
        if GREATER_IS_BETTER[name]:
            model.cp.maximize(wanted)
        else:
            model.cp.minimize(wanted)
        model.hint()
        return wanted

    def _parts(self, name: str, bound: int) -> None:
        """Search one part after another, the rest staying as it is (large neighbourhood search, Shaw 1998)."""
        # Insertion is near the bound of the others already; waits are what can still be made much shorter.
        for _ in range(self.settings.rounds if name == "waits" else self.settings.rounds // 4):
            if measured(self.timetable, name) == bound:
                return
            model = Model(self.timetable, self._part(name))
            self._ask(model, name)
            solver = self._solver(STEP)
            if solver.solve(model.cp) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                model.take(solver)

    def _part(self, name: str) -> Collection[int]:
        """Meetings that hang together: all that share something with those of a person for whom there is hope."""
        timetable = self.timetable
        person = self.chance.choice(self._hopeful(name) or sorted(timetable.of_person))
        theirs = [meeting for meeting in timetable.meetings if meeting.person == person and meeting.id in self.free]
        part = {meeting.id for meeting in theirs}
        near = sorted({other for meeting in theirs for other in timetable.related(meeting)} - part)
        waiting = [
            meeting.id
            for meeting in timetable.meetings
            if meeting.id in self.free and meeting.id not in timetable.slots
        ]
        part |= set(self.chance.sample(near, min(PART, len(near))))
        if name in ("value", "served"):
            part |= set(self.chance.sample(waiting, min(PART // 5, len(waiting))))
        return part

    def _hopeful(self, name: str) -> list[int]:
        timetable = self.timetable
        if name == "waits":
            return [person for person, theirs in timetable.of_person.items() if len(theirs) > 1]
        if name == "finish":
            last = measured(timetable, name)
            return sorted({meeting.person for meeting in timetable.meetings if self._ends(meeting.id) == last})
        return sorted(
            {meeting.person for meeting in timetable.meetings if meeting.id in self.free - set(timetable.slots)}
        )

    def _ends(self, meeting_id: int) -> int | None:
        slot = self.timetable.slots.get(meeting_id)
        return slot and slot.end
