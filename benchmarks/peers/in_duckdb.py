"""Matching in DuckDB: one cross join whose filter leaves what at most one need, one skill or the way keeps apart.

Scores and tie-breaks are packed into one whole number, so that ``max(key, k)`` keeps the best of each row on a heap.
"""

import duckdb
import numpy as np
import pyarrow as pa

from benchmarks.peers.answers import Answer, lines_of, most_of
from benchmarks.peers.columns import WISHES

THREADS = 2
LAST = 2**22 - 1  # ranks of ids are below this
# Rows alone come out of the cross join: carrying columns through it costs six times what fetching them again does.
# A table as small as a fair's is joined on one thread, so the join is written as a union of two.
HARD = """
create or replace temp table hard as {half} 0 union all {half} 1
"""
HALF = """
select p.row i, q.row j
from people p, posts q
where p.education >= q.education_min and p.wage_floor <= q.wage_limit
    and p.hours_min <= q.hours_max and p.hours_max >= q.hours_min
    and p.free_from <= q.latest and abs(p.from_home - q.from_home) < 2
    and bit_count(p.needs_must & q.cannot) <= 1
    and (p.from_home <> 0 and q.from_home <> 0 or not p.placed or not q.placed
        or (p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y)
            < (p.way_max + {farther} + 1) * (p.way_max + {farther} + 1))
    and p.row % 2 =
"""
NEAR = """
create or replace temp table near as
with gone as (
    select i, j, p.needs_must & q.cannot refused, {missing}, {lacking} lacking,
        p.from_home <> 0 and q.from_home <> 0 home, {way} way, p.way_max
    from hard join people p on p.row = i join posts q on q.row = j
),
met as (
    select *, (refused <> 0)::int + (lacking > 0)::int + far::int obstacles
    from (select *, not home and way > way_max far from gone)
)
select i, j, obstacles, refused, {missing_names}, lacking, home, way,
    case when far then (way - way_max - 1) // {band_metres} end ring
from met
where obstacles <= 1 and lacking <= 1 and (not far or way <= way_max + {farther})
"""
SCORED = """
create or replace temp table scored as
select i, j, p.rank i_rank, q.rank j_rank, {a} a, {b} b
from near join people p on p.row = i join posts q on q.row = j
where obstacles = 0
"""
WAY = """
case when p.placed and q.placed then floor(sqrt((p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y)))::bigint
    when not (p.known and q.known) then -1 when p.unit0 = q.unit0 then {township} when p.unit1 = q.unit1 then {county}
    when p.unit2 = q.unit2 then {city} when p.unit3 = q.unit3 then {province} else {beyond} end
"""
LINES = """
with best as (
    select {own}, unnest(max(
        ((2 * a * b // greatest(a + b, 1)) << 42) + (({last} - {other}_rank) << 20) + (a << 10) + b, {k})) as key
    from scored group by {own}
)
select {own}, key >> 42 reciprocal, {last} - ((key >> 20) & {last}) other_rank, (key >> 10) & 1023 a, key & 1023 b
from best order by {own}, key desc
"""
MOST = """
with counted as (select {own}, {which} which, count(*) count from near where obstacles = 1 and {when} group by all)
select {own}, arg_max(which, (count << 22) - which) which, max(count) count from counted group by {own}
"""


def prepare(people, posts):
    """A database in memory that holds both tables."""
    base = duckdb.connect()
    base.execute(f"set threads = {THREADS}")
    for name, columns in (("people", people), ("posts", posts)):
        base.register("given", pa.table({column: _signed(values) for column, values in columns.items()}))
        base.execute(f"create table {name} as select * from given")
        base.unregister("given")
    return base, people, posts


def run(prepared, settings):
    """The pairs that are feasible or nearly so, then a query for each part of the answer, as Arrow tables."""
    base, people, _posts = prepared
    words = range(sum(name.startswith("held") for name in people))
    farther = settings.band_metres * settings.band_count
    base.execute(HARD.format(half=HALF.format(farther=farther)))
    base.execute(_near(words, farther, settings))
    base.execute(SCORED.format(a=_of_person(settings), b=_of_post(words, settings)))
    bit = _bit("refused")
    number = f"case {' '.join(_number(word) for word in words)} end"
    say = {"last": LAST, "k": settings.k}
    return [
        base.sql(query).to_arrow_table()
        for query in (
            "select count(*) count from scored",
            LINES.format(own="i", other="j", **say),
            LINES.format(own="j", other="i", **say),
            MOST.format(own="j", which=bit, when="refused <> 0", **say),
            MOST.format(own="i", which=number, when="lacking = 1", **say),
            MOST.format(own="i", which="ring", when="ring is not null", **say),
        )
    ]


