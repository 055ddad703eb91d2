"""Cutting a region into shards: people who live near each other, and the posts within their reach.

A person's cell is about as wide as their way is long, so that nobody who would go anywhere lengthens the reach of
a whole town. People who may work from home, and people known by division code alone, have shards of their own,
for the posts in their reach are others.
"""

# ruff: noqa: S608  # SQL is put together of column names that stand here, numbers and quoted paths

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

import duckdb
import numpy as np

from engines.matching.columns import NOWHERE
from engines.matching.region.columns import PEOPLE, POSTS
from engines.matching.region.parquet import quoted, write
from engines.matching.settings import Bands

_EDGES: Final = (20_000, 80_000, 320_000)  # metres: the cells of people whose way is at most so long
_ORIGIN: Final = 20_000_000  # what makes every coordinate positive
_DEPTH: Final = 11  # halvings of 40,000 km down to a cell of 20 km
_ANY_PLACE, _CITY, _PROVINCE, _ANY_REGION = range(len(_EDGES), len(_EDGES) + 4)  # kinds after those with an edge
_CITY_UNIT, _PROVINCE_UNIT = 10**8, 10**10
_EVERYWHERE: Final = f"(x = {NOWHERE} OR from_home <> 0)"  # posts that the way alone does not keep out
_ROWS: Final = 8_192  # of a row group of a work file: little is read beyond what a shard needs


class Reach(NamedTuple):
    """Which posts the people of a shard can have; every one of them, and few others.

    box : least and greatest x, least and greatest y of placed posts, or none of it.
    unit, regions : the posts in the divisions ``region // unit``, or none of it.
    home : whether the posts that can be done from home belong to it wherever they are.
    With neither box nor unit every post is in reach.
    """

    box: tuple[int, int, int, int] | None = None
    unit: int = 0
    regions: tuple[int, ...] = ()
    home: bool = False


class Shard(NamedTuple):
    """So many people, matched in one go with the posts in their reach."""

    number: int
    people: int
    reach: Reach


