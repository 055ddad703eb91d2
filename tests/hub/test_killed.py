"""The hub as a program: killed outright and started again, nobody notices more than a pause."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hub import spool
from hub.command import arguments_of_server

ROOT = Path(__file__).resolve().parents[2]
VISIT = "visit-of-a-browser"
LATER = 2.0**33
"""After every moment that a clock or a disk shows (the year 2242)."""


class Program:
    """A hub that serves ``var/live`` on a free port."""

    def __init__(self, var):
        self.var = var
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self):
        command = arguments_of_server("127.0.0.1", self.port, 1)
        environment = os.environ | {"TONGXING_VAR": str(self.var)}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                return self.get("/hub/health")
            time.sleep(0.05)
        raise AssertionError("the hub did not start")

    def kill(self):
        """All its processes at once, as a power cut would."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def get(self, path, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        return connection.getresponse()

    def until(self, path, status):
        """Ask until the answer is ``status``: the hub has seen what was put."""
        until = time.monotonic() + 10
        while (answer := self.get(path).status) != status:
            assert time.monotonic() < until, f"{path} is still answered with {answer}"
            time.sleep(0.05)

    def line(self, **headers):
        return self.get(f"/hub/fair-1/events?v={VISIT}", **headers)


def read_until(response, words):
    """The lines up to the first one with ``words`` in it."""
    read = []
    while not read or words not in read[-1]:
        read.append(response.readline().decode())
    return read


@pytest.fixture
def hub(tmp_path):
    program = Program(tmp_path)
    program.start()
    yield program
    program.kill()


def test_a_killed_hub_gives_what_was_missed_and_its_beats_count(hub, tmp_path):
    spool.put_snapshot(tmp_path / "live", "fair-1", {"now": "麦香坊"})
    hub.until("/hub/fair-1/snapshot.json", 200)
    line = hub.line()
    read_until(line, "麦香坊")
    spool.put_event(tmp_path / "live", "fair-1", "caption", {"line": 1})
    known = read_until(line, '{"line":1}')[-3]
    open_segments = tmp_path / "live" / "beats" / "open"
    until = time.monotonic() + 10
    while not any(path.stat().st_size for path in open_segments.glob("*")) and time.monotonic() < until:
        time.sleep(0.05)

    hub.kill()
    spool.put_event(tmp_path / "live", "fair-1", "caption", {"line": 2})
    hub.start()

    again = read_until(hub.line(Last_Event_ID=known.removeprefix("id: ").strip()), '{"line":2}')
    assert not any('{"line":1}' in words for words in again)
    beats = [beat.visit for segment in spool.segments(tmp_path / "live") for beat in segment.beats()]
    assert beats == [VISIT]


@pytest.mark.parametrize("reads", [True, False])
def test_a_hub_that_is_told_to_end_does_not_wait_for_its_viewers(hub, tmp_path, reads):
    spool.put_snapshot(tmp_path / "live", "fair-1", {"now": "麦香坊"})
    hub.until("/hub/fair-1/snapshot.json", 200)
    line = hub.line()
    read_until(line, "麦香坊")
    began = time.monotonic()
    hub.process.terminate()
    rest = line.read() if reads else None
    assert hub.process.wait(20) == 0
    assert time.monotonic() - began < 4
    assert rest in (None, b"\n")
    assert {beat.visit for segment in spool.segments(tmp_path / "live") for beat in segment.beats()} == {VISIT}


def test_a_site_that_is_killed_while_it_writes_leaves_nothing_half(hub, tmp_path):
    folder = tmp_path / "live"
    site = (
        "import sys; from hub import spool\n"
        "for number in range(10**6):\n"
        "    spool.put_snapshot(sys.argv[1], 'fair-1', {'number': number, 'filling': 'x' * 200_000})\n"
        "    spool.put_event(sys.argv[1], 'fair-1', 'caption', {'number': number, 'filling': 'x' * 20_000})\n"
    )
    for tenths in range(1, 6):
        process = subprocess.Popen([sys.executable, "-c", site, str(folder)], cwd=ROOT)
        hub.until("/hub/fair-1/snapshot.json", 200)
        time.sleep(tenths / 10)
        process.kill()
        process.wait()
        shown = json.loads(hub.get("/hub/fair-1/snapshot.json").read())
        assert len(shown["filling"]) == 200_000
        whole = [json.loads(path.read_bytes())["data"] for path in (folder / "fair-1" / "events").glob("[0-9]*.json")]
        assert {len(said["filling"]) for said in whole} == {20_000}
    spool.sweep_events(folder, "fair-1", older_than=LATER)
    assert {path.name for path in (folder / "fair-1").rglob("*") if path.is_file()} == {"snapshot.json", ".turn"}


def test_a_hub_without_a_spool_waits_for_one(hub, tmp_path):
    assert hub.get("/hub/fair-1/snapshot.json").status == 404
    spool.put_snapshot(tmp_path / "live", "fair-1", {})
    hub.until("/hub/fair-1/snapshot.json", 200)
