"""The sweep: every post of every tile beside each person of a chunk.

A pass without branches marks what may fit or nearly fits, many posts at a time; only those marked are looked at more
closely. What nearly fits is what has one obstacle: one need, one required skill, or a way a little too long.
"""

from typing import Final

import numpy as np

from engines.matching.compiled import compiled, lowest_bit
from engines.matching.folding import fold_person
from engines.matching.marking import CLEAR, gather, is_out_of_reach, mark_ranges, mark_shared, mark_within, mark_words
from engines.matching.points import metres_of, quotient
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
    people, held, first, last, rank_keys, posts, occupations, folding, measures, prune, keep, best, taken
):
    """Look at people ``first`` to ``last`` (rows of ``PERSON``); returns how many feasible pairs there are.

    keep : what this thread keeps, ``Keep``. best : int64 (people of the chunk, k), their keys, filled here.
    taken : int64 (room, 3), for the rows of both and the key of each feasible pair; of no room where nobody asks.
    """
    count = last - first
    ready, words, work = _make_ready(people, held, first, last, occupations, folding, measures)
    best[:count] = NONE
    room = TILE + LANES
    flags = np.zeros(TILE, np.uint8)
    blocks = flags.view(np.uint64)
    marked, fits, near = np.empty(room, np.uint32), np.empty(room, np.uint32), np.empty(room, np.uint32)
    squares, keys = np.empty(room, np.float64), np.zeros(room, np.int64)
    masks, counts, reals = (
        np.zeros((3, room), np.uint64),
        np.zeros((8, room), np.int32),
        np.zeros((3, room), np.float64),
    )
    # Out of the tuples once: an array taken out of one inside the loops would be counted there and back.
    post_words, limits, latest, hours_min, hours_max = (
        posts.words, posts.wage_limit, posts.latest, posts.hours_min, posts.hours_max
    )  # fmt: skip
    xs, ys, homes, regions, codes = posts.x, posts.y, posts.is_home, posts.region, posts.place_code
    rows, welcome, keep_best, keep_least, tally = posts.ready, posts.welcome, keep.best, keep.least, keep.tally
    needs, skills = len(folding.needs), len(folding.skills)
    people_from = len(keep_best) * needs
    tally[people_from:] = 0
    feasible = np.int64(0)
    for tile in range(len(posts.boxes)):
        box = posts.boxes[tile]
        size = box.size
        tile_words, tile_limits, tile_latest = post_words[tile], limits[tile], latest[tile]
        tile_hours_min, tile_hours_max, tile_homes = hours_min[tile], hours_max[tile], homes[tile]
        tile_x, tile_y, tile_regions, tile_codes = xs[tile], ys[tile], regions[tile], codes[tile]
        for at in range(count):
            person = ready[at]
            if prune and is_out_of_reach(person, box):
                continue
            mark_words(flags, size, words[at], tile_words)
            mark_ranges(flags, size, tile_limits, tile_latest, tile_hours_min, tile_hours_max, person)
            if person.is_placed and box.is_placed:
                mark_within(flags, size, tile_x, tile_y, tile_homes, person)
            else:
                mark_shared(flags, size, tile_regions, tile_codes, tile_homes, person, measures)
            number = gather(blocks, flags, size, marked)
            if number == 0:
                continue
            fitting, nearly = _sort_out(
                person, box, rows, tile, flags, marked, number, measures, fits, near, squares, reals
            )
            _count_near(
                words, at, post_words, tile, flags, near, squares, nearly, person.way_max, measures,
                needs, tally, people_from + at * (skills + measures.ring_count), skills,
            )  # fmt: skip
            if fitting == 0:
                continue
            lay_out(person, held, first + at, work, at, rows, welcome, tile, fits, fitting, keys, masks, counts, reals)
            score(keys, fitting, masks, counts, reals, measures, person)
            if len(taken):
                _take(taken, feasible, first + at, rows, tile, fits, keys, fitting)
            _keep(best, at, keep_best, keep_least, tile, fits, keys, fitting, rank_keys[first + at])
            feasible += fitting
    return feasible


@compiled
def _make_ready(people, held, first, last, occupations, folding, measures):  # type: ignore[no-untyped-def]
    """Of each person of a chunk: the ready row, the folded words, and what each occupation is worth."""
    count, codes = last - first, len(occupations.codes)
    ready = np.empty(count, PERSON_READY)
    words, work = np.empty((count, folding.words), np.int64), np.empty((count, codes), np.int32)
    rank, levels = np.empty(codes, np.int32), np.empty(codes, np.int32)
    for at in range(count):
        person = people[first + at]
        ready_person(person, measures, ready[at])
        fold_person(person, held[first + at], folding, words[at])
        ready_occupations(person, occupations, measures, rank, levels, work[at])
    return ready, words, work


