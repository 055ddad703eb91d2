"""A small region with everything in it that decides who is in reach, and what ``solve`` says of it as a whole."""

import duckdb
import numpy as np

from engines.matching import ANYWHERE, PERSON, POST, Problem, solve
from engines.matching.columns import NOWHERE
from engines.matching.region import save_problem

REGIONS = [0, *(code * 10**6 for code in (150000, 150100, 150102, 150103, 150200, 150204, 110101)), 150102001000]
WAYS = [0, 5_000, 19_000, 21_000, 80_000, 300_000, 700_000, 3_000_000, ANYWHERE]


def scattered(people=120, posts=90, seed=0):
    """People and posts over 900 km; a third known by division code alone, a fifth able to work from home."""
    chance = np.random.default_rng(seed)
    sides = np.zeros(people, PERSON), np.zeros(posts, POST)
    for table in sides:
        count = len(table)
        table["id"] = chance.permutation(10 * count)[:count]
        placed = chance.random(count) < 0.67
        towns = chance.integers(0, 8, count)
        for axis, towns_at in (("x", chance.integers(-450_000, 450_000, 8)), ("y", np.arange(8) * 30_000)):
            table[axis] = np.where(placed, towns_at[towns] + chance.integers(-9_000, 9_000, count), NOWHERE)
        table["region"] = chance.choice(REGIONS, count)
        table["from_home"] = chance.choice([0, 1, 2], count, p=[0.8, 0.12, 0.08])
        table["hours_min"], table["hours_max"] = 20, 40
    persons, openings = sides
    persons["way_max"] = chance.choice(WAYS, people)
    persons["needs_must"] = 1 << chance.integers(0, 4, people)
    openings["openings"], openings["wage_max"] = 1, -1
    openings["cannot"] = (1 << chance.integers(0, 4, posts)) & ~np.int64(1)
    skills = {"held": people, "required": posts, "welcome": posts}
    words = {name: chance.integers(0, 8, (count, 2)).astype(np.uint64) for name, count in skills.items()}
    words["required"] &= np.uint64(chance.integers(0, 2))
    return Problem(persons, openings, **words)


def save(folder, problem):
    """The two files of a problem."""
    files = folder / "PEOPLE.parquet", folder / "POSTS.parquet"
    save_problem(problem, *files)
    return files


def whole(problem):
    """The three lists that one ``solve`` over everything gives, as rows."""
    result = solve(problem)
    lists = []
    for table, lines in ((problem.people, result.people), (problem.posts, result.posts)):
        rows = [
            (one, rank + 1, *line)
            for one, many in zip(table["id"].tolist(), lines.tolist(), strict=True)
            for rank, line in enumerate(many)
            if line[0] >= 0
        ]
        lists.append(sorted(rows))
    needs = zip(problem.posts["id"].tolist(), result.accommodations.tolist(), strict=True)
    return [*lists, sorted((post, *lever) for post, lever in needs if lever[0] >= 0)]


def stored(out):
    """The same three lists as they stand in the folder."""
    names = ("people", "posts", "accommodations")
    return [duckdb.sql(f"FROM '{out / name}.parquet'").fetchall() for name in names]


def same_bytes(one, other):
    """Whether the results in two folders are the same, byte for byte."""
    names = ("people.parquet", "posts.parquet", "accommodations.parquet", "summary.json")
    return all((one / name).read_bytes() == (other / name).read_bytes() for name in names)
