"""The columns that all peers are given: the problem's own, and whatever one side alone decides.

Making them is not timed, which favours the peers: the engine makes what it needs of them while the clock runs.
"""

import numpy as np

from engines.matching.columns import NOT_STATED, NOWHERE, WISHES

NEVER = 2**31 - 1
NO_WISH = 0xFF000000  # no occupation begins so: it covers none and shares no level with any
UNITS = ((10**3, 1000), (10**6, 100), (10**8, 100), (10**10, 100))  # township, county, city, province


def people_columns(problem, settings):
    """Name → column, a row for each person."""
    table = problem.people
    wishes, depth = table["occupations"], _depth(table["occupations"])
    columns = _common(table, -1)
    for place in range(WISHES):
        columns[f"wish{place}"] = np.where(wishes[:, place] == 0, NO_WISH, wishes[:, place]).astype(np.uint32)
        columns[f"mask{place}"] = np.array([0xFFFFFFFF, *_MASKS[1:]], np.uint32)[depth[:, place]]
    for name in ("needs_must", "needs_wish", "education", "wage_floor", "hours_min", "hours_max", "free_from"):
        columns[name] = table[name]
    columns["anything"] = wishes[:, 0] == 0
    columns["must_count"] = np.bitwise_count(table["needs_must"]).astype(np.int32)
    columns["wish_count"] = np.bitwise_count(table["needs_wish"]).astype(np.int32)
    columns["way_max"] = table["way_max"].astype(np.int64)
    columns["zero_at"] = 2 * np.minimum(table["way_max"], settings.way_far_metres).astype(np.int64)
    return {name: np.ascontiguousarray(column) for name, column in columns.items()} | _words("held", problem.held)


def posts_columns(problem, settings):
    """Name → column, a row for each post."""
    table = problem.posts
    columns = _common(table, -2)
    for name in ("offered", "can_arrange", "cannot", "occupation", "education_min", "hours_min", "hours_max", "start"):
        columns[name] = table[name]
    unstated = table["wage_max"] == NOT_STATED
    columns["unknown"] = ~(table["offered"] | table["can_arrange"] | table["cannot"])
    columns["depth"] = _depth(table["occupation"]).astype(np.int32)
    columns["wage_limit"] = np.where(unstated, NEVER, table["wage_max"]).astype(np.int32)
    columns["wage_top"] = np.where(unstated, table["wage_min"], table["wage_max"]).astype(np.int32)
    columns["latest"] = np.where(table["start"] == 0, NEVER, table["start"] + settings.grace_days).astype(np.int32)
    columns["asked_hours"] = (table["hours_max"] - table["hours_min"] + 1).astype(np.int32)
    columns["welcome_count"] = np.bitwise_count(problem.welcome).sum(axis=1, dtype=np.int32)
    columns["asks"] = problem.required.any(axis=1)
    columns = {name: np.ascontiguousarray(column) for name, column in columns.items()}
    return columns | _words("required", problem.required) | _words("welcome", problem.welcome)


def _common(table, none):
    """What both sides have; ``none`` stands for a division that is not named, another on each side."""
    ids, region = table["id"], table["region"]
    rank = np.empty(len(ids), np.int64)
    rank[np.argsort(ids)] = np.arange(len(ids))
    columns = {"id": ids, "rank": rank, "row": np.arange(len(ids)), "from_home": table["from_home"]}
    columns["placed"] = table["x"] != NOWHERE
    columns["x"] = np.where(columns["placed"], table["x"], 0).astype(np.int64)
    columns["y"] = np.where(columns["placed"], table["y"], 0).astype(np.int64)
    columns["known"] = region != 0
    for number, (unit, level) in enumerate(UNITS):
        columns[f"unit{number}"] = np.where(region // unit % level == 0, none, region // unit)
    return columns


_MASKS = (0, 0xFF000000, 0xFFFF0000, 0xFFFFFF00, 0xFFFFFFFF)


def _depth(codes):
    return np.sum([(codes & np.uint32(mask)) != 0 for mask in (0xFFFFFFFF, 0x00FFFFFF, 0x0000FFFF, 0x000000FF)], axis=0)


def _words(name, words):
    return {f"{name}{number}": np.ascontiguousarray(words[:, number]) for number in range(words.shape[1])}
