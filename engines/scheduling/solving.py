"""Making a timetable."""

import time

from engines.scheduling.bounding import Bounding
from engines.scheduling.dealing import dealt
from engines.scheduling.explaining import why_left_out
from engines.scheduling.inserting import Inserting
from engines.scheduling.problem import Problem
from engines.scheduling.result import Result
from engines.scheduling.settings import Settings
from engines.scheduling.stages import Stages
from engines.scheduling.timetable import Timetable


def solve(problem: Problem, settings: Settings | None = None, *, start: Result | None = None) -> Result:
    """A timetable of as much weight as can be found."""
    began = time.perf_counter()
    settings = settings or Settings()
    timetable = Timetable(problem, settings)
    bounding = Bounding(timetable)
    most = bounding.value_bound()
    if start is not None:
        _begin_from(timetable, start)
    making = Inserting(timetable, most)
    making.run()
    stages = Stages(making, bounding, most).run()
    return Result(
        problem=problem,
        settings=settings,
        placed=dealt(timetable),
        left_out=tuple(why_left_out(timetable, meeting) for meeting in making.left_out()),
        value=timetable.value,
        bound=stages[0].bound,
        status="optimal" if all(stage.status == "optimal" for stage in stages) else "feasible",
        stages=stages,
        moves=making.moves,
        seconds=time.perf_counter() - began,
    )


def _begin_from(timetable: Timetable, start: Result) -> None:
    """Place again what was placed before and still can be."""
    for placement in start.placed:
        meeting = timetable.problem.meeting_by_id.get(placement.meeting)
        at = placement.start - timetable.problem.opens
        if meeting is not None and at >= 0 and timetable.starts(meeting) >> at & 1:
            can = timetable.can_interpret(meeting, at, placement.interpreter)
            timetable.place(meeting, at, placement.interpreter if can else None)
