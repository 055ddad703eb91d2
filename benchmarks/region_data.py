"""People and posts in numbers, made up: a fair's, or a whole region's over 2,400 km; the same for the same seed.

The shape is Inner Mongolia's: twelve leagues and cities where they are, their banners around them, townships
around those, most people in towns and most ways to work short. Names, codes below a league and everything
about a person or a post are invented.
"""

from typing import NamedTuple

import numpy as np

from engines.matching import ANYWHERE, PERSON, POST, Problem, pack_occupation
from engines.matching.columns import NOT_STATED, NOWHERE, WISHES

NEEDS, SKILLS, TOWNSHIPS = 22, 80, 8
SKILL_NAMES = tuple(f"skill {number:02}" for number in range(SKILLS))
TODAY = 740_000  # the ordinal of a day in 2027
OCCUPATIONS = np.array(
    [
        pack_occupation(f"{a}-{b:02}-{c:02}-{d:02}")
        for a in (3, 4, 5, 6)
        for b in range(1, 6)
        for c in range(1, 5)
        for d in range(1, 4)
    ],
    np.uint32,
)


class League(NamedTuple):
    """A league or city: code, seat in kilometres east and north of 110° E 42° N, banners, reach, weight."""

    code: int
    east: int
    north: int
    banners: int
    across: int
    weight: int


LEAGUES = (
    League(1501, 144, -131, 9, 45, 14),
    League(1502, -13, -150, 9, 60, 11),
    League(1503, -263, -260, 3, 12, 2),
    League(1504, 732, 29, 12, 130, 17),
    League(1505, 1008, 179, 8, 110, 12),
    League(1506, -18, -266, 9, 110, 9),
    League(1507, 803, 802, 14, 280, 9),
    League(1508, -213, -139, 7, 110, 6),
    League(1509, 257, -110, 11, 90, 7),
    League(1522, 994, 454, 6, 120, 6),
    League(1525, 501, 216, 12, 220, 4),
    League(1529, -480, -180, 3, 420, 1),
)
REGION_WAYS = ((3_000, 12), (5_000, 16), (10_000, 20), (15_000, 14), (20_000, 12), (30_000, 12), (50_000, 10))
FAR_WAYS = ((80_000, 2), (150_000, 0.4), (ANYWHERE, 0.2))
FAIR_WAYS = ((10_000, 12), (20_000, 22), (50_000, 30), (100_000, 20), (ANYWHERE, 16))


def region_columns(people: int, posts: int, seed: int = 0) -> Problem:
    """A region: all twelve leagues, ways mostly of 3–50 km; about one pair in three hundred is feasible."""
    return _problem(people, posts, seed, LEAGUES, REGION_WAYS + FAR_WAYS)


def fair_columns(people: int = 1009, posts: int = 1779, seed: int = 0) -> Problem:
    """A fair: people and posts of two neighbouring cities; about one pair in ten is feasible."""
    return _problem(people, posts, seed, LEAGUES[:2], FAIR_WAYS)


def _problem(people, posts, seed, leagues, ways):
    chance = np.random.default_rng(seed)
    towns = _towns(np.random.default_rng(2), leagues)  # the same map for every seed
    post_table, required, welcome = _posts(chance, posts, towns)
    person_table, held = _people(chance, people, towns, ways)
    return Problem(
        people=person_table, posts=post_table, held=held, required=required, welcome=welcome, skill_names=SKILL_NAMES
    )


