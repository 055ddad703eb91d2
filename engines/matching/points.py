"""What a pair is worth to each side, part by part, and how far apart it is: the definition, over plain numbers.

The sweep inlines these into its loops; ``explain`` calls them for one pair. A quotient of whole numbers ``a // b`` is
computed as ⌊(a + ½) · (1 / b)⌋: the product stays ½ / b away from the next whole number, and its rounding errors are
far smaller for every value that ``Problem`` and ``Settings`` let in. An inverse of 0 stands for a part of 0.
"""

from typing import Final

import numpy as np

from engines.matching.columns import WISHES
from engines.matching.compiled import bit_count, compiled

_ONE, _TWO, _THREE = np.uint32(0xFF), np.uint32(0xFFFF), np.uint32(0xFFFFFF)  # what so many bytes can differ by
UNKNOWN: Final = -1  # a way between places of which one is nowhere


@compiled
def inverse(count):  # type: ignore[no-untyped-def]
    """1 / count, and 0 for nothing."""
    return 1.0 / count if count > 0 else 0.0


@compiled
def quotient(count, per):  # type: ignore[no-untyped-def]
    """⌊count / b⌋ where ``per`` is 1 / b."""
    return np.int32((np.float64(count) + 0.5) * per)


@compiled
def metres_of(square):  # type: ignore[no-untyped-def]
    """The way whose square this is, rounded down; ``UNKNOWN`` for a negative one.

    Exact for straight lines: within ±20,000 km the square stays below 2**53.
    """
    return np.int32(np.sqrt(square)) if square >= 0.0 else np.int32(UNKNOWN)


@compiled
def wish_points(rank, weight):  # type: ignore[no-untyped-def]
    """For the wish of this rank, from 0; ``WISHES`` means that the post falls under none."""
    return quotient(weight * (WISHES - rank), 1.0 / WISHES)


@compiled
def wage_points(top, floor, full, full_inverse, weight):  # type: ignore[no-untyped-def]
    """For what is paid above the floor, up to ``full`` hundredths of a yuan."""
    above = min(max(np.float64(top) - floor, 0.0) * 100.0, full)
    return quotient(weight * above, full_inverse)


@compiled
def way_points(way, zero_at, zero_inverse, weight):  # type: ignore[no-untyped-def]
    """For the way in metres: nothing at ``zero_at``, all of it at no way at all, nothing when unknown."""
    near = quotient(weight * max(zero_at - np.float64(way), 0.0), zero_inverse)
    return np.int32(weight) if way == 0 else np.int32(0) if way < 0 else near


@compiled
def need_points(needs, offered, can_arrange, unknown, tenths, needs_inverse, weight):  # type: ignore[no-untyped-def]
    """For needs that are offered, can be arranged or are unknown; ``tenths`` says what each counts."""
    earned = (
        tenths[0] * bit_count(needs & offered)
        + tenths[1] * bit_count(needs & can_arrange)
        + tenths[2] * bit_count(needs & unknown)
    )
    return quotient(weight * earned, needs_inverse)


@compiled
def common_hours(least, most, asked_least, asked_most):  # type: ignore[no-untyped-def]
    """How many of the numbers of weekly hours that the post may ask the person wants."""
    return max(min(most, asked_most) - max(least, asked_least) + 1, 0)


@compiled
def days_late(free_from, start):  # type: ignore[no-untyped-def]
    """Days from the post's start to the person's first day; 0 where it is open or the person is free."""
    return max(free_from - start, 0) if start != 0 else 0


@compiled
def time_points(late, grace, grace_inverse, weight):  # type: ignore[no-untyped-def]
    """For being free in time, falling to nothing over the days of grace."""
    return quotient(weight * max(np.float64(grace) - late, 0.0), grace_inverse)


@compiled
def share_points(count, of_inverse, weight):  # type: ignore[no-untyped-def]
    """For ``count`` of so many; all of it where there is none to have."""
    return np.int32(weight) if of_inverse == 0.0 else quotient(weight * np.float64(count), of_inverse)


@compiled
def depth_of(code):  # type: ignore[no-untyped-def]
    """How many levels an occupation code states, 0–4: up to its last that is not 00."""
    if code & 0xFF:
        return 4
    if code & 0xFF00:
        return 3
    if code & 0xFF0000:
        return 2
    return 1 if code else 0


@compiled
def unstated_bits(wish):  # type: ignore[no-untyped-def]
    """How many bits of a wish are left open."""
    return np.uint32(8 * (4 - depth_of(wish)))


@compiled
def is_under(occupation, wish, unstated):  # type: ignore[no-untyped-def]
    """Whether an occupation falls under a wish, which may name a whole group: its last ``unstated`` bits are open."""
    return np.uint32(np.uint32(occupation ^ wish) >> unstated) == np.uint32(0)


@compiled
def shared_levels(occupation, wish):  # type: ignore[no-untyped-def]
    """How many bytes of two occupation codes agree, from the top (0–4)."""
    apart = np.uint32(occupation ^ wish)
    return (
        np.int32(apart <= _THREE) + np.int32(apart <= _TWO) + np.int32(apart <= _ONE) + np.int32(apart == np.uint32(0))
    )


@compiled
def both(of_person, of_post):  # type: ignore[no-untyped-def]
    """⌊2ab/(a+b)⌋, the harmonic mean, 0 where both are: a pair is worth little that one side regrets."""
    return quotient(2.0 * of_person * of_post, 1.0 / max(of_person + of_post, 1))
