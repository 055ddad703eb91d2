"""The sweep: every post of every tile beside each person of a chunk.

A pass without branches marks what may fit or nearly fits, many posts at a time; only those marked are looked at more
closely. What nearly fits is what has one obstacle: one need, one required skill, or a way a little too long.
"""

from typing import Final

import numpy as np

from engines.matching.compiled import compiled, lowest_bit
from engines.matching.folding import fold_person
from engines.matching.marking import CLEAR, gather, is_out_of_reach, mark_ranges, mark_shared, mark_within, mark_words
from engines.matching.points import metres_of
from engines.matching.ready import PERSON_READY, ready_occupations, ready_person
from engines.matching.regions import band_metres
from engines.matching.scoring import (
    BOTH_SHIFT,
    LANES,
    PERSON_SHIFT,
    POST_SHIFT,
    RANK_SHIFT,
    RANKS,
    SQUARE,
    lay_out,
    score,
)
from engines.matching.tiles import TILE

NONE: Final = -1
NOBODY_ENTERS: Final = 2**63 - 1  # the least key of a list without room
RANK_BITS: Final = (RANKS - 1) << RANK_SHIFT


@compiled
def sweep(  # type: ignore[no-untyped-def]
    people, held, first, last, rank_keys, posts, occupations, folding, measures, prune, keep, best, found, taken
):
    """Look at people ``first`` to ``last`` (rows of ``PERSON``); returns how many feasible pairs there are.

    keep : what this thread keeps of the posts. best : int64 (people of the chunk, k), their keys, filled here.
    found : int32 (people of the chunk, skills in use + rings): posts that want one more skill of
    them and nothing else, and posts that are too far by one ring and nothing else; filled here.
    taken : int64 (room, 3), for the rows of both and the key of each feasible pair; of no room where nobody asks.
    """
    count = last - first
    ready = np.empty(count, PERSON_READY)
    words = np.empty((count, folding.words), np.int64)
    work = np.empty((count, len(occupations.codes)), np.int32)
    rank, levels = np.empty(len(occupations.codes), np.int32), np.empty(len(occupations.codes), np.int32)
    for at in range(count):
        ready_person(people[first + at], measures, ready[at])
        fold_person(people[first + at], held[first + at], folding, words[at])
        ready_occupations(people[first + at], occupations, measures, rank, levels, work[at])
    best[:count] = NONE
    found[:count] = 0
    flags = np.zeros(TILE, np.uint8)
    blocks = flags.view(np.uint64)
    marked, fits = np.empty(TILE + LANES, np.uint32), np.empty(TILE + LANES, np.uint32)
    near, near_square = np.empty(TILE + 1, np.uint32), np.empty(TILE + 1, np.float64)
    keys, masks = np.zeros(TILE + LANES, np.int64), np.zeros((3, TILE + LANES), np.uint64)
    counts, reals = np.zeros((8, TILE + LANES), np.int32), np.zeros((3, TILE + LANES), np.float64)
    # Out of the tuples once: an array taken out of one inside the loops would be counted there and back.
    post_words, limits, latest, least, most = (
        posts.words, posts.wage_limit, posts.latest, posts.hours_min, posts.hours_max
    )  # fmt: skip
    xs, ys, homes, regions, codes = posts.x, posts.y, posts.is_home, posts.region, posts.place_code
    rows, welcome, keep_best, keep_least, keep_needs = posts.ready, posts.welcome, keep.best, keep.least, keep.needs
    needs, skills = len(folding.needs), len(folding.skills)
    feasible, k = np.int64(0), best.shape[1]
    for tile in range(len(posts.boxes)):
        box = posts.boxes[tile]
        size = box.size
        tile_words, tile_limits, tile_latest, tile_least, tile_most = (
            post_words[tile], limits[tile], latest[tile], least[tile], most[tile]
        )  # fmt: skip
        tile_x, tile_y, tile_homes, tile_regions, tile_codes = (
            xs[tile],
            ys[tile],
            homes[tile],
            regions[tile],
            codes[tile],
        )
        for at in range(count):
            person = ready[at]
            if prune and is_out_of_reach(person, box):
                continue
            mark_words(flags, size, words[at], tile_words)
            mark_ranges(
                flags, size, tile_limits, tile_latest, tile_least, tile_most,
                person.wage_floor, person.free_from, person.hours_min, person.hours_max,
            )  # fmt: skip
            straight = person.is_placed and box.is_placed
            if straight:
                reach = np.float32(person.reach)
                mark_within(
                    flags, size, tile_x, tile_y, tile_homes,
                    np.float32(person.x), np.float32(person.y), reach * reach, person.is_home,
                )  # fmt: skip
            else:
                mark_shared(flags, size, tile_regions, tile_codes, tile_homes, person, measures)
            number = gather(blocks, flags, size, marked)
            if number == 0:
                continue
            x, y = np.float64(person.x), np.float64(person.y)
            fitting, nearly = np.int64(0), np.int64(0)
            for some in range(number):
                place = marked[some]
                post = rows[tile, place]
                if straight:
                    square = (post.x - x) * (post.x - x) + (post.y - y) * (post.y - y)
                else:
                    way = np.float64(band_metres(person.place_code, post.place_code, measures.bands, measures.beyond))
                    square = way * abs(way)
                clear = np.int64(flags[place] >> 1)
                reached = np.int64((square < person.beyond_square) | ((tile_homes[place] & person.is_home) != 0))
                # Written down always, and counted where it holds: a branch that nobody can foretell costs more.
                fits[fitting], reals[SQUARE, fitting] = place, square
                fitting += clear & reached
                near[nearly], near_square[nearly] = place, square
                nearly += clear ^ reached
            for some in range(nearly):
                place = near[some]
                if flags[place] & CLEAR:
                    ring = (metres_of(near_square[some]) - person.way_max - 1) // measures.ring_metres
                    if ring < measures.ring_count:
                        found[at, skills + ring] += 1
                    continue
                bit = _obstacle(words, at, post_words, tile, place)
                if bit < needs:
                    keep_needs[tile, place, bit] += 1
                else:
                    found[at, bit - needs] += 1
            if fitting == 0:
                continue
            lay_out(person, held, first + at, work, at, rows, welcome, tile, fits, fitting, keys, masks, counts, reals)
            score(
                keys, fitting, masks, counts, reals, measures,
                person.needs_must, person.needs_wish, person.must_inverse, person.wish_inverse,
                np.float64(person.wage_floor), person.wage_full, person.wage_inverse,
                person.zero_at, person.zero_inverse, person.hours_min, person.hours_max, person.free_from,
            )  # fmt: skip
            own = rank_keys[first + at]
            least_key = best[at, k - 1] if k else NOBODY_ENTERS
            for some in range(fitting):
                key = keys[some]
                if key > least_key:
                    least_key = put(best, at, key)
                key = key & ~RANK_BITS | own
                place = fits[some]
                if len(taken):
                    taken[feasible + some, 0] = first + at
                    taken[feasible + some, 1] = rows[tile, place].row
                    taken[feasible + some, 2] = key
                if key > keep_least[tile, place]:
                    keep_least[tile, place] = put(keep_best, tile * TILE + place, key)
            feasible += fitting
    return feasible


