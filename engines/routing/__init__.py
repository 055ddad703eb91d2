"""Who drives where, and when: rounds of visits by teams, and why some stops are not visited.

Times are whole minutes from midnight of the first day.

>>> centre = Place(40.57, 110.52)
>>> problem = Problem(
...     stops=[
...         Stop(id=1, place=Place(40.60, 110.52), minutes=30, windows=[(540, 600)]),
...         Stop(id=2, place=Place(40.60, 110.55), minutes=20, needs_ramp=True),
...         Stop(id=3, place=Place(40.57, 110.60), minutes=20, prize=5),
...     ],
...     teams=[Team(id=7, shifts=[(510, 720)], start=centre)],
... )
>>> result = solve(problem)
>>> [(leg.kind, leg.stop, leg.begins) for leg in result.routes[0].legs]
[('start', None, 533), ('stop', 1, 540), ('end', None, 577)]
>>> [(left.stop, left.facts[0]["code"]) for left in result.left_out]
[(2, 'ramp_missing'), (3, 'not_worth')]
>>> result.status
'infeasible'
>>> check(problem, result)
[]
>>> explain(problem, result, 3).facts
({'code': 'not_worth', 'minutes': 22, 'prize': 5, 'team': 7, 'day': 0},)
"""

from engines.routing.explaining import Explanation, explain
from engines.routing.given import Lunch, Place, Stop, Team, Ways
from engines.routing.judge import check
from engines.routing.problem import BadProblem, Problem
from engines.routing.repair_judge import check_repair
from engines.routing.repairing import repair
from engines.routing.result import Fact, LeftOut, Leg, Moved, Result, Route
from engines.routing.settings import BadSettings, Settings
from engines.routing.solving import solve

__all__ = [
    "BadProblem",
    "BadSettings",
    "Explanation",
    "Fact",
    "LeftOut",
    "Leg",
    "Lunch",
    "Moved",
    "Place",
    "Problem",
    "Result",
    "Route",
    "Settings",
    "Stop",
    "Team",
    "Ways",
    "check",
    "check_repair",
    "explain",
    "repair",
    "solve",
]