def answer(found, prepared, settings) -> Answer:
    """The tables in the shape of answers."""
    _base, people, posts = prepared
    count, of_people, of_posts, needs, skills, bands = found
    return Answer(
        feasible_count=count["count"][0].as_py(),
        people=_lines(of_people, "i", people, posts, settings.k),
        posts=_lines(of_posts, "j", posts, people, settings.k),
        needs=_most(needs, "j", len(posts["id"])),
        skills=_most(skills, "i", len(people["id"])),
        bands=_most(bands, "i", len(people["id"])),
    )


def _near(words, farther, settings):
    missing = [f"q.required{word} & ~p.held{word}" for word in words]
    return NEAR.format(
        lacking=" + ".join(f"bit_count({one})::int" for one in missing) or "0",
        missing=", ".join(f"{one} missing{word}" for word, one in enumerate(missing)) or "0 missing",
        missing_names=", ".join(f"missing{word}" for word in words) or "missing",
        way=WAY.format(**{name: getattr(settings.bands, name) for name in settings.bands.__dataclass_fields__}),
        band_metres=settings.band_metres,
        farther=farther,
    )


def _number(word):
    """The number of the only missing skill, when it is in this word."""
    return f"when missing{word} <> 0 then {64 * word} + {_bit(f'missing{word}')}"


def _bit(mask):
    """The number of the only bit that is set; the last is the sign."""
    return f"(case when {mask} < 0 then 63 else bit_count({mask} - 1)::int end)"


def _signed(values):
    """Masks as signed numbers of the same bits, for DuckDB counts the bits of unsigned ones in 128."""
    return values.view(np.int64) if values.dtype == np.uint64 else values


def _of_person(settings):
    """The person's score as an expression; division binds each part, so that each is rounded down by itself."""
    weights, percent = settings.person, settings.wage_saturation_percent
    ranks = " ".join(
        f"when occupation & mask{place} = wish{place} then {weights.occupation * (WISHES - place) // WISHES}"
        for place in range(WISHES)
    )
    parts = (
        f"case when anything then {weights.occupation} {ranks} else 0 end",
        f"case when wage_floor = 0 then {weights.wage} else {weights.wage}"
        f" * least(greatest(wage_top - wage_floor, 0) * 100, wage_floor * {percent}) // (wage_floor * {percent}) end",
        f"case when home or way = 0 then {weights.way} when way < 0 then 0"
        f" else {weights.way} * greatest(zero_at - way, 0) // greatest(zero_at, 1) end",
        _needs("needs_must", "must_count", weights.needs, settings),
        _needs("needs_wish", "wish_count", weights.wishes, settings),
        f"{weights.hours} * (least(p.hours_max, q.hours_max) - greatest(p.hours_min, q.hours_min) + 1) // asked_hours",
    )
    return _sum(parts)


def _of_post(words, settings):
    weights, grace = settings.post, max(settings.grace_days, 1)
    apart = f"least({', '.join(f'xor(occupation, wish{place})' for place in range(WISHES))})"
    held = " + ".join(f"bit_count(held{word} & welcome{word})::int" for word in words) or "0"
    levels = " ".join(
        f"when {apart} < {1 << shift} then {level}" for level, shift in ((4, 0), (3, 8), (2, 16), (1, 24))
    )
    return _sum(
        (
            f"case when welcome_count = 0 then {weights.skills} else {weights.skills} * ({held}) // welcome_count end",
            f"{weights.occupation} * least(case {levels} else 0 end, depth) // greatest(depth, 1)",
            f"{weights.education}",
            f"case when start = 0 then {weights.time * grace // grace}"
            f" else {weights.time} * greatest({grace} - greatest(free_from - start, 0), 0) // {grace} end",
        )
    )


def _needs(needs, count, weight, settings):
    earned = " + ".join(
        f"{tenths} * bit_count({needs} & {mask})::int"
        for mask, tenths in (
            ("offered", settings.offered_tenths),
            ("can_arrange", settings.arranged_tenths),
            ("unknown", settings.ask_tenths),
        )
    )
    return f"case when {count} = 0 then {weight} else {weight} * ({earned}) // (10 * {count}) end"


def _sum(parts):
    return " + ".join(f"({part})::bigint" for part in parts)


def _lines(table, own, side, other, k):
    row = table[own].to_numpy()
    by_rank = np.sort(other["id"])
    return lines_of(
        len(side["id"]),
        min(k, len(by_rank)),
        row,
        np.arange(len(row)) - np.searchsorted(row, row),
        id=by_rank[table["other_rank"].to_numpy()],
        score_person=table["a"].to_numpy(),
        score_post=table["b"].to_numpy(),
        reciprocal=table["reciprocal"].to_numpy(),
    )


def _most(table, own, count):
    return most_of(count, table[own].to_numpy(), table["which"].to_numpy(), table["count"].to_numpy())
