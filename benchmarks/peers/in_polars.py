"""Matching in Polars: a lazy cross join of rows and the few columns that rule most pairs out, then the rest joined on.

Scores and tie-breaks are packed into one whole number, of which each row's greatest are taken.
"""

import os

os.environ.setdefault("POLARS_MAX_THREADS", "2")  # read when Polars is loaded

import numpy as np
import polars as pl

from benchmarks.peers.answers import Answer, lines_of, most_of
from benchmarks.peers.columns import WISHES

LAST = 2**22 - 1  # ranks of ids are below this
EDGES = ("row", "needs_must", "education", "wage_floor", "hours_min", "hours_max", "free_from", "from_home")
EDGES += ("placed", "x", "y", "way_max", "cannot", "education_min", "wage_limit", "latest")
P, Q = "p_", "q_"


def prepare(people, posts):
    """Two frames whose columns say of which side they are."""
    frames = [
        pl.DataFrame({mark + name: column for name, column in side.items()}) for mark, side in ((P, people), (Q, posts))
    ]
    return *frames, people, posts


def run(prepared, settings):
    """Every part of the answer as a frame."""
    person, post, people, _posts = prepared
    words = range(sum(name.startswith("held") for name in people))
    near = _near(person, post, words, settings)
    scored = (
        near.lazy()
        .filter(pl.col("obstacles") == 0)
        .select("i", "j", "home", "way")
        .join(person.lazy(), left_on="i", right_on="p_row")
        .join(post.lazy(), left_on="j", right_on="q_row")
        .with_columns(a=_of_person(settings), b=_of_post(words, settings))
        .select("i", "j", "a", "b", "p_rank", "q_rank", worth=_harmonic(pl.col("a"), pl.col("b")))
    ).collect()
    single = near.lazy().filter(pl.col("obstacles") == 1)
    refused, skill = pl.col("refused"), pl.lit(-1, pl.Int64)
    for word in words:
        missing = pl.col(f"missing{word}")
        skill = pl.when(missing != 0).then(64 * word + _bit(missing)).otherwise(skill)
    parts = pl.collect_all(
        [
            _best(scored, "i", "q_rank", settings.k),
            _best(scored, "j", "p_rank", settings.k),
            _most(single.filter(refused != 0), "j", _bit(refused)),
            _most(single.filter(pl.col("lacking") == 1), "i", skill),
            _most(single.filter(pl.col("ring") >= 0), "i", pl.col("ring")),
        ]
    )
    return scored.height, *parts


def answer(found, prepared, settings) -> Answer:
    """The frames in the shape of answers."""
    _person, _post, people, posts = prepared
    count, of_people, of_posts, needs, skills, bands = found
    return Answer(
        feasible_count=count,
        people=_lines(of_people, "i", people, posts, settings.k),
        posts=_lines(of_posts, "j", posts, people, settings.k),
        needs=_told(needs, "j", len(posts["id"])),
        skills=_told(skills, "i", len(people["id"])),
        bands=_told(bands, "i", len(people["id"])),
    )


def _near(person, post, words, settings):
    """The pairs that nothing, or one thing alone keeps apart, with what it is."""
    farther = settings.band_metres * settings.band_count
    reach = p("way_max") + farther + 1
    homes = (p("from_home") != 0) & (q("from_home") != 0)
    squared = (p("x") - q("x")) ** 2 + (p("y") - q("y")) ** 2
    refused = p("needs_must") & q("cannot")
    hard = (
        _edges(person)
        .join(_edges(post), how="cross")
        .filter(
            (p("education") >= q("education_min"))
            & (p("wage_floor") <= q("wage_limit"))
            & (p("hours_min") <= q("hours_max"))
            & (p("hours_max") >= q("hours_min"))
            & (p("free_from") <= q("latest"))
            & ((p("from_home") - q("from_home")).abs() < 2)
            & (refused.bitwise_count_ones() <= 1)
            & (homes | ~(p("placed") & q("placed")) | (squared < reach**2))
        )
        .select(i=p("row"), j=q("row"), refused=refused, home=homes)
    )
    sides = [
        frame.lazy().select(mark + "row", *(frame.columns[at] for at in range(frame.width) if _is_for_way(frame, at)))
        for frame, mark in ((person, P), (post, Q))
    ]
    missing = {f"missing{word}": q(f"required{word}") & ~p(f"held{word}") for word in words}
    lacking = sum((pl.col(name).bitwise_count_ones().cast(pl.Int64) for name in missing), pl.lit(0, pl.Int64))
    far = ~pl.col("home") & (pl.col("way") > p("way_max"))
    obstacles = (pl.col("refused") != 0).cast(pl.Int8) + (pl.col("lacking") > 0).cast(pl.Int8) + far.cast(pl.Int8)
    ring = (pl.col("way") - p("way_max") - 1) // settings.band_metres
    return (
        hard.join(sides[0], left_on="i", right_on="p_row")
        .join(sides[1], left_on="j", right_on="q_row")
        .with_columns(**missing, way=_way(settings.bands))
        .with_columns(lacking=lacking)
        .with_columns(obstacles=obstacles, ring=pl.when(far).then(ring).otherwise(-1))
        .filter((pl.col("obstacles") <= 1) & (pl.col("lacking") <= 1) & (pl.col("ring") < settings.band_count))
        .select("i", "j", "refused", "home", "way", "lacking", "obstacles", "ring", *missing)
    ).collect()


