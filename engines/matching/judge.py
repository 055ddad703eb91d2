"""The judge of shortlists: the definition once more, pair by pair in plain whole numbers.

Nothing here is shared with the solver but the meaning of the columns, so that a slip in one shows in the other.
"""

from collections import Counter
from math import isqrt
from typing import Any

from engines.matching.columns import NOT_STATED, NOWHERE, Home
from engines.matching.problem import Problem
from engines.matching.result import Lines, Result
from engines.matching.settings import Settings

Row = dict[str, Any]
Scores = tuple[int, int, int, bool]  # the person's, the post's, the reciprocal score, and whether to ask first


def check(problem: Problem, result: Result) -> list[str]:
    """What is wrong with ``result`` as an answer to ``problem``: a sentence each, none when all holds.

    Every pair is judged anew: who is on a list may be there, the scores are right, nobody better is
    missing, and the order is by reciprocal score, then id. Takes about ten seconds for 1,009 × 1,779.
    """
    settings = result.settings
    people, posts = _people(problem), _posts(problem)
    for_people: list[list[tuple[int, Scores]]] = [[] for _ in people]
    for_posts: list[list[tuple[int, Scores]]] = [[] for _ in posts]
    count = 0
    for i, person in enumerate(people):
        for j, post in enumerate(posts):
            if _obstacle(person, post, settings):
                continue
            count += 1
            scores = _scores(person, post, settings)
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
            if not _obstacle(person, post, settings):
                continue
            refused, missing = person["needs_must"] & post["cannot"], post["required"] & ~person["skills"]
            if refused.bit_count() == 1 and not _obstacle(person, {**post, "cannot": 0}, settings):
                needs[post["id"]][refused.bit_length() - 1] += 1
            if missing.bit_count() == 1 and not _obstacle(person, {**post, "required": 0}, settings):
                skills[person["id"]][missing.bit_length() - 1] += 1
            metres = _metres(person, post, settings)
            if metres > person["way_max"] and not _obstacle({**person, "way_max": metres}, post, settings):
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


def _people(problem: Problem) -> list[Row]:
    return _table(problem.people, skills=problem.held)


def _posts(problem: Problem) -> list[Row]:
    return _table(problem.posts, required=problem.required, welcome=problem.welcome)


def _table(table: Any, **skills: Any) -> list[Row]:
    rows = [{name: table[name][row].tolist() for name in table.dtype.names} for row in range(len(table))]
    for name, words in skills.items():
        for row, some in zip(rows, words.tolist(), strict=True):
            row[name] = sum(word << 64 * place for place, word in enumerate(some))
    return rows


def _obstacle(person: Row, post: Row, settings: Settings) -> str:
    """The first thing that stands in the way; empty when the pair is feasible."""
    if person["needs_must"] & post["cannot"]:
        return "a need that must be met and cannot be"
    if post["required"] & ~person["skills"]:
        return "a required skill is missing"
    if person["education"] < post["education_min"]:
        return "education"
    if post["wage_max"] != NOT_STATED and post["wage_max"] < person["wage_floor"]:
        return "wage"
    if max(person["hours_min"], post["hours_min"]) > min(person["hours_max"], post["hours_max"]):
        return "hours"
    if post["start"] and person["free_from"] > post["start"] + settings.grace_days:
        return "dates"
    if {person["from_home"], post["from_home"]} == {Home.ONLY, Home.NO}:
        return "one side works at home only, the other not at all"
    if not _both_at_home(person, post) and _metres(person, post, settings) > person["way_max"]:
        return "the way"
    return ""


def _both_at_home(person: Row, post: Row) -> bool:
    return Home.NO not in (person["from_home"], post["from_home"])


def _metres(person: Row, post: Row, settings: Settings) -> int:
    """The way, −1 where it is not known."""
    if NOWHERE not in (person["x"], post["x"]):
        return isqrt((person["x"] - post["x"]) ** 2 + (person["y"] - post["y"]) ** 2)
    if not person["region"] or not post["region"]:
        return -1
    one, other = f"{person['region']:012}", f"{post['region']:012}"
    bands = settings.bands
    for end, start, metres in (
        (9, 6, bands.township),
        (6, 4, bands.county),
        (4, 2, bands.city),
        (2, 0, bands.province),
    ):
        if one[:end] == other[:end] and int(one[start:end]):
            return metres
    return bands.beyond