@compiled
def _obstacle(words, at, posts, tile, place):  # type: ignore[no-untyped-def]
    """The one bit that stands between them; negative for none."""
    for word in range(words.shape[1]):
        common = words[at, word] & posts[tile, word, place]
        if common != 0:
            return 64 * word + lowest_bit(np.uint64(common))
    return np.int64(NONE)


@compiled
def put(best, row, key):  # type: ignore[no-untyped-def]
    """Put a key greater than the last into the falling list of this row, which forgets its last; the new last."""
    last = best.shape[1] - 1
    at = last
    while at > 0 and best[row, at - 1] < key:
        best[row, at] = best[row, at - 1]
        at -= 1
    best[row, at] = key
    return best[row, last]


@compiled
def merge(best, other):  # type: ignore[no-untyped-def]
    """Put the keys of another thread into this one's lists."""
    last = best.shape[1] - 1
    for row in range(len(best)):
        for number in range(last + 1):
            if other[row, number] > best[row, last]:
                put(best, row, other[row, number])


@compiled
def read_keys(best, order, rows_of_rank, ids, lines):  # type: ignore[no-untyped-def]
    """Write the lines (``LINE``) that keys stand for: of row ``order[n]`` those in ``best[n]``.

    order : negative for nobody. rows_of_rank, ids : of the other side.
    """
    for at in range(len(order)):
        if order[at] < 0:
            continue
        for number in range(best.shape[1]):
            key, line = best[at, number], lines[order[at], number]
            if key == NONE:
                line.id, line.score_person, line.score_post, line.reciprocal = NONE, 0, 0, NONE
                line.ask_first = False
            else:
                rank = RANKS - 1 - (key >> RANK_SHIFT & (RANKS - 1))
                line.id, line.reciprocal = ids[rows_of_rank[rank]], key >> BOTH_SHIFT
                line.score_person, line.score_post = key >> PERSON_SHIFT & 1023, key >> POST_SHIFT & 1023
                line.ask_first = (key & 1) != 0
