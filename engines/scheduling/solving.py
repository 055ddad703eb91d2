"""Making a timetable."""

import time

from engines.scheduling.bounding import bound
from engines.scheduling.dealing import dealt
from engines.scheduling.explaining import why_left_out
from engines.scheduling.inserting import Inserting
from engines.scheduling.problem import Problem
from engines.scheduling.result import Result
from engines.scheduling.settings import Settings
from engines.scheduling.timetable import Timetable


def solve(problem: Problem, settings: Settings | None = None, *, start: Result | None = None) -> Result:
    """A timetable of as much weight as can be found."""
    began = time.perf_counter()
    settings = settings or Settings()
    timetable = Timetable(problem, settings)
    most = bound(timetable)
    making = Inserting(timetable, most)
    making.run()
    return Result(
        problem=problem,
        settings=settings,
        placed=dealt(timetable),
        left_out=tuple(why_left_out(timetable, one) for one in making.left_out()),
        value=timetable.value,
        bound=most,
        status="optimal" if timetable.value == most else "feasible",
        moves=making.moves,
        seconds=time.perf_counter() - began,
    )
