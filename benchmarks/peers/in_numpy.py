"""Matching in chunked NumPy: dense passes of cheap comparisons over a tile of pairs, then work on the survivors.

Tiles of people run on two threads, for NumPy lets go of the interpreter inside its loops.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

import numpy as np

from benchmarks.peers.answers import Answer, lines_of, most_of
from benchmarks.peers.columns import WISHES
from engines.matching import Home

TILE_PAIRS = 2**18
THREADS = 2
BITS = 64
GATHERED = 4_000_000  # candidates of posts that are kept before they are cut down to the best


class Sides(NamedTuple):
    people: dict
    posts: dict
    words: int


class Scored(NamedTuple):
    """Feasible pairs with the scores of both sides and the reciprocal one."""

    i: np.ndarray
    j: np.ndarray
    a: np.ndarray
    b: np.ndarray
    reciprocal: np.ndarray

    def take(self, which):
        return Scored(*(column[which] for column in self))


class Tile(NamedTuple):
    """What a tile of people gives: their own lines in full, and what it adds to the posts'."""

    feasible_count: int
    of_people: Scored
    of_posts: Scored
    needs: np.ndarray  # post · 64 + bit of each pair whose only obstacle is one need
    skills: tuple
    bands: tuple


def prepare(people, posts):
    """The columns as they are."""
    return Sides(people, posts, sum(name.startswith("held") for name in people))


