"""How many posts the shards of a region leave to each person, by what their reach is made of.

``python -m benchmarks.reach [PEOPLE POSTS]``: a made-up region (1,500,000 × 100,000), taken in and cut but not matched.
The numbers behind docs/explanation/scale.md.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.measuring import machine
from benchmarks.region_data import region_columns
from engines.matching import Settings
from engines.matching.region import Sizes, save_problem
from engines.matching.region.columns import PEOPLE, POSTS
from engines.matching.region.parquet import connect, quoted
from engines.matching.region.shards import in_reach, plan
from engines.matching.region.taking import Source, take_in

FAR_METRES = 320_000  # beyond it a way leads anywhere


def measure(people=1_500_000, posts=100_000):
    """The table of this benchmark."""
    shards, persons, pairs = Counter(), Counter(), Counter()
    with tempfile.TemporaryDirectory(prefix="tongxing-bench-") as name, connect(Path(name) / "spill") as con:
        folder = Path(name)
        files = folder / "PEOPLE.parquet", folder / "POSTS.parquet"
        save_problem(region_columns(people, posts), *files)
        words = take_in(con, Source.of(con, PEOPLE, files[0]), Source.of(con, POSTS, files[1]), folder)
        for shard in plan(con, folder, words, Settings().bands, Sizes().people):
            query = in_reach(shard.reach, quoted(folder / "posts.parquet"))
            ((near,),) = con.execute(f"SELECT count(*) FROM ({query})").fetchall()
            kind = _kind(shard.reach)
            shards[kind] += 1
            persons[kind] += shard.people
            pairs[kind] += shard.people * near
    rows = [
        {
            "what": kind,
            "asked": "",
            "measured": round(pairs[kind] / persons[kind]),
            "unit": "posts a person",
            "note": f"{persons[kind]:,} people in {shards[kind]} shards, {pairs[kind]:,} pairs",
        }
        for kind in sorted(pairs)
    ]
    share = 100 * sum(pairs.values()) / (people * posts)
    total = {"what": "all", "asked": "", "measured": round(sum(pairs.values()) / people), "unit": "posts a person"}
    rows.append({**total, "note": f"{share:.1f} % of all pairs"})
    return {"title": f"Posts in reach of the shards: {people:,} people, {posts:,} posts", "rows": rows}


def _kind(reach):
    if reach.box is None:
        kind = "known by division alone" if reach.unit else "neither place nor division, or any way"
    else:
        kind = "a way of any length" if reach.box[1] - reach.box[0] > 20 * FAR_METRES else "a place and a way"
    return kind + (", or at home" if reach.home else "")


def main(*sizes):
    print(machine())
    table = measure(*sizes)
    print(table["title"])
    for row in table["rows"]:
        print(f"  {row['what']:<42} {row['measured']:>9,} {row['unit']}  {row['note']}")


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:3]))