def _scores(person: Row, post: Row, settings: Settings) -> Scores:
    a, b = _worth_to_person(person, post, settings), _worth_to_post(person, post, settings)
    ask = bool(person["needs_must"] & _unknown(post))
    ask |= post["wage_max"] == NOT_STATED and post["wage_min"] < person["wage_floor"]
    ask |= not _both_at_home(person, post) and _metres(person, post, settings) == -1
    return a, b, 2 * a * b // (a + b) if a + b else 0, ask


def _worth_to_person(person: Row, post: Row, settings: Settings) -> int:
    weights = settings.person
    wishes = [code for code in person["occupations"] if code]
    worth = weights.occupation
    if wishes:
        rank = next((place for place, wish in enumerate(wishes) if _below(post["occupation"], wish)), 5)
        worth = weights.occupation * (5 - rank) // 5
    floor = person["wage_floor"]
    if floor:
        top = post["wage_min"] if post["wage_max"] == NOT_STATED else post["wage_max"]
        above = min(max(top - floor, 0) * 100, floor * settings.wage_saturation_percent)
        worth += weights.wage * above // (floor * settings.wage_saturation_percent)
    else:
        worth += weights.wage
    worth += _worth_of_way(person, post, settings)
    worth += _worth_of_needs(person["needs_must"], post, weights.needs, settings)
    worth += _worth_of_needs(person["needs_wish"], post, weights.wishes, settings)
    asked = range(post["hours_min"], post["hours_max"] + 1)
    wanted = sum(person["hours_min"] <= hours <= person["hours_max"] for hours in asked)
    worth += weights.hours * wanted // len(asked)
    return int(worth)


def _worth_of_way(person: Row, post: Row, settings: Settings) -> int:
    weight = settings.person.way
    if _both_at_home(person, post):
        return weight
    metres = _metres(person, post, settings)
    if metres <= 0:
        return weight if metres == 0 else 0
    nothing = 2 * min(person["way_max"], settings.way_far_metres)
    return weight * (nothing - metres) // nothing if metres < nothing else 0


def _worth_of_needs(needs: int, post: Row, weight: int, settings: Settings) -> int:
    count = needs.bit_count()
    if not count:
        return weight
    tenths: int = settings.offered_tenths * (needs & post["offered"]).bit_count()
    tenths += settings.arranged_tenths * (needs & post["can_arrange"]).bit_count()
    tenths += settings.ask_tenths * (needs & _unknown(post)).bit_count()
    return weight * tenths // (10 * count)


def _unknown(post: Row) -> int:
    known: int = post["offered"] | post["can_arrange"] | post["cannot"]
    return (2**64 - 1) & ~known


def _worth_to_post(person: Row, post: Row, settings: Settings) -> int:
    weights = settings.post
    welcome = post["welcome"].bit_count()
    held = (post["welcome"] & person["skills"]).bit_count()
    worth = weights.skills * held // welcome if welcome else weights.skills
    levels = _levels(post["occupation"])
    if levels:
        shared = [_shared(levels, _levels(wish)) for wish in person["occupations"] if wish]
        worth += weights.occupation * max(shared, default=0) // len(levels)
    if person["education"] >= post["education_min"]:
        worth += weights.education
    late = max(person["free_from"] - post["start"], 0) if post["start"] else 0
    grace = max(settings.grace_days, 1)
    return worth + weights.time * max(grace - late, 0) // grace


def _levels(code: int) -> list[int]:
    """The levels that an occupation code states: up to its last that is not 00."""
    levels = list(code.to_bytes(4, "big"))
    while levels and not levels[-1]:
        levels.pop()
    return levels


def _below(code: int, wish: int) -> bool:
    """Whether the occupation is the wished one or lies below it."""
    wanted = _levels(wish)
    return list(code.to_bytes(4, "big"))[: len(wanted)] == wanted


def _shared(levels: list[int], wish: list[int]) -> int:
    """How many levels are the same from the top; what the wish leaves open counts as 00."""
    wish = wish + [0] * (len(levels) - len(wish))
    same = 0
    while same < len(levels) and levels[same] == wish[same]:
        same += 1
    return same
