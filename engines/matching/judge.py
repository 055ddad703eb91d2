"""The judge of shortlists: the definition once more, pair by pair in plain whole numbers.

Nothing here is shared with the solver but the meaning of the columns, so that a slip in one shows in the other.
"""

from collections import Counter

from engines.matching.definition import Row, Scores, metres_of, obstacle, people_of, posts_of, scores_of
from engines.matching.problem import Problem
from engines.matching.result import Lines, Result


def check(problem: Problem, result: Result) -> list[str]:
    """What is wrong with ``result`` as an answer to ``problem``: a sentence each, none when all holds.

    Every pair is judged anew: who is on a list may be there, the scores are right, nobody better is
    missing, and the order is by reciprocal score, then id. Takes about ten seconds for 1,009 × 1,779.
    """
    settings = result.settings
    people, posts = people_of(problem), posts_of(problem)
    for_people: list[list[tuple[int, Scores]]] = [[] for _ in people]
    for_posts: list[list[tuple[int, Scores]]] = [[] for _ in posts]
    count = 0
    for i, person in enumerate(people):
        for j, post in enumerate(posts):
            if obstacle(person, post, settings):
                continue
            count += 1
            scores = scores_of(person, post, settings)
            for_people[i].append((post["id"], scores))
            for_posts[j].append((person["id"], scores))
    said = [*_compare("person", people, for_people, result.people, settings.k)]
    said += _compare("post", posts, for_posts, result.posts, settings.k)
    said += _levers(problem, result, people, posts)
    if result.feasible_count != count:
        said.append(f"feasible_count is {result.feasible_count}; there are {count} feasible pairs.")
    if result.status != "optimal":
        said.append(f"status is {result.status!r}; every pair was looked at, so it is 'optimal'.")
    return said


def _compare(side: str, rows: list[Row], feasible: list[list[tuple[int, Scores]]], lists: Lines, k: int) -> list[str]:
    """One side's lists against what they should be."""
    if len(lists) != len(rows):
        return [f"There are {len(lists)} lists for {len(rows)} rows of {side}."]
    said = []
    for row, pairs, lines in zip(rows, feasible, lists, strict=True):
        who = f"{side} {row['id']}"
        wanted = sorted(pairs, key=lambda pair: (-pair[1][2], pair[0]))[:k]
        scores = dict(pairs)
        given = [line for line in lines.tolist() if line[0] != -1]
        ids = [line[0] for line in given]
        if len(set(ids)) < len(ids):
            said.append(f"{who}: somebody is on the list twice.")
        for other, *numbers in given:
            if other not in scores:
                said.append(f"{who}: {other} is on the list, but the pair is not feasible.")
            elif tuple(numbers) != scores[other]:
                said.append(f"{who}: {other} is given the scores {tuple(numbers)}; they are {scores[other]}.")
        missing = [other for other, _ in wanted if other not in ids]
        said += [f"{who}: {other} is missing from the list." for other in missing]
        if not missing and ids != [other for other, _ in wanted]:
            said.append(f"{who}: the list is not the best {len(wanted)} in order.")
        said += [f"{who}: a gap in the list."] if ids != [line[0] for line in lines.tolist()[: len(ids)]] else []
    return said


def _levers(problem: Problem, result: Result, people: list[Row], posts: list[Row]) -> list[str]:
    """The one change that would open most, on both sides: made for each pair that it could bring together."""
    settings, bands = result.settings, result.settings.band_count
    needs, skills, rings = ({row["id"]: Counter[int]() for row in side} for side in (posts, people, people))
    for person in people:
        for post in posts:
            if not obstacle(person, post, settings):
                continue
            refused, missing = person["needs_must"] & post["cannot"], post["required"] & ~person["skills"]
            if refused.bit_count() == 1 and not obstacle(person, {**post, "cannot": 0}, settings):
                needs[post["id"]][refused.bit_length() - 1] += 1
            if missing.bit_count() == 1 and not obstacle(person, {**post, "required": 0}, settings):
                skills[person["id"]][missing.bit_length() - 1] += 1
            metres = metres_of(person, post, settings)
            if metres > person["way_max"] and not obstacle({**person, "way_max": metres}, post, settings):
                ring = -(-(metres - person["way_max"]) // settings.band_metres) - 1
                rings[person["id"]].update([ring] if ring < bands else [])
    said = []
    for name, side, counts, levers in (
        ("accommodation", posts, needs, result.accommodations),
        ("skill", people, skills, result.skills),
        ("ring", people, rings, result.bands),
    ):
        for row, lever in zip(side, levers.tolist(), strict=True):
            most = min(counts[row["id"]].items(), key=lambda item: (-item[1], item[0]), default=(-1, 0))
            if lever != most:
                said.append(f"{row['id']}: the {name} that opens most is given as {lever}; it is {most}.")
    return said
