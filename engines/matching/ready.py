"""People made ready for the inner loops, and the settings as these take them."""

from typing import NamedTuple

import numpy as np

from engines.matching.columns import NOWHERE, WISHES
from engines.matching.compiled import bit_count, compiled
from engines.matching.points import inverse, is_under, quotient, shared_levels, unstated_bits, wish_points
from engines.matching.regions import LEVELS, UNNAMED_PERSON, name_region
from engines.matching.settings import Settings

PERSON_READY = np.dtype(
    [
        ("needs_must", "<u8"),
        ("needs_wish", "<u8"),
        ("must_inverse", "<f8"),  # 1 / (10 · needs)
        ("wish_inverse", "<f8"),
        ("wage_full", "<f8"),  # what above the floor counts, in hundredths of a yuan
        ("wage_inverse", "<f8"),
        ("zero_at", "<f8"),  # the way at which the way part is nothing
        ("zero_inverse", "<f8"),
        ("place_code", "<i8"),
        ("reach", "<f8"),  # the longest way with the rings beyond it, and a little
        ("beyond_square", "<f8"),  # the square of the least way that is too long
        ("wage_floor", "<i4"),
        ("hours_min", "<i4"),
        ("hours_max", "<i4"),
        ("free_from", "<i4"),
        ("x", "<i4"),
        ("y", "<i4"),
        ("way_max", "<i4"),
        ("region", "<i4", (LEVELS,)),
        ("is_placed", "?"),
        ("is_home", "u1"),
    ],
    align=True,
)
# Single precision is out by 2 m at 20,000 km: what is marked within this is looked at again in whole metres.
SLACK = 8


class Measures(NamedTuple):
    """``Settings`` as the inner loops take them."""

    occupation: int
    wage: int
    way: int
    needs: int
    wishes: int
    hours: int
    skills: int
    near_occupation: int
    education: int
    time: int
    tenths: tuple[int, int, int]
    saturation: int
    way_far: int
    grace: int
    grace_inverse: float
    bands: tuple[int, int, int, int]
    beyond: int
    ring_inverse: float  # 1 / the metres of a ring
    ring_count: int


def measures_of(settings: Settings) -> Measures:
    """The measures of these settings."""
    person, post, bands = settings.person, settings.post, settings.bands
    return Measures(
        occupation=person.occupation,
        wage=person.wage,
        way=person.way,
        needs=person.needs,
        wishes=person.wishes,
        hours=person.hours,
        skills=post.skills,
        near_occupation=post.occupation,
        education=post.education,
        time=post.time,
        tenths=(settings.offered_tenths, settings.arranged_tenths, settings.ask_tenths),
        saturation=settings.wage_saturation_percent,
        way_far=settings.way_far_metres,
        grace=max(settings.grace_days, 1),
        grace_inverse=1 / max(settings.grace_days, 1),
        bands=(bands.province, bands.city, bands.county, bands.township),
        beyond=bands.beyond,
        ring_inverse=1 / settings.band_metres,
        ring_count=settings.band_count,
    )


@compiled
def ready_person(person, measures, out):  # type: ignore[no-untyped-def]
    """Fill ``out`` (a row of ``PERSON_READY``) from a row of ``PERSON``."""
    out.needs_must, out.needs_wish = person.needs_must, person.needs_wish
    out.must_inverse = inverse(10 * bit_count(person.needs_must))
    out.wish_inverse = inverse(10 * bit_count(person.needs_wish))
    out.wage_floor = person.wage_floor
    out.wage_full = np.float64(person.wage_floor) * measures.saturation
    out.wage_inverse = inverse(out.wage_full)
    out.way_max = person.way_max
    out.zero_at = 2.0 * min(person.way_max, measures.way_far)
    out.zero_inverse = inverse(out.zero_at)
    out.reach = np.float64(person.way_max) + measures.ring_count / measures.ring_inverse + SLACK
    out.beyond_square = (np.float64(person.way_max) + 1.0) ** 2
    out.hours_min, out.hours_max = person.hours_min, person.hours_max
    out.free_from = person.free_from
    out.x, out.y = person.x, person.y
    out.is_placed = person.x != NOWHERE
    out.place_code = person.region
    name_region(person.region, UNNAMED_PERSON, out.region)
    out.is_home = person.from_home != 0


@compiled
def ready_occupations(person, occupations, measures, rank, levels, out):  # type: ignore[no-untyped-def]
    """What each distinct occupation of the posts is worth: the person's points, and 16 bits up the post's.

    out : int32, one for each of ``occupations.codes``. rank, levels : int32 of that length, to work in.
    """
    codes, depths, inverses = occupations.codes, occupations.depth, occupations.depth_inverse
    wishes = person.occupations
    rank[:] = 0 if wishes[0] == 0 else WISHES
    levels[:] = 0
    for place in range(WISHES - 1, -1, -1):
        if wishes[place] != 0:
            _compare_wish(codes, wishes[place], unstated_bits(wishes[place]), place, rank, levels)
    _price(rank, levels, depths, inverses, measures.occupation, measures.near_occupation, out)


@compiled
def _price(rank, levels, depths, inverses, weight, near_weight, out):  # type: ignore[no-untyped-def]
    for at in range(len(out)):
        shared = levels[at] if levels[at] < depths[at] else depths[at]
        near = quotient(near_weight * np.float64(shared), inverses[at])
        out[at] = wish_points(np.float64(rank[at]), weight) | near << np.int32(16)


@compiled
def _compare_wish(codes, wish, unstated, place, rank, levels):  # type: ignore[no-untyped-def]
    here = np.int32(place)
    for at in range(len(codes)):
        rank[at] = here if is_under(codes[at], wish, unstated) else rank[at]
        shared = shared_levels(codes[at], wish)
        levels[at] = shared if shared > levels[at] else levels[at]
