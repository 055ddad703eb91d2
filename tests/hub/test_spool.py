"""The spool: what is put is whole or not there, in order, and each segment of heartbeats is given once."""

import os
import subprocess
import sys

import pytest

from hub import spool
from hub.channels import Channel

VISIT = "v" * 16


def beats_of(folder):
    return [beat for segment in spool.segments(folder) for beat in segment.beats()]


def test_the_newest_snapshot_is_the_one_that_is_seen(tmp_path):
    spool.put_snapshot(tmp_path, "fair-1", {"now": "麦香坊"})
    spool.put_snapshot(tmp_path, "fair-1", {"now": "青禾"})
    assert "青禾" in (tmp_path / "fair-1" / "snapshot.json").read_text(encoding="utf-8")
    assert len(list((tmp_path / "fair-1").iterdir())) == 1


def test_a_writer_that_dies_in_the_middle_leaves_the_last_good_snapshot(tmp_path, monkeypatch):
    spool.put_snapshot(tmp_path, "fair-1", {"now": "麦香坊"})

    def dies(*_paths):
        raise OSError("the power is gone")

    monkeypatch.setattr(os, "replace", dies)
    with pytest.raises(OSError, match="power"):
        spool.put_snapshot(tmp_path, "fair-1", {"now": "青禾"})
    assert [path.name for path in (tmp_path / "fair-1").iterdir()] == ["snapshot.json"]
    assert "麦香坊" in (tmp_path / "fair-1" / "snapshot.json").read_text(encoding="utf-8")


def test_events_come_in_the_order_of_putting_and_after_the_last_one_known(tmp_path):
    put = [spool.put_event(tmp_path, "fair-1", "caption", {"line": line}) for line in range(20)]
    assert [event.data["line"] for event in spool.events_after(tmp_path, "fair-1")] == list(range(20))
    assert spool.events_after(tmp_path, "fair-1", put[17].order) == put[18:]


def test_events_of_several_processes_are_all_told_and_in_the_order_in_which_they_can_be_read(tmp_path):
    put = (
        "from hub.spool import put_event\nfor line in range(60): put_event({!r}, 'fair-1', 'caption', {{'line': line}})"
    )
    sites = [subprocess.Popen([sys.executable, "-c", put.format(str(tmp_path))]) for _site in range(3)]
    read, known = [], set()
    while any(site.poll() is None for site in sites):
        read += spool.new_events(tmp_path, "fair-1", known)
    read += spool.new_events(tmp_path, "fair-1", known)
    assert len(read) == 180
    assert read == spool.events_after(tmp_path, "fair-1")


def test_a_clock_that_is_put_back_puts_no_event_before_the_last_one(tmp_path, monkeypatch):
    first = spool.put_event(tmp_path, "fair-1", "now", {})
    monkeypatch.setattr("hub.spool.time.time_ns", lambda: 1)
    assert spool.put_event(tmp_path, "fair-1", "now", {}).order > first.order


def test_a_damaged_event_is_passed_over(tmp_path):
    spool.put_event(tmp_path, "fair-1", "now", {})
    (tmp_path / "fair-1" / "events" / "00000000000000000001.json").write_text("{half")
    assert [event.kind for event in spool.events_after(tmp_path, "fair-1")] == ["now"]


def test_old_events_are_swept_and_new_ones_stay(tmp_path, monkeypatch):
    monkeypatch.setattr("hub.spool.time.time_ns", lambda: 100 * 10**9)
    spool.put_event(tmp_path, "fair-1", "now", {"old": True})
    monkeypatch.setattr("hub.spool.time.time_ns", lambda: 200 * 10**9)
    spool.put_event(tmp_path, "fair-1", "now", {"old": False})
    spool.sweep_events(tmp_path, "fair-1", older_than=150)
    assert [event.data for event in spool.events_after(tmp_path, "fair-1")] == [{"old": False}]


@pytest.mark.parametrize("channel", ["", "beats", "../up", "Fair", "a" * 41, "fair/1"])
def test_a_channel_is_never_a_way_out_of_the_folder(tmp_path, channel):
    with pytest.raises(ValueError, match="channel"):
        spool.put_event(tmp_path, channel, "now", {})
    with pytest.raises(ValueError, match="channel"):
        spool.put_snapshot(tmp_path, channel, {})
    assert not list(tmp_path.iterdir())


def test_a_segment_is_seen_when_it_is_closed_and_gone_when_it_is_retired(tmp_path):
    writer = spool.SegmentWriter(tmp_path, "hub-1-000001")
    writer.add("fair-1", VISIT, 1000.04)
    assert beats_of(tmp_path) == []
    writer.close()
    assert beats_of(tmp_path) == [("fair-1", VISIT, 1000.0)]
    [segment] = spool.segments(tmp_path)
    assert spool.retire(segment) == spool.retire(segment)
    assert beats_of(tmp_path) == []
    assert [one.name for one in spool.retired(tmp_path)] == ["hub-1-000001"]


def test_what_a_killed_hub_left_open_counts_up_to_its_last_whole_line(tmp_path):
    (tmp_path / "beats" / "open").mkdir(parents=True)
    left = tmp_path / "beats" / "open" / "hub-1-000001.beats"
    left.write_text(f"fair-1 {VISIT} 1000.0\nfair-1 {VISIT} 10")
    spool.close_left_open(tmp_path)
    assert beats_of(tmp_path) == [("fair-1", VISIT, 1000.0)]


def test_what_somebody_writes_is_left_alone(tmp_path):
    writer = spool.SegmentWriter(tmp_path, "hub-1-000001")
    writer.add("fair-1", VISIT, 1000)
    assert spool.close_left_open(tmp_path) == []
    assert beats_of(tmp_path) == []


@pytest.mark.parametrize(
    "line", ["fair-1 short 1.0\n", f"Fair {VISIT} 1.0\n", f"fair-1 {VISIT} x\n", "\n", f"a {VISIT}\n"]
)
def test_a_line_that_is_no_beat_is_nothing(line):
    assert spool.beat_of(line) is None


def test_a_second_event_is_seen_on_a_disk_whose_clock_is_behind_and_stands_still(tmp_path):
    channel, place = Channel(tmp_path, "fair-1"), tmp_path / "fair-1" / "events"
    for number in (1, 2):
        spool.put_event(tmp_path, "fair-1", "caption", {"line": number})
        os.utime(place, (1_000_000_000, 1_000_000_000))
        channel.look()
    assert channel.told == 2