def run(sides, settings) -> Answer:
    """Everything, in the shape of an answer."""
    people, posts = len(sides.people["id"]), len(sides.posts["id"])
    height = max(1, TILE_PAIRS // max(1, posts))
    rows = [slice(first, min(first + height, people)) for first in range(0, people, height)]
    of_people, skills, bands, waiting = [], [], [], []
    feasible_count, needs = 0, np.zeros(posts * BITS, np.int64)
    with ThreadPoolExecutor(THREADS) as pool:
        for tile in pool.map(partial(_tile, sides, settings), rows):
            feasible_count += tile.feasible_count
            of_people.append(tile.of_people)
            skills.append(tile.skills)
            bands.append(tile.bands)
            np.add.at(needs, tile.needs, 1)
            waiting.append(tile.of_posts)
            if sum(len(one.i) for one in waiting) > GATHERED:
                waiting = [_cut_posts(_joined(waiting), sides, settings.k)]
    posts_lines = _cut_posts(_joined(waiting), sides, settings.k)
    return Answer(
        feasible_count=feasible_count,
        people=_laid(_joined(of_people), people, min(settings.k, posts), "i", sides.posts["id"]),
        posts=_laid(posts_lines, posts, min(settings.k, people), "j", sides.people["id"]),
        needs=_most(needs.reshape(posts, BITS)),
        skills=_stacked(skills, people),
        bands=_stacked(bands, people),
    )


def answer(found, sides, settings):
    return found


def _tile(sides, settings, rows):
    i, j = _hardly(sides, rows)
    refused = sides.people["needs_must"][i] & sides.posts["cannot"][j]
    missing = [sides.posts[f"required{word}"][j] & ~sides.people[f"held{word}"][i] for word in range(sides.words)]
    lacking = sum((np.bitwise_count(word).astype(np.int64) for word in missing), np.zeros(len(i), np.int64))
    homes = (sides.people["from_home"][i] != Home.NO) & (sides.posts["from_home"][j] != Home.NO)
    way = _ways(sides, settings, i, j)
    longest = sides.people["way_max"][i]
    far = ~homes & (way > longest)
    wanting = (refused != 0).astype(np.int8)
    obstacles = wanting + (lacking != 0) + far
    fits = np.flatnonzero(obstacles == 0)
    scored = _scored(sides, settings, i[fits], j[fits], np.where(homes[fits], 0, way[fits]))
    single = obstacles == 1
    need = np.flatnonzero(single & (wanting != 0))
    skill = np.flatnonzero(single & (lacking == 1))
    band = np.flatnonzero(single & far)
    ring = (way[band] - longest[band] - 1) // settings.band_metres
    band, ring = band[ring < settings.band_count], ring[ring < settings.band_count]
    numbers = sum((64 * at + _bit(word[skill])) * (word[skill] != 0) for at, word in enumerate(missing))
    skills = _counted(i[skill] - rows.start, numbers, rows, BITS * sides.words)
    bands = _counted(i[band] - rows.start, ring, rows, settings.band_count)
    return Tile(
        feasible_count=len(fits),
        of_people=scored.take(_best(scored.i, scored.reciprocal, sides.posts["rank"][scored.j], settings.k)),
        of_posts=_cut_posts(scored, sides, settings.k),
        needs=j[need] * BITS + _bit(refused[need]),
        skills=skills,
        bands=bands,
    )


def _hardly(sides, rows):
    """The pairs of these people that at most one need and one skill keep apart, beside the way; by rows."""
    person = {name: column[rows, None] for name, column in sides.people.items()}
    post = sides.posts
    ok = person["education"] >= post["education_min"]
    ok &= person["wage_floor"] <= post["wage_limit"]
    ok &= person["hours_min"] <= post["hours_max"]
    ok &= person["hours_max"] >= post["hours_min"]
    ok &= person["free_from"] <= post["latest"]
    ok &= np.abs(person["from_home"] - post["from_home"]) < Home.ONLY
    ok &= np.bitwise_count(person["needs_must"] & post["cannot"]) <= 1
    asking = np.flatnonzero(post["asks"])
    lacking = sum(
        np.bitwise_count(post[f"required{word}"][asking] & ~person[f"held{word}"]) for word in range(sides.words)
    )
    ok[:, asking] &= lacking <= 1
    i, j = np.nonzero(ok)
    return i + rows.start, j


def _ways(sides, settings, i, j):
    """Metres between the two places, −1 where one of them is nowhere."""
    person, post, bands = sides.people, sides.posts, settings.bands
    across, up = person["x"][i] - post["x"][j], person["y"][i] - post["y"][j]
    way = np.sqrt(across * across + up * up).astype(np.int64)
    unplaced = np.flatnonzero(~(person["placed"][i] & post["placed"][j]))
    i, j = i[unplaced], j[unplaced]
    banded = np.full(len(i), bands.beyond, np.int64)
    for unit, metres in ((3, bands.province), (2, bands.city), (1, bands.county), (0, bands.township)):
        banded[person[f"unit{unit}"][i] == post[f"unit{unit}"][j]] = metres
    banded[~(person["known"][i] & post["known"][j])] = -1
    way[unplaced] = banded
    return way


def _scored(sides, settings, i, j, way):
    """The scores of feasible pairs; ``way`` is 0 where both work at home."""
    person, post = sides.people, sides.posts
    occupation = post["occupation"][j]
    rank = np.full(len(i), WISHES, np.int64)
    apart = np.full(len(i), 2**32 - 1, np.uint32)
    for place in reversed(range(WISHES)):
        wish = person[f"wish{place}"][i]
        rank[(occupation & person[f"mask{place}"][i]) == wish] = place
        apart = np.minimum(apart, occupation ^ wish)
    rank[person["anything"][i]] = 0
    weights, percent = settings.person, settings.wage_saturation_percent
    floor, zero_at = person["wage_floor"][i].astype(np.int64), person["zero_at"][i]
    above = np.minimum(np.maximum(post["wage_top"][j] - floor, 0) * 100, floor * percent)
    common = np.minimum(person["hours_max"][i], post["hours_max"][j]) + np.int64(1)
    common -= np.maximum(person["hours_min"][i], post["hours_min"][j])
    a = weights.occupation * (WISHES - rank) // WISHES
    a += np.where(floor == 0, weights.wage, weights.wage * above // np.maximum(floor * percent, 1))
    near = weights.way * np.maximum(zero_at - way, 0) // np.maximum(zero_at, 1)
    a += np.where(way == 0, weights.way, np.where(way < 0, 0, near))
    a += _needs(sides, settings, person["needs_must"][i], person["must_count"][i], j, weights.needs)
    a += _needs(sides, settings, person["needs_wish"][i], person["wish_count"][i], j, weights.wishes)
    a += weights.hours * common // post["asked_hours"][j]
    b = _of_posts(sides, settings.post, i, j, apart)
    b += _in_time(person["free_from"][i], post["start"][j], settings)
    return Scored(i, j, a, b, 2 * a * b // np.maximum(a + b, 1))


def _of_posts(sides, weights, i, j, apart):
    """All parts of the posts' side but the time; education is reached in every feasible pair."""
    person, post = sides.people, sides.posts
    held = np.zeros(len(i), np.int64)
    for word in range(sides.words):
        held += np.bitwise_count(person[f"held{word}"][i] & post[f"welcome{word}"][j])
    welcome, depth = post["welcome_count"][j], post["depth"][j]
    levels = np.minimum(sum((apart < 1 << shift).astype(np.int64) for shift in (24, 16, 8, 0)), depth)
    b = np.where(welcome == 0, weights.skills, weights.skills * held // np.maximum(welcome, 1))
    return b + weights.occupation * levels // np.maximum(depth, 1) + weights.education


def _in_time(free_from, start, settings):
    grace = max(settings.grace_days, 1)
    late = np.where(start == 0, 0, np.maximum(free_from.astype(np.int64) - start, 0))
    return settings.post.time * np.maximum(grace - late, 0) // grace


def _needs(sides, settings, needs, count, j, weight):
    earned = np.zeros(len(j), np.int64)
    for name, tenths in (
        ("offered", settings.offered_tenths),
        ("can_arrange", settings.arranged_tenths),
        ("unknown", settings.ask_tenths),
    ):
        earned += np.bitwise_count(needs & sides.posts[name][j]) * np.int64(tenths)
    return np.where(count == 0, weight, weight * earned // np.maximum(10 * count, 1))


def _best(row, reciprocal, rank, k):
    """Which of these are the ``k`` best of their row, by rows, the best first."""
    key = (row << 32) | ((1000 - reciprocal) << 22) | rank
    order = np.argsort(key)
    row = row[order]
    place = np.arange(len(row)) - np.searchsorted(row, row)
    return order[place < k]


def _cut_posts(scored, sides, k):
    return scored.take(_best(scored.j, scored.reciprocal, sides.people["rank"][scored.i], k))


def _bit(masks):
    """The number of the only bit that is set."""
    return np.bitwise_count(masks - np.uint64(1)).astype(np.int64)


def _counted(row, which, rows, width):
    """For each row what occurs most often (the smallest of equals), and how often; −1 and 0 for nothing."""
    count = rows.stop - rows.start
    if width == 0:
        return np.full(count, -1), np.zeros(count, np.int64)
    counts = np.bincount(row * width + which, minlength=count * width).reshape(count, width)
    most = counts.max(axis=1)
    return np.where(most > 0, counts.argmax(axis=1), -1), most


def _most(counts):
    most = counts.max(axis=1)
    return most_of(len(most), np.arange(len(most)), np.where(most > 0, counts.argmax(axis=1), -1), most)


def _joined(many):
    if not many:
        return Scored(*(np.zeros(0, np.int64) for _ in Scored._fields))
    return Scored(*(np.concatenate(columns) for columns in zip(*many, strict=True)))


def _laid(scored, count, k, side, ids):
    """The lines of one side; ``scored`` holds each row's best in order."""
    row, other = (scored.i, scored.j) if side == "i" else (scored.j, scored.i)
    place = np.arange(len(row)) - np.searchsorted(row, row)
    return lines_of(
        count,
        k,
        row,
        place,
        id=ids[other],
        score_person=scored.a,
        score_post=scored.b,
        reciprocal=scored.reciprocal,
    )


def _stacked(tiles, count):
    if not tiles:
        return most_of(0, np.zeros(0, int), 0, 0)
    which, counts = (np.concatenate(one) for one in zip(*tiles, strict=True))
    return most_of(count, np.arange(count), which, counts)