@dataclass(frozen=True)
class Cell:
    """People of one kind who live in one place: the least that is kept together.

    kind : what their reach is made of, twice over, plus one for those who may work from home.
    path : the halvings, or divisions, that lead to the cell; near cells share most of it.
    """

    kind: int
    a: int
    b: int
    people: int
    box: tuple[int, int, int, int]

    @property
    def path(self) -> tuple[int, ...]:
        what = self.kind // 2
        if what < len(_EDGES):
            depth = _DEPTH - 2 * what  # each edge is four of the one before
            return tuple((self.a >> bit & 1) << 1 | self.b >> bit & 1 for bit in reversed(range(depth)))
        return (self.a // 100, self.a) if what == _CITY else (self.a,)


def plan(con: duckdb.DuckDBPyConnection, work: Path, words: int, bands: Bands, most: int) -> list[Shard]:
    """Cut what was taken in into shards of at most ``most`` people, and order both files in ``work`` by them.

    words : of the skills in these files, as ``take_in`` gives it.
    """
    taken = f"SELECT *, {_kind(bands)} AS kind FROM {quoted(work / 'taken-people' / '*.parquet')}"
    people = f"SELECT *, {_across('x')} AS a, {_across('y')} AS b FROM ({taken})"
    shards: list[Shard] = []
    firsts: list[tuple[int, int, int, int]] = []  # of each cell kind, a, b and the first shard of its group
    for _, kind in groupby(_cells(con, people), key=lambda cell: cell.kind):
        for group in cut(sorted(kind, key=lambda cell: cell.path), most):
            firsts += [(cell.kind, cell.a, cell.b, len(shards)) for cell in group]
            shards += _parts(group, len(shards), most)
    con.register("cells", dict(zip(("kind", "a", "b", "first"), np.array(firsts, np.int64).T.copy(), strict=True)))
    part = f"(row_number() OVER (PARTITION BY first ORDER BY id) - 1) // {most}"
    sharded = f"SELECT *, first + {part} AS shard FROM ({people}) JOIN cells USING (kind, a, b)"
    columns = ", ".join(["shard", *PEOPLE.packed(words)])
    write(con, f"SELECT {columns} FROM ({sharded}) ORDER BY shard, id", work / "people.parquet", _ROWS)
    con.unregister("cells")
    _order_posts(con, work, words)
    return shards


def _cells(con: duckdb.DuckDBPyConnection, people: str) -> list[Cell]:
    boxes = ", ".join(f"min({axis}::BIGINT - way_max), max({axis}::BIGINT + way_max)" for axis in ("x", "y"))
    query = f"SELECT kind, a, b, count(*), {boxes} FROM ({people}) GROUP BY kind, a, b ORDER BY kind, a, b"
    return [Cell(kind, a, b, count, tuple(box)) for kind, a, b, count, *box in con.execute(query).fetchall()]


def _order_posts(con: duckdb.DuckDBPyConnection, work: Path, words: int) -> None:
    """Posts near each other stand together, after those that might be in reach from anywhere."""
    order = f"NOT {_EVERYWHERE}, x // {_EDGES[-1]}, y, id"
    place = f"row_number() OVER (ORDER BY {order}) AS place"
    columns = ", ".join([place, f"{_EVERYWHERE} AS everywhere", *POSTS.packed(words)])
    source = quoted(work / "taken-posts" / "*.parquet")
    write(con, f"SELECT {columns} FROM {source} ORDER BY place", work / "posts.parquet", _ROWS)


def cut(cells: Sequence[Cell], most: int, depth: int = 0) -> list[list[Cell]]:
    """The cells, in the order of their paths, in groups of at most ``most`` people, or of one cell.

    A square with too many people is quartered, and small quarters of one square stay together: so a group
    is never wider than the square that was too full.
    """
    cells = list(cells)
    if sum(cell.people for cell in cells) <= most or len(cells) == 1:
        return [cells]
    groups: list[list[Cell]] = []
    together: list[Cell] = []
    for _, branch in groupby(cells, key=lambda cell: cell.path[depth]):
        quarter = list(branch)
        count = sum(cell.people for cell in quarter)
        if count > most:
            groups += cut(quarter, most, depth + 1)
        elif count + sum(cell.people for cell in together) <= most:
            together += quarter
        else:
            groups.append(together)
            together = quarter
    return [*groups, together] if together else groups


def in_reach(reach: Reach, posts: str) -> str:
    """The query for the posts of a shard: those that lie in reach, and those that might lie anywhere.

    Two scans, so that the ranges are held against the statistics of each row group before it is read.
    """
    if reach.box is None and not reach.unit:
        return f"SELECT * FROM {posts}"
    if reach.box is not None:
        west, east, south, north = reach.box
        near = f"x BETWEEN {west} AND {east} AND y BETWEEN {south} AND {north}"
        loose = f"x = {NOWHERE} OR {near}"
    else:
        near = loose = f"(region = 0 OR region // {reach.unit} IN ({', '.join(map(str, reach.regions))}))"
    home = " OR from_home <> 0" if reach.home else ""
    return (
        f"SELECT * FROM {posts} WHERE NOT everywhere AND {near} "
        f"UNION ALL SELECT * FROM {posts} WHERE everywhere AND ({loose}{home})"
    )


def _kind(bands: Bands) -> str:
    """SQL for the kind of a person's cell: by place and way, else by division and the band they stay within."""
    placed = f"x <> {NOWHERE}"
    cases = [f"WHEN {placed} AND way_max <= {edge} THEN {kind}" for kind, edge in enumerate(_EDGES)]
    cases.append(f"WHEN {placed} THEN {_ANY_PLACE}")
    cases.append(f"WHEN region = 0 OR way_max >= {bands.beyond} THEN {_ANY_REGION}")
    cases.append(f"WHEN way_max >= {bands.province} THEN {_PROVINCE}")
    return f"2 * (CASE {' '.join(cases)} ELSE {_CITY} END) + (from_home <> 0)::INTEGER"


def _across(axis: str) -> str:
    """SQL for one coordinate of a person's cell; a division stands in the first."""
    cases = [f"WHEN {kind} THEN ({axis} + {_ORIGIN}) // {edge}" for kind, edge in enumerate(_EDGES)]
    if axis == "x":
        cases += [f"WHEN {_CITY} THEN region // {_CITY_UNIT}", f"WHEN {_PROVINCE} THEN region // {_PROVINCE_UNIT}"]
    return f"CASE kind // 2 {' '.join(cases)} ELSE 0 END"


def _parts(group: list[Cell], first: int, most: int) -> list[Shard]:
    """The shards of one group: one, but for a cell that is too full."""
    people = sum(cell.people for cell in group)
    reach = _reach(group)
    return [Shard(first + part, min(most, people - begun), reach) for part, begun in enumerate(range(0, people, most))]


def _reach(group: list[Cell]) -> Reach:
    what, home = divmod(group[0].kind, 2)
    if what <= _ANY_PLACE:
        west, east, south, north = zip(*(cell.box for cell in group), strict=True)
        return Reach(box=(min(west), max(east), min(south), max(north)), home=bool(home))
    if what == _ANY_REGION:
        return Reach()
    unit = _CITY_UNIT if what == _CITY else _PROVINCE_UNIT
    return Reach(unit=unit, regions=tuple(sorted({cell.a for cell in group})), home=bool(home))
