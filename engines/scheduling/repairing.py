"""Repairing a timetable on the day, with as few told times moved as can be."""

import time

from engines.scheduling.bits import ones
from engines.scheduling.bounding import bound
from engines.scheduling.dealing import dealt
from engines.scheduling.explaining import why_left_out
from engines.scheduling.inserting import Inserting
from engines.scheduling.moving import broken
from engines.scheduling.problem import Problem
from engines.scheduling.result import Moved, Placed, Result
from engines.scheduling.settings import Settings
from engines.scheduling.timetable import Timetable


def repair(problem: Problem, before: Result, *, now: int, settings: Settings | None = None) -> Result:
    """The timetable ``before``, changed as little as what happened asks for.

    ``problem`` holds what happened: somebody arrives later, a shift ends, a booth closes. What began before
    ``now``, preparing included, stays as it was, and nothing is placed earlier than ``now``. Told times that
    still hold stay; the others find the nearest time, or are left out.
    """
    began = time.perf_counter()
    settings = settings or before.settings
    timetable = Timetable(problem, settings, now)
    told = {one.meeting: one for one in before.placed if one.meeting in problem.meeting_by_id}
    past = {one for one, placed in told.items() if _begin(timetable, placed) < now}
    for one in sorted(past):
        timetable.put(told[one])
    lost = []
    for one in sorted(set(told) - past, key=lambda one: (told[one].start, one)):
        meeting, start = problem.meeting_by_id[one], told[one].start - problem.opens
        if timetable.starts(meeting) >> start & 1:
            can = timetable.can_interpret(meeting, start, told[one].interpreter)
            timetable.place(meeting, start, told[one].interpreter if can else None)
        else:
            lost.append(one)
    for one in lost:
        meeting, start = problem.meeting_by_id[one], told[one].start - problem.opens
        near = sorted(ones(timetable.starts(meeting)), key=lambda free: (abs(free - start), free))
        if near:
            timetable.place(meeting, near[0])
    for meeting in Inserting(timetable, 0).left_out():
        timetable.insert(meeting)
    placed = dealt(timetable, told)
    most = max(bound(Timetable(problem, settings)), timetable.value)
    return Result(
        problem=problem,
        settings=settings,
        placed=placed,
        left_out=tuple(why_left_out(timetable, one) for one in Inserting(timetable, 0).left_out()),
        value=timetable.value,
        bound=most,
        status="optimal" if timetable.value == most else "feasible",
        moved=moved(timetable, told, placed),
        now=now,
        seconds=time.perf_counter() - began,
    )


def _begin(timetable: Timetable, placed: Placed) -> int:
    return placed.start - (timetable.prepare[placed.meeting] if placed.interpreter is not None else 0)


def moved(timetable: Timetable, told: dict[int, Placed], placed: tuple[Placed, ...]) -> tuple[Moved, ...]:
    """The meetings whose told time changed or was lost, by id, and what their old one would break now."""
    new = {one.meeting: one for one in placed}
    found = []
    for one, old in sorted(told.items()):
        if one in new and new[one].start == old.start:
            continue
        meeting, mark = timetable.problem.meeting_by_id[one], timetable.mark()
        if one in new:
            timetable.remove(meeting)
        facts = broken(timetable, meeting, old.start - timetable.problem.opens)
        timetable.undo(mark)
        found.append(Moved(meeting=one, old=old, new=new.get(one), facts=tuple(facts)))
    return tuple(found)
