"""The scores of the posts of a tile that fit a person, all of them at a time."""

from typing import Final

import numpy as np

from engines.matching.compiled import bit_count, compiled
from engines.matching.points import (
    UNKNOWN,
    both,
    common_hours,
    days_late,
    metres_of,
    need_points,
    quotient,
    share_points,
    time_points,
    wage_points,
    way_points,
)

LANES: Final = 8  # places that are worked on together; what is left of the last ones is computed and not read
# A key orders pairs by reciprocal score and then by the smaller id, and carries what a line says. From the top: 10 bits
# of reciprocal score, 32 of 2³² − 1 − the rank of the other side's id, 10 of each side's score, 1 whether to ask first.
RANKS: Final = 2**32
BOTH_SHIFT, RANK_SHIFT, PERSON_SHIFT, POST_SHIFT = 53, 21, 11, 1


# Rows of the tables in which the posts that fit are set side by side.
OFFERED, ARRANGED, UNKNOWN_NEEDS = 0, 1, 2
WORK, WAGE, HOURS_MIN, HOURS_MAX, START, WELCOME, AT_HOME, UNSTATED = 0, 1, 2, 3, 4, 5, 6, 7
SQUARE, HOURS_INVERSE, WELCOME_INVERSE = 0, 1, 2


@compiled
def lay_out(person, held, row, work, at, posts, welcome, tile, fits, count, keys, masks, counts, reals):  # type: ignore[no-untyped-def]
    """Set side by side what the scores of the posts ``fits[:count]`` depend on; the squared ways are there.

    held, work : of all people, of whom this is ``row``, and place ``at`` of the chunk.
    """
    for some in range(count):
        place = fits[some]
        post = posts[tile, place]
        keys[some] = post.rank_key
        masks[OFFERED, some] = post.offered
        masks[ARRANGED, some] = post.can_arrange
        masks[UNKNOWN_NEEDS, some] = post.unknown
        counts[WORK, some] = work[at, np.uint32(post.code)]
        counts[WAGE, some] = post.wage_top
        counts[HOURS_MIN, some] = post.hours_min
        counts[HOURS_MAX, some] = post.hours_max
        counts[START, some] = post.start
        counts[AT_HOME, some] = post.is_home & person.is_home
        counts[UNSTATED, some] = post.is_unstated
        reals[HOURS_INVERSE, some] = post.hours_inverse
        reals[WELCOME_INVERSE, some] = post.welcome_inverse
        common = np.int64(0)
        for word in range(welcome.shape[2]):
            common += bit_count(held[row, word] & welcome[tile, place, word])
        counts[WELCOME, some] = common


@compiled
def score(keys, count, masks, counts, reals, measures, person):  # type: ignore[no-untyped-def]
    """Add to ``keys`` (int64) the scores of the ``count`` posts that ``lay_out`` set side by side.

    Without a branch: both ways of each choice are computed, and one is taken.
    """
    must, wish, must_inverse, wish_inverse = (
        person.needs_must, person.needs_wish, person.must_inverse, person.wish_inverse
    )  # fmt: skip
    floor, full, full_inverse = np.float64(person.wage_floor), person.wage_full, person.wage_inverse
    zero_at, zero_inverse = person.zero_at, person.zero_inverse
    least, most, free = person.hours_min, person.hours_max, person.free_from
    tenths = measures.tenths
    for at in range((count + LANES - 1) // LANES * LANES):
        offered, arranged, unknown = masks[OFFERED, at], masks[ARRANGED, at], masks[UNKNOWN_NEEDS, at]
        work, top, start = counts[WORK, at], counts[WAGE, at], counts[START, at]
        way = metres_of(reals[SQUARE, at])
        at_home = counts[AT_HOME, at] != 0
        wage = wage_points(top, floor, full, full_inverse, measures.wage)
        near = way_points(way, zero_at, zero_inverse, measures.way)
        needs = need_points(must, offered, arranged, unknown, tenths, must_inverse, measures.needs)
        wishes = need_points(wish, offered, arranged, unknown, tenths, wish_inverse, measures.wishes)
        hours = common_hours(least, most, counts[HOURS_MIN, at], counts[HOURS_MAX, at])
        of_person = (
            (work & 0xFFFF)
            + (np.int32(measures.wage) if floor == 0.0 else wage)
            + (np.int32(measures.way) if at_home else near)
            + (np.int32(measures.needs) if must == 0 else needs)
            + (np.int32(measures.wishes) if wish == 0 else wishes)
            + quotient(measures.hours * np.float64(hours), reals[HOURS_INVERSE, at])
        )
        of_post = (
            (work >> 16)
            + np.int32(measures.education)
            + share_points(counts[WELCOME, at], reals[WELCOME_INVERSE, at], measures.skills)
            + time_points(days_late(free, start), measures.grace, measures.grace_inverse, measures.time)
        )
        asks = (
            ((must & unknown) != 0) | ((counts[UNSTATED, at] != 0) & (top < floor)) | ((way == UNKNOWN) & (not at_home))
        )
        keys[at] |= (
            np.int64(both(of_person, of_post)) << BOTH_SHIFT
            | np.int64(of_person) << PERSON_SHIFT
            | np.int64(of_post) << POST_SHIFT
            | np.int64(asks)
        )
