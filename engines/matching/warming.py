"""Compiling at set-up what the first request would else wait for.

What is compiled is kept beside the source (or, where that cannot be written to, in the user's own cache), for this
kind of processor and this state of the source; what was kept for another state is thrown away.
"""

import shutil

from engines.matching.compiled import KEPT
from engines.matching.explaining import explain
from engines.matching.matcher import Matcher
from engines.matching.problem import Problem
from engines.matching.settings import Settings
from engines.matching.sides import Person, Post
from engines.matching.solving import pairs_of, solve


def warm() -> None:
    """Go once through everything that is compiled; a fraction of a second where it was compiled before."""
    people = [
        Person(id=number, needs_must=1, needs_wish=2, skills=["sewing"], occupations=["6"], wage_floor=2000, x=0, y=0)
        for number in range(64)
    ]
    posts = [
        Post(id=number, occupation="6-05", skills_welcome=["sewing"], wage_min=3000, start=None, x=0, y=number)
        for number in range(64)
    ]
    problem = Problem.of(people, posts)
    result = solve(problem, Settings(threads=2))
    pairs_of(problem)
    explain(problem, result, 0, 0)
    Matcher(problem).put_person(people[0])
    for other in KEPT.parent.glob("compiled-*"):
        if other != KEPT:
            shutil.rmtree(other, ignore_errors=True)