@compiled
def _sort_out(person, box, posts, tile, flags, marked, number, measures, fits, near, squares, reals):  # type: ignore[no-untyped-def]
    """Which of the marked posts fit, and which nearly: into ``fits`` and ``near``, with the squared ways to them.

    Written down always, and counted where it holds: a branch that nobody can foretell costs more.
    """
    straight = person.is_placed and box.is_placed
    x, y = np.float64(person.x), np.float64(person.y)
    fitting, nearly = np.int64(0), np.int64(0)
    for some in range(number):
        place = marked[some]
        post = posts[tile, place]
        if straight:
            square = (post.x - x) * (post.x - x) + (post.y - y) * (post.y - y)
        else:
            way = np.float64(band_metres(person.place_code, post.place_code, measures.bands, measures.beyond))
            square = way * abs(way)
        clear = np.int64(flags[place] >> 1)
        reached = np.int64((square < person.beyond_square) | ((post.is_home & person.is_home) != 0))
        fits[fitting], reals[SQUARE, fitting] = place, square
        fitting += clear & reached
        near[nearly], squares[nearly] = place, square
        nearly += clear ^ reached
    return fitting, nearly


@compiled
def _count_near(  # type: ignore[no-untyped-def]
    words, at, posts, tile, flags, near, squares, nearly, way_max, measures, needs, tally, of_person, skills
):
    """Count what stands in the way of each near miss: a need at the post, a skill or a ring at the person.

    tally : int32, the posts' needs first; from ``of_person`` on the person's skills and rings.
    """
    for some in range(nearly):
        place = near[some]
        if flags[place] & CLEAR:
            ring = quotient(metres_of(squares[some]) - way_max - 1, measures.ring_inverse)
            if ring < measures.ring_count:
                tally[of_person + skills + ring] += 1
            continue
        bit = _obstacle(words, at, posts, tile, place)
        if bit < needs:
            tally[(tile * TILE + place) * needs + bit] += 1
        else:
            tally[of_person + bit - needs] += 1


@compiled
def _obstacle(words, at, posts, tile, place):  # type: ignore[no-untyped-def]
    """The one bit that stands between them; 0 for none."""
    for word in range(words.shape[1]):
        common = words[at, word] & posts[tile, word, place]
        if common != 0:
            return 64 * word + lowest_bit(np.uint64(common))
    return np.int64(0)


@compiled
def _take(taken, begin, row, posts, tile, fits, keys, fitting):  # type: ignore[no-untyped-def]
    for some in range(fitting):
        taken[begin + some, 0], taken[begin + some, 2] = row, keys[some]
        taken[begin + some, 1] = posts[tile, fits[some]].row


@compiled
def _keep(best, at, post_best, post_least, tile, fits, keys, fitting, own):  # type: ignore[no-untyped-def]
    """Put the keys of the posts that fit on the person's list, and with the person's own rank on theirs."""
    last = best.shape[1] - 1
    least = best[at, last] if last >= 0 else NOBODY_ENTERS
    for some in range(fitting):
        key, place = keys[some], fits[some]
        if key > least:
            least = put(best, at, key)
        key = key & ~RANK_BITS | own
        if key > post_least[tile, place]:
            # Shared by all threads: what another one has k better people for can be forgotten here as well.
            post_least[tile, place] = max(post_least[tile, place], put(post_best, tile * TILE + place, key))


@compiled
def put(best, row, key):  # type: ignore[no-untyped-def]
    """Put a key greater than the last into the falling list of this row, which forgets its last; the new last."""
    last = best.shape[1] - 1
    for at in range(last, 0, -1):
        best[row, at] = max(best[row, at], min(best[row, at - 1], key))
    best[row, 0] = max(best[row, 0], key)
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


@compiled
def choose_levers(tally, people_from, folding, rings, skill_levers, ring_levers):  # type: ignore[no-untyped-def]
    """For each person of a chunk the skill and the ring that open most (``LEVER``), the first of equals."""
    skills = folding.skills
    begin = people_from
    for at in range(len(skill_levers)):
        lever = skill_levers[at]
        _choose(tally, begin, begin + len(skills), lever)
        if lever.which >= 0:
            lever.which = skills[lever.which]
        _choose(tally, begin + len(skills), begin + len(skills) + rings, ring_levers[at])
        begin += len(skills) + rings


@compiled
def _choose(tally, begin, end, lever):  # type: ignore[no-untyped-def]
    which, most = np.int64(NONE), np.int64(0)
    for at in range(begin, end):
        if tally[at] > most:
            which, most = np.int64(at - begin), np.int64(tally[at])
    lever.which, lever.count = which, most
