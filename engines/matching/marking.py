"""Marks: which posts of a tile may fit a person, or nearly; loops without branches, many posts at a time.

A mark is 0 for no, ``NEARLY`` where one bit of the words stands in the way, ``NEARLY | CLEAR`` where none does.
"""

from typing import Final

import numpy as np

from engines.matching.compiled import bit_count, compiled
from engines.matching.regions import LEVELS, UNNAMED_PERSON
from engines.matching.tiles import TILE

NEARLY: Final = np.uint8(1)
CLEAR: Final = np.uint8(2)


@compiled
def _mask(holds):  # type: ignore[no-untyped-def]
    """All bits where it holds, none where not."""
    return np.uint8(0) - np.uint8(holds)


@compiled
def is_out_of_reach(person, box):  # type: ignore[no-untyped-def]
    """Whether the whole tile is farther than the person would go, the rings beyond included."""
    if not (box.is_placed and person.is_placed) or (box.has_home and person.is_home):
        return False
    across = max(np.float64(box.west) - person.x, np.float64(person.x) - box.east, 0.0)
    up = max(np.float64(box.south) - person.y, np.float64(person.y) - box.north, 0.0)
    return across * across + up * up > person.reach * person.reach


@compiled
def mark_words(flags, size, person, posts):  # type: ignore[no-untyped-def]
    """Mark where at most one bit of the words is set on both sides, and where none is."""
    if len(person) == 1:
        _mark_one(flags, size, person[0], posts[0])
    elif len(person) == 2:
        _mark_two(flags, size, person[0], person[1], posts[0], posts[1])
    else:
        common = np.zeros(TILE, np.int64)
        for word in range(len(person)):
            _add_common(common, size, person[word], posts[word])
        for at in range(size):
            flags[at] = _mark(common[at])


@compiled
def _mark(common):  # type: ignore[no-untyped-def]
    return np.uint8(common <= 1) | (_mask(common == 0) & CLEAR)


@compiled
def _common(word, other):  # type: ignore[no-untyped-def]
    return bit_count(np.uint64(word & other))


@compiled
def _mark_one(flags, size, person, posts):  # type: ignore[no-untyped-def]
    for at in range(size):
        flags[at] = _mark(_common(person, posts[at]))


@compiled
def _mark_two(flags, size, person, person_next, posts, posts_next):  # type: ignore[no-untyped-def]
    for at in range(size):
        flags[at] = _mark(_common(person, posts[at]) + _common(person_next, posts_next[at]))


@compiled
def _add_common(common, size, person, posts):  # type: ignore[no-untyped-def]
    for at in range(size):
        common[at] += _common(person, posts[at])


@compiled
def mark_ranges(flags, size, wage_limit, latest, hours_min, hours_max, person):  # type: ignore[no-untyped-def]
    """Keep the marks where wage, dates and hours fit."""
    floor, free, least, most = person.wage_floor, person.free_from, person.hours_min, person.hours_max
    for at in range(size):
        fits = (wage_limit[at] >= floor) & (latest[at] >= free) & (hours_max[at] >= least) & (hours_min[at] <= most)
        flags[at] &= _mask(fits)


@compiled
def mark_within(flags, size, xs, ys, homes, person):  # type: ignore[no-untyped-def]
    """Keep the marks within the person's reach, and of what both sides can do at home."""
    x, y, home = np.float32(person.x), np.float32(person.y), person.is_home
    limit = np.float32(person.reach) * np.float32(person.reach)
    for at in range(size):
        across, up = xs[at] - x, ys[at] - y
        flags[at] &= _mask(across * across + up * up <= limit) | _mask(homes[at] & home)


@compiled
def mark_shared(flags, size, regions, codes, homes, person, measures):  # type: ignore[no-untyped-def]
    """Keep the marks where a division within reach is shared, where one is unknown, and of what can be done at home."""
    if person.place_code == 0 or measures.beyond <= person.reach:
        return
    names = np.empty(LEVELS, np.int32)
    for level in range(LEVELS):
        # A level that is farther than the person would go is never equal.
        names[level] = person.region[level] if measures.bands[level] <= person.reach else UNNAMED_PERSON
    _mark_equal(
        flags, size, regions[0], regions[1], regions[2], regions[3], codes, homes, names, np.uint8(person.is_home)
    )


@compiled
def _mark_equal(flags, size, provinces, cities, counties, townships, codes, homes, names, home):  # type: ignore[no-untyped-def]
    a, b, c, d = names[0], names[1], names[2], names[3]
    for at in range(size):
        shared = (provinces[at] == a) | (cities[at] == b) | (counties[at] == c) | (townships[at] == d)
        flags[at] &= _mask(shared | (codes[at] == 0)) | _mask(homes[at] & home)


@compiled
def gather(blocks, flags, size, marked):  # type: ignore[no-untyped-def]
    """Write down where the marks are; eight at a time are passed over where there is none. How many there are."""
    number = np.int64(0)
    for block in range(size // 8):
        if blocks[block] != 0:
            for at in range(8 * block, 8 * block + 8):
                marked[number] = np.uint32(at)
                number += np.int64(flags[at] & NEARLY)
    return number