def _people(chance, count, towns, ways):
    table = np.zeros(count, PERSON)
    table["id"] = 10_000_000 + chance.permutation(count)
    must = _mask(chance, count, np.linspace(0.14, 0.01, NEEDS))
    table["needs_must"] = must
    table["needs_wish"] = _mask(chance, count, np.full(NEEDS, 0.05)) & ~must
    table["occupations"] = _wishes(chance, count)
    table["education"] = _drawn(chance, count, ((0, 8), (1, 20), (2, 34), (3, 16), (4, 12), (5, 7), (6, 3)))
    table["wage_floor"] = _drawn(chance, count, ((0, 20), (2000, 20), (2500, 25), (3000, 20), (3500, 10), (4500, 5)))
    table["hours_max"] = _drawn(chance, count, ((20, 12), (30, 8), (40, 50), (48, 30)))
    table["hours_min"] = np.where(chance.random(count) < 0.5, 0, table["hours_max"] // 2)
    _place(chance, table, towns, scatter=1_500, unplaced=0.03)
    table["way_max"] = _drawn(chance, count, ways)
    table["from_home"] = _drawn(chance, count, ((0, 93), (1, 5), (2, 2)))
    later = chance.random(count) < 0.3
    table["free_from"] = np.where(later, TODAY + chance.integers(0, 120, count), 0)
    return table, _skills(chance, count, np.linspace(0.15, 0.02, SKILLS))


def _posts(chance, count, towns):
    """Posts in organisations of about eight; an organisation's posts share place and accommodations."""
    firms = np.zeros(max(1, count // 8), POST)
    _place(chance, firms, towns, scatter=2_500, unplaced=0.02)
    offered = _mask(chance, len(firms), np.linspace(0.35, 0.08, NEEDS))
    cannot = _mask(chance, len(firms), np.linspace(0.22, 0.08, NEEDS)) & ~offered
    firms["offered"], firms["cannot"] = offered, cannot
    firms["can_arrange"] = _mask(chance, len(firms), np.full(NEEDS, 0.3)) & ~offered & ~cannot
    of_firm = chance.integers(0, len(firms), count)
    table = firms[of_firm]
    table["id"] = 500_000 + chance.permutation(count)
    table["organisation"] = of_firm
    table["openings"] = _drawn(chance, count, ((1, 50), (2, 25), (5, 15), (10, 8), (30, 2)))
    table["occupation"] = chance.choice(OCCUPATIONS, count)
    table["education_min"] = _drawn(chance, count, ((0, 40), (1, 15), (2, 25), (3, 12), (4, 5), (5, 3)))
    wage = _drawn(chance, count, ((2000, 15), (2500, 25), (3000, 30), (4000, 20), (6000, 10)))
    table["wage_min"] = wage
    table["wage_max"] = np.where(chance.random(count) < 0.15, NOT_STATED, wage + 500 * chance.integers(0, 5, count))
    hours = _drawn(chance, count, ((20, 10), (36, 10), (40, 70), (44, 10)))
    table["hours_min"] = table["hours_max"] = hours
    table["from_home"] = _drawn(chance, count, ((0, 97), (1, 2), (2, 1)))
    table["start"] = np.where(chance.random(count) < 0.5, TODAY + chance.integers(0, 90, count), 0)
    required = _skills(chance, count, np.linspace(0.008, 0.002, SKILLS))
    return table, required, _skills(chance, count, np.linspace(0.06, 0.02, SKILLS)) & ~required


class Towns(NamedTuple):
    """Where people live: place, twelve-digit code and how many of a thousand, of each town."""

    x: np.ndarray
    y: np.ndarray
    region: np.ndarray
    share: np.ndarray


def _towns(chance, leagues):
    """The towns of the leagues: each banner's seat holds half its people, its townships the rest."""
    x, y, region, share = [], [], [], []
    for league in leagues:
        size = chance.dirichlet(np.full(league.banners, 3.0)) * league.weight
        for banner in range(league.banners):
            seat = 1000 * (np.array([league.east, league.north]) + chance.normal(0, league.across, 2))
            if banner == 0:
                seat = 1000 * np.array([league.east, league.north])
            for township in range(TOWNSHIPS):
                place = seat + (chance.normal(0, 25_000, 2) if township else 0)
                x.append(place[0])
                y.append(place[1])
                region.append((league.code * 100 + banner + 1) * 10**6 + (township + 1) * 1000)
                share.append(size[banner] * (0.5 if township == 0 else 0.5 / (TOWNSHIPS - 1)))
    shares = np.array(share)
    return Towns(np.array(x), np.array(y), np.array(region), shares / shares.sum())


def _place(chance, table, towns, scatter, unplaced):
    """Put each row into a town; some are known by division code alone, one in a thousand not at all."""
    town = chance.choice(len(towns.x), len(table), p=towns.share)
    placed = chance.random(len(table)) >= unplaced
    for axis, at in (("x", towns.x), ("y", towns.y)):
        table[axis] = np.where(placed, np.rint(at[town] + chance.normal(0, scatter, len(table))), NOWHERE)
    table["region"] = np.where(placed | (chance.random(len(table)) > 0.03), towns.region[town], 0)


def _wishes(chance, count):
    """None to five occupations each, the group alone for some, without gaps."""
    masks = np.array([0xFF000000, 0xFFFF0000, 0xFFFFFF00, 0xFFFFFFFF], np.uint32)
    wishes = chance.choice(OCCUPATIONS, (count, WISHES)) & chance.choice(masks, (count, WISHES))
    many = _drawn(chance, count, ((0, 20), (1, 30), (2, 25), (3, 15), (4, 5), (5, 5)))
    return np.where(np.arange(WISHES) < many[:, None], wishes, 0)


def _drawn(chance, count, weighted):
    """``count`` values drawn from pairs of value and weight."""
    values, weights = np.array(weighted, float).T
    return chance.choice(values.astype(np.int64), count, p=weights / weights.sum())


def _mask(chance, count, shares):
    """A mask a row, bit ``b`` set in about ``shares[b]`` of them."""
    mask = np.zeros(count, np.uint64)
    for bit, share in enumerate(shares):
        mask |= (chance.random(count, np.float32) < share).astype(np.uint64) << np.uint64(bit)
    return mask


def _skills(chance, count, shares):
    """Skill words a row; shares are dealt out so that common skills stand in both words."""
    dealt = shares[np.arange(SKILLS) * 7 % SKILLS]
    return np.stack([_mask(chance, count, dealt[:64]), _mask(chance, count, dealt[64:])], axis=1)
