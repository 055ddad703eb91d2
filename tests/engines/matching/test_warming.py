"""Once warmed, nothing is compiled any more: no request waits for it."""

import subprocess
import sys

LISTENING = """
from numba.core import event

from benchmarks.region_data import fair_columns
from engines.matching import Matcher, Person, Post, Problem, explain, pairs_of, solve


class Compiling(event.Listener):
    count = 0

    def on_start(self, one):
        Compiling.count += 1

    def on_end(self, one):
        pass


event.register("numba:compile", Compiling())
problem = fair_columns(people=300, posts=300)
result = solve(problem)
pairs_of(problem)
for line in result.for_person(int(problem.people["id"][0])):
    explain(problem, result, int(problem.people["id"][0]), line.id)
empty = Problem.of([], [])
matcher = Matcher(empty)
matcher.put_person(Person(id=1, region="150102", skills=["sewing"]))
matcher.put_post(Post(id=1, region="150102", skills_required=["sewing"]))
matcher.remove_person(1)
print(Compiling.count)
"""


def run(*arguments):
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True).stdout


def test_after_warming_nothing_is_compiled():
    run("-c", "from engines.matching import warm; warm()")

    assert run("-c", LISTENING) == "0\n"
