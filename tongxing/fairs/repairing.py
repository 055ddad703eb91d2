"""What would come of a change, before anything is written: one interview moved by hand, or the day repaired.

The engine is asked here; ``actions`` writes what was looked at.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from functools import cached_property

from engines.scheduling import Move, Result, explain, move, repair
from tongxing.fairs import minutes, planning
from tongxing.fairs.models import Disruption, Fair, Interview


@dataclass(frozen=True)
class Look:
    """One interview at another start: where it could be, or what that breaks, and the starts that are free."""

    fair: Fair
    interview: Interview
    start: int
    move: Move
    free: list[int]


def look(fair, interview, start: int) -> Look:
    """What comes of ``interview`` at ``start``, in minutes of the fair. Raises ``LookupError`` without a booth."""
    interviews = list(planning.interviews_of(fair))
    problem = planning.problem_of(fair, interviews)
    now = minutes.now(fair)
    result = replace(planning.result_of(fair, problem, interviews), now=now)
    free = [start for start in explain(problem, result, interview.pk).free_starts if start >= now]
    return Look(fair, interview, start, move(problem, result, interview.pk, start=start), free)


@dataclass(frozen=True)
class Proposal:
    """How the day goes on after a disruption: the engine's repair, and what of it has to be written.

    ``interviews`` : by key, as they are now. ``now`` : the minute from which times may move.
    """

    fair: Fair
    disruption: Disruption
    now: int
    interviews: dict[int, Interview]
    result: Result

    @cached_property
    def seen(self) -> str:
        """A mark of the timetable that is proposed: the same where the same is proposed again."""
        return hashlib.sha256(json.dumps(self.result.placed).encode()).hexdigest()[:16]


def propose(fair, disruption, *, now: int | None = None) -> Proposal:
    """The repair of the day that moves the fewest told times; nothing that has begun moves."""
    interviews = list(planning.interviews_of(fair))
    before = planning.result_of(fair, planning.problem_of(fair, interviews), interviews)
    problem = planning.problem_of(fair, interviews, also=[disruption])
    now = minutes.now(fair) if now is None else now
    result = repair(problem, before, now=now, settings=planning.SETTINGS)
    return Proposal(fair, disruption, now, {interview.pk: interview for interview in interviews}, result)
