"""When and where people meet: a timetable of interviews without a clash, and why some found no time.

Times are whole minutes, counted from wherever the caller likes, such as midnight.

>>> problem = Problem(
...     meetings=[Meeting(id=1, person=10, booth=5), Meeting(id=2, person=11, booth=5, needs_languages=["sign"])],
...     people=[Person(id=10), Person(id=11, leaves=600)],
...     booths=[Booth(id=5)],
...     opens=540,
...     closes=720,
... )
>>> result = solve(problem)
>>> result.placed
(Placed(meeting=1, start=540, end=555, booth=5, desk=1, interpreter=None, quiet_room=None),)
>>> result.left_out[0].facts[0]["code"]
'no_interpreter_with_language'
>>> check(problem, result)
[]
>>> explain(problem, result, 1).free_starts[:3]
(540, 545, 550)
"""

from engines.scheduling.explaining import Explanation, explain
from engines.scheduling.given import Booth, Interpreter, Meeting, Person, QuietRoom, Rest
from engines.scheduling.judge import check, check_repair
from engines.scheduling.moving import Move, move
from engines.scheduling.problem import Problem
from engines.scheduling.refusing import BadProblem
from engines.scheduling.repairing import repair
from engines.scheduling.result import Fact, LeftOut, Moved, Placed, Result, Stage
from engines.scheduling.settings import BadSettings, Settings
from engines.scheduling.solving import solve

__all__ = [
    "BadProblem",
    "BadSettings",
    "Booth",
    "Explanation",
    "Fact",
    "Interpreter",
    "LeftOut",
    "Meeting",
    "Move",
    "Moved",
    "Person",
    "Placed",
    "Problem",
    "QuietRoom",
    "Rest",
    "Result",
    "Settings",
    "Stage",
    "check",
    "check_repair",
    "explain",
    "move",
    "repair",
    "solve",
]
