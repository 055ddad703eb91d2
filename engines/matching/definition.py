"""Feasibility and scores of one pair in plain whole numbers, as the judges know them.

Nothing here is shared with the solvers but the meaning of the columns, so that a slip in one shows in the other.
"""

from math import isqrt
from typing import Any

from engines.matching.columns import NOT_STATED, NOWHERE, Home
from engines.matching.problem import Problem
from engines.matching.settings import Settings

Row = dict[str, Any]
Scores = tuple[int, int, int, bool]  # the person's, the post's, the reciprocal score, and whether to ask first


def people_of(problem: Problem) -> list[Row]:
    """The people, each with their fields as plain numbers and ``skills`` as one mask of any width."""
    return _table(problem.people, skills=problem.held)


def posts_of(problem: Problem) -> list[Row]:
    """The posts, likewise, with the masks ``required`` and ``welcome``."""
    return _table(problem.posts, required=problem.required, welcome=problem.welcome)


def _table(table: Any, **skills: Any) -> list[Row]:
    rows = [{name: table[name][row].tolist() for name in table.dtype.names} for row in range(len(table))]
    for name, words in skills.items():
        for row, some in zip(rows, words.tolist(), strict=True):
            row[name] = sum(word << 64 * place for place, word in enumerate(some))
    return rows


def obstacle(person: Row, post: Row, settings: Settings) -> str:
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
    if not _both_at_home(person, post) and metres_of(person, post, settings) > person["way_max"]:
        return "the way"
    return ""


def _both_at_home(person: Row, post: Row) -> bool:
    return Home.NO not in (person["from_home"], post["from_home"])


def metres_of(person: Row, post: Row, settings: Settings) -> int:
    """The way in metres, −1 where it is not known."""
    if NOWHERE not in (person["x"], post["x"]):
        return isqrt((person["x"] - post["x"]) ** 2 + (person["y"] - post["y"]) ** 2)
    if not person["region"] or not post["region"]:
        return -1
    home, other = f"{person['region']:012}", f"{post['region']:012}"
    bands = settings.bands
    for end, start, metres in (
        (9, 6, bands.township),
        (6, 4, bands.county),
        (4, 2, bands.city),
        (2, 0, bands.province),
    ):
        if home[:end] == other[:end] and int(home[start:end]):
            return metres
    return bands.beyond


def scores_of(person: Row, post: Row, settings: Settings) -> Scores:
    """What the two are worth to each other; of a feasible pair."""
    a, b = _worth_to_person(person, post, settings), _worth_to_post(person, post, settings)
    ask = bool(person["needs_must"] & _unknown(post))
    ask |= post["wage_max"] == NOT_STATED and post["wage_min"] < person["wage_floor"]
    ask |= not _both_at_home(person, post) and metres_of(person, post, settings) == -1
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
    metres = metres_of(person, post, settings)
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
