"""The independent count of raw heartbeats: the rule as it is printed, and nothing twice."""

import subprocess
import sys
from pathlib import Path

from hub import spool

ROOT = Path(__file__).resolve().parents[2]
LONG, SHORT, OVER = "visit-of-ten-seconds", "visit-of-nine-seconds", "visit-over-half-hours"


def segment(folder, name, *beats):
    writer = spool.SegmentWriter(folder, name)
    for beat in beats:
        writer.add(*beat)
    return writer.close()


def recount(*folders):
    command = [sys.executable, "-m", "benchmarks.recount", *map(str, folders)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def test_a_viewing_is_ten_seconds_in_one_half_hour_whatever_segments_they_stand_in(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    segment(
        here, "one", ("fair-1", LONG, 3600), ("fair-1", SHORT, 3600), ("fair-1", OVER, 5390), ("fair-2", LONG, 3600)
    )
    spool.retire(segment(here, "two", ("fair-1", SHORT, 3609.9), ("fair-1", OVER, 5410), ("fair-2", LONG, 3609)))
    segment(there, "three", ("fair-1", LONG, 3610), ("fair-1", OVER, 5425))
    with (there / "beats" / "closed" / "three.beats").open("a") as file:
        file.write("fair-1 cut-by-the-power 36")
    assert recount(here, there) == [
        "9 heartbeats, 0 damaged lines, 5 stays, 3 of them too short",
        "fair-1: 2 viewings",
    ]


def test_a_segment_that_two_machines_keep_counts_once(tmp_path):
    for folder in (tmp_path / "here", tmp_path / "there"):
        segment(folder, "same", ("fair-1", LONG, 3600), ("fair-1", LONG, 3660))
    assert recount(tmp_path / "here", tmp_path / "there")[0].startswith("2 heartbeats")
