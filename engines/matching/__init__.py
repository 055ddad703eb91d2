"""Who fits whom: shortlists both ways, with reasons, from needs, skills and wishes alone.

>>> people = [Person(id=1, skills=["sewing"], occupations=["6-05"], wage_floor=3000)]
>>> posts = [Post(id=7, occupation="6-05-02-01", skills_required=["sewing"], wage_min=3000, wage_max=4500)]
>>> problem = Problem.of(people, posts)
>>> result = solve(problem)
>>> result.for_person(1)
[Line(id=7, score_person=850, score_post=875, reciprocal=862)]
>>> check(problem, result)
[]
>>> [(part.name, part.points, part.code) for part in explain(problem, result, 1, 7).post_parts][0]
('skills', 400, 'no_welcome_skills')
"""

from engines.matching.columns import ANYWHERE, PERSON, POST, Home, pack_occupation, pack_region
from engines.matching.explaining import Explanation, Fact, Part, explain
from engines.matching.judge import check
from engines.matching.levers import admitted, opened_by_skill, opened_by_way
from engines.matching.matcher import Matcher
from engines.matching.problem import BadProblem, Problem
from engines.matching.rates import NO_NEED, Group, Report, fairness
from engines.matching.ratio import Interval, ratio_interval
from engines.matching.result import Line, Result
from engines.matching.selecting import select
from engines.matching.selection import Limits, Prices, Rule, Selection
from engines.matching.selection_judge import check_selection
from engines.matching.settings import BadSettings, Bands, PersonWeights, PostWeights, Settings
from engines.matching.sides import Person, Post
from engines.matching.solving import pairs_of, solve
from engines.matching.warming import warm

__all__ = [
    "ANYWHERE",
    "NO_NEED",
    "PERSON",
    "POST",
    "BadProblem",
    "BadSettings",
    "Bands",
    "Explanation",
    "Fact",
    "Group",
    "Home",
    "Interval",
    "Limits",
    "Line",
    "Matcher",
    "Part",
    "Person",
    "PersonWeights",
    "Post",
    "PostWeights",
    "Prices",
    "Problem",
    "Report",
    "Result",
    "Rule",
    "Selection",
    "Settings",
    "admitted",
    "check",
    "check_selection",
    "explain",
    "fairness",
    "opened_by_skill",
    "opened_by_way",
    "pack_occupation",
    "pack_region",
    "pairs_of",
    "ratio_interval",
    "select",
    "solve",
    "warm",
]
