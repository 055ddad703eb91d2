"""Heartbeats: one every few seconds a visit, bounded in memory, written into segments."""

import errno

import pytest

from hub import beats as kept
from hub import spool
from hub.beats import Beats

VISIT = "v" * 16


@pytest.fixture
def clock():
    return [1_000_000.0]


@pytest.fixture
def beats(tmp_path, clock):
    return Beats(tmp_path, rotate=30, now=lambda: clock[0])


def written(beats):
    beats.write()
    beats.close()
    return [beat for segment in spool.segments(beats.folder) for beat in segment.beats()]


def test_a_visit_that_asks_all_the_time_beats_every_few_seconds(beats, clock):
    for _request in range(100):
        beats.add("fair-1", VISIT)
        clock[0] += 0.125
    assert [at for _channel, _visit, at in written(beats)] == [1_000_000.0, 1_000_004.0, 1_000_008.0, 1_000_012.0]


@pytest.mark.parametrize("visit", ["", "short", "x" * 41, "a b" * 8, "../../etc/passwd-----"])
def test_what_is_no_visit_is_not_counted(beats, visit):
    assert not beats.add("fair-1", visit)
    assert written(beats) == []


def test_one_address_begins_a_bounded_number_of_visits(beats, clock, monkeypatch):
    monkeypatch.setattr(kept, "MOST_NEW", 3)
    taken = [beats.add("fair-1", f"visit-{number:012d}", "192.0.2.1") for number in range(5)]
    assert taken == [True, True, True, False, False]
    assert beats.add("fair-1", "somebody-elsewhere", "192.0.2.2")
    clock[0] += 10
    assert beats.add("fair-1", f"visit-{0:012d}", "192.0.2.1"), "who was counted goes on being counted"
    clock[0] += kept.WINDOW
    assert beats.add("fair-1", "visit-of-the-next-half-hour", "192.0.2.1")


def test_memory_is_bounded_however_many_come(beats, monkeypatch):
    monkeypatch.setattr(kept, "MOST_VISITS", 100)
    for number in range(1000):
        beats.add("fair-1", f"visit-{number:012d}", str(number))
    assert len(beats._young) + len(beats._old) <= 102


def test_a_full_disk_costs_the_beats_in_hand_and_cuts_no_later_one(beats, clock, monkeypatch):
    beats.add("fair-1", VISIT)
    beats.write()

    def cut(writer, lines):
        writer.file.write(lines[0][:9])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(spool.SegmentWriter, "add_lines", cut)
        beats.add("fair-1", "w" * 16)
        with pytest.raises(OSError, match="No space"):
            beats.write()
    clock[0] += 10
    beats.add("fair-1", VISIT)
    assert [(one.channel, one.visit) for one in written(beats)] == [("fair-1", VISIT)] * 2


def test_a_segment_is_closed_when_it_is_old_enough(beats, clock):
    beats.add("fair-1", VISIT)
    beats.write()
    assert not list(spool.segments(beats.folder))
    clock[0] += 31
    beats.write()
    assert len(list(spool.segments(beats.folder))) == 1
    beats.write()
    assert len(list(spool.segments(beats.folder))) == 1, "nothing to write opens no segment"
