"""However a region is cut, the lists are those of ``solve`` over the whole, and the files the same bytes."""

import json

import pytest

from benchmarks.region_data import region_columns
from engines.matching import Settings
from engines.matching.region import Sizes, match_region
from tests.engines.matching.region.made import same_bytes, save, scattered, stored, whole


@pytest.mark.parametrize(
    ("seed", "sizes"), [(0, (1, 1)), (1, (7, 50)), (2, (30, 1000)), (3, (1000, 1000)), (4, (40, 11))]
)
def test_the_lists_equal_those_of_the_whole(tmp_path, seed, sizes):
    problem = scattered(*((12, 5) if sizes == (1, 1) else (120, 90)), seed)

    match_region(*save(tmp_path, problem), tmp_path / "out", sizes=Sizes(*sizes))

    assert stored(tmp_path / "out") == whole(problem)


def test_a_made_up_region_equals_the_whole(tmp_path):
    problem = region_columns(4_000, 1_500)

    summary = match_region(*save(tmp_path, problem), tmp_path / "out", sizes=Sizes(300, 700))

    lists = whole(problem)
    assert stored(tmp_path / "out") == lists
    assert summary["people"] == 4_000
    assert summary["lines_of_people"] == len(lists[0])
    assert summary["people_with_a_post"] == len({row[0] for row in lists[0]})
    assert summary["posts_with_a_person"] == len({row[0] for row in lists[1]})


def test_neither_shards_nor_threads_change_a_byte(tmp_path):
    files = save(tmp_path, scattered())
    match_region(*files, tmp_path / "one")

    match_region(*files, tmp_path / "two", sizes=Sizes(20, 40), settings=Settings(threads=1, prune=False))

    assert same_bytes(tmp_path / "one", tmp_path / "two")


def test_times_stand_in_a_file_of_their_own(tmp_path):
    match_region(*save(tmp_path, scattered(20, 20)), tmp_path / "out")

    run = json.loads((tmp_path / "out" / "run.json").read_text())
    assert all(run[f"{what}_seconds"] > 0 for what in ("reading", "matching", "merging"))
    assert 0 < run["pairs_in_reach"] <= 400
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "accommodations.parquet",
        "people.parquet",
        "posts.parquet",
        "run.json",
        "summary.json",
    ]


def test_shorter_lists_are_the_beginnings_of_longer_ones(tmp_path):
    files = save(tmp_path, scattered())
    match_region(*files, tmp_path / "long")

    match_region(*files, tmp_path / "short", settings=Settings(k=2), sizes=Sizes(20, 40))

    for short, long in zip(stored(tmp_path / "short")[:2], stored(tmp_path / "long")[:2], strict=True):
        assert short == [row for row in long if row[1] <= 2]