def _edges(frame):
    return frame.lazy().select([name for name in frame.columns if name[len(P) :] in EDGES])


def _is_for_way(frame, at):
    name = frame.columns[at][len(P) :]
    return name in ("x", "y", "placed", "known", "way_max") or name.startswith(("unit", "held", "required"))


def p(name):
    """A column of the person's."""
    return pl.col(P + name)


def q(name):
    """A column of the post's."""
    return pl.col(Q + name)


def _way(bands):
    line = ((p("x") - q("x")) ** 2 + (p("y") - q("y")) ** 2).sqrt().cast(pl.Int64)
    banded = pl.when(~(p("known") & q("known"))).then(-1)
    for number, metres in enumerate((bands.township, bands.county, bands.city, bands.province)):
        banded = banded.when(p(f"unit{number}") == q(f"unit{number}")).then(metres)
    return pl.when(p("placed") & q("placed")).then(line).otherwise(banded.otherwise(bands.beyond)).cast(pl.Int64)


def _of_person(settings):
    weights, percent = settings.person, settings.wage_saturation_percent
    floor, way, zero_at = p("wage_floor").cast(pl.Int64), pl.col("way"), p("zero_at")
    rank = pl.when(p("anything")).then(0)
    for place in range(WISHES):
        rank = rank.when((q("occupation") & p(f"mask{place}")) == p(f"wish{place}")).then(place)
    above = pl.min_horizontal((q("wage_top") - floor).clip(0) * 100, floor * percent)
    common = pl.min_horizontal(p("hours_max"), q("hours_max")) - pl.max_horizontal(p("hours_min"), q("hours_min"))
    near = weights.way * (zero_at - way).clip(0) // zero_at.clip(1)
    return (
        weights.occupation * (WISHES - rank.otherwise(WISHES).cast(pl.Int64)) // WISHES
        + pl.when(floor == 0).then(weights.wage).otherwise(weights.wage * above // (floor * percent).clip(1))
        + pl.when(pl.col("home") | (way == 0)).then(weights.way).when(way < 0).then(0).otherwise(near)
        + _needs(p("needs_must"), p("must_count"), weights.needs, settings)
        + _needs(p("needs_wish"), p("wish_count"), weights.wishes, settings)
        + weights.hours * (common.cast(pl.Int64) + 1) // q("asked_hours")
    )


def _of_post(words, settings):
    weights, grace = settings.post, max(settings.grace_days, 1)
    apart = pl.min_horizontal(q("occupation") ^ p(f"wish{place}") for place in range(WISHES))
    levels = sum((apart < 1 << shift).cast(pl.Int64) for shift in (24, 16, 8, 0))
    welcome, depth = q("welcome_count").cast(pl.Int64), q("depth").cast(pl.Int64)
    held = sum(
        ((p(f"held{word}") & q(f"welcome{word}")).bitwise_count_ones().cast(pl.Int64) for word in words),
        pl.lit(0, pl.Int64),
    )
    late = (p("free_from").cast(pl.Int64) - q("start")).clip(0)
    in_time = pl.when(q("start") == 0).then(grace).otherwise((grace - late).clip(0))
    return (
        pl.when(welcome == 0).then(weights.skills).otherwise(weights.skills * held // welcome.clip(1))
        + weights.occupation * pl.min_horizontal(levels, depth) // depth.clip(1)
        + weights.education
        + weights.time * in_time // grace
    )


def _needs(needs, count, weight, settings):
    earned = sum(
        tenths * (needs & q(mask)).bitwise_count_ones().cast(pl.Int64)
        for mask, tenths in (
            ("offered", settings.offered_tenths),
            ("can_arrange", settings.arranged_tenths),
            ("unknown", settings.ask_tenths),
        )
    )
    return pl.when(count == 0).then(weight).otherwise(weight * earned // (10 * count.cast(pl.Int64)).clip(1))


def _harmonic(a, b):
    return 2 * a * b // (a + b).clip(1)


def _bit(mask):
    """The number of the only bit that is set."""
    return mask.bitwise_trailing_zeros().cast(pl.Int64)


def _best(scored, own, rank, k):
    key = (pl.col("worth") * 2**42) + ((LAST - pl.col(rank)) * 2**20) + pl.col("a") * 2**10 + pl.col("b")
    return scored.lazy().group_by(own).agg(key=key.top_k(k)).explode("key").sort(own, "key", descending=[False, True])


def _most(pairs, own, which):
    """Of each row what occurs most often, the smallest of equals, and how often."""
    counted = pairs.group_by(pl.col(own), which=which).agg(count=pl.len().cast(pl.Int64))
    packed = pl.col("count") * 2**22 - pl.col("which")
    return counted.group_by(own).agg(pl.col("which", "count").get(packed.arg_max()))


def _lines(frame, own, side, other, k):
    row, key = frame[own].to_numpy(), frame["key"].to_numpy()
    by_rank = np.sort(other["id"])
    return lines_of(
        len(side["id"]),
        min(k, len(by_rank)),
        row,
        np.arange(len(row)) - np.searchsorted(row, row),
        id=by_rank[LAST - ((key >> 20) & LAST)],
        score_person=(key >> 10) & 1023,
        score_post=key & 1023,
        reciprocal=key >> 42,
    )


def _told(frame, own, count):
    return most_of(count, frame[own].to_numpy(), frame["which"].to_numpy(), frame["count"].to_numpy())
