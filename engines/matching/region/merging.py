"""From the lines of all shards to the two lists: each person is in one shard, a post's people may be in many."""

# ruff: noqa: S608  # SQL is put together of column names that stand here, numbers and quoted paths

from pathlib import Path

import duckdb

from engines.matching.region.folder import Folder
from engines.matching.region.parquet import quoted, write

_SCORES = "score_person, score_post, reciprocal, ask_first"


def merge(con: duckdb.DuckDBPyConnection, folder: Folder, k: int, target: Path) -> dict[str, int]:
    """Write the three files into ``target``, ordered by id and rank; what there is to count in them.

    The order of a list is that of ``solve``: the greatest reciprocal score, then the smaller id. So it does not
    matter how people were cut into shards, nor who matched which.
    """
    for own, other, name in (("person", "post", "people"), ("post", "person", "posts")):
        best = f"row_number() OVER (PARTITION BY {own} ORDER BY reciprocal DESC, {other})::SMALLINT AS rank"
        ranked = f"SELECT {own}, {best}, {other}, {_SCORES} FROM {_all(folder, name)} QUALIFY rank <= {k}"
        write(con, f"{ranked} ORDER BY {own}, rank", target / f"{name}.parquet")
    summed = f"SELECT post, need, sum(people)::BIGINT AS people FROM {_all(folder, 'needs')} GROUP BY post, need"
    most = f"SELECT * FROM ({summed}) QUALIFY row_number() OVER (PARTITION BY post ORDER BY people DESC, need) = 1"
    write(con, f"{most} ORDER BY post", target / "accommodations.parquet")
    return {
        "people": _count(con, folder.people),
        "posts": _count(con, folder.posts),
        "people_with_a_post": _count(con, target / "people.parquet", "DISTINCT person"),
        "posts_with_a_person": _count(con, target / "posts.parquet", "DISTINCT post"),
        "lines_of_people": _count(con, target / "people.parquet"),
        "lines_of_posts": _count(con, target / "posts.parquet"),
    }


def _all(folder: Folder, name: str) -> str:
    return quoted(folder.shards / "[0-9]*" / f"{name}-*.parquet")


def _count(con: duckdb.DuckDBPyConnection, path: Path, what: str = "*") -> int:
    ((count,),) = con.execute(f"SELECT count({what}) FROM {quoted(path)}").fetchall()
    return int(count)
