"""A live fair with many viewers: the hub alone, driven by real sockets on this machine.

``python -m benchmarks.live [--lines 14500] [--polling 50000] [--seconds 120]`` prints its table; `make bench ONLY=live`
keeps it. A caption is said every two seconds and the snapshot changes every second; both go through the spool, as the
site hands them over. The drivers run on the same two cores as the hub.
"""

import argparse
import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from benchmarks import report
from benchmarks.crowd import CHANNEL
from benchmarks.measuring import ROOT
from hub import spool
from hub.command import arguments_of_server

LINES, POLLING, SECONDS = 14_500, 50_000, 120
CAPTION_EVERY, SNAPSHOT_EVERY = 2.0, 1.0
FLOOD_CONNECTIONS, FLOOD_SECONDS = 100, 10
POSTS = [{"title": f"面点师（{number}号岗位）", "openings": 3, "wage": "4000-5500元/月"} for number in range(12)]


def measure(lines=LINES, polling=POLLING, seconds=SECONDS):
    """All rows: what was asked, and what was measured."""
    with tempfile.TemporaryDirectory(prefix="tongxing-live-") as folder, hub(folder) as (port, process):
        spool.put_snapshot(Path(folder) / "live", CHANNEL, snapshot(0))
        time.sleep(0.5)
        flood = _flood(port)
        told = run(Path(folder) / "live", port, process, lines, polling, seconds)
    rows = [
        _row("snapshots a second, nobody else there", "≥ 20000", round(flood["rate"]), "/s",
             f"by ETag, {FLOOD_CONNECTIONS} connections for {FLOOD_SECONDS} s, answers {flood['statuses']}"),
        _row("four snapshots asked for at once, p99", "≤ 50", flood["p99"] * 1000, "ms", "as above"),
        _row("event lines held", f"≥ {lines}", told["lines"]["held"], "",
             f"opened in {told['lines']['connecting_seconds']:.1f} s"),
        _row("events that reached a line", f"≥ {told['said'] * lines}", told["lines"]["received"], "",
             f"{told['said']} captions"),
        _row("a caption on a line, p50", "", told["lines"]["p50"], "s"),
        _row("a caption on a line, p99", "≤ 0.6", told["lines"]["p99"], "s", f"longest {told['lines']['most']:.2f} s"),
        _row("viewers that poll", f"≥ {polling}", told["visits"]["poll"], "", "by their heartbeats on the disk"),
        _row("requests for the snapshot", f"≥ {int(polling / 5 * 0.98)}", round(told["polls"]["rate"]), "/s",
             f"answers {told['polls']['statuses']}, lost {told['polls']['lost']}"),
        _row("a request for the snapshot, p50", "", told["polls"]["p50"] * 1000, "ms"),
        _row("a request for the snapshot, p99", "", told["polls"]["p99"] * 1000, "ms", "beside all the lines"),
        _row("most memory of the hub", "≤ 600", told["peak_mib"], "MiB", "its two processes"),
        _row("processor of the hub", "", told["processor"], "s",
             f"in {seconds} s; {told['bytes'] / 2**20:,.0f} MiB were sent"),
        _row("heartbeats of lines", f"≥ {lines}", told["visits"]["line"], "visits", "as above"),
    ]  # fmt: skip
    return {"title": f"{lines:,} lines and {polling:,} viewers that poll, for {seconds} s", "rows": rows}


def _row(what, asked, measured, unit, note=""):
    measured = round(measured, 3) if isinstance(measured, float) else measured
    return {"what": what, "asked": asked, "measured": measured, "unit": unit, "note": note}


def snapshot(number):
    """What all viewers see, of the usual size: what is on, its posts, the last captions."""
    captions = [f"第{number}句：欢迎大家，这里是招聘会直播间，有问题请写在下面。" for _line in range(6)]
    return {"version": number, "now": {"employer": "麦香坊烘焙有限公司", "posts": POSTS}, "captions": captions}


@contextlib.contextmanager
def hub(folder):
    """A hub of its own on a free port; (port, process)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = arguments_of_server("127.0.0.1", port, 1)
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"TONGXING_VAR": folder})
    try:
        _wait_until_it_answers(port)
        yield port, process
    finally:
        process.terminate()
        process.wait(20)


def _wait_until_it_answers(port):
    for _try in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise SystemExit("The hub did not start: the measurement is void.")


def run(folder, port, process, lines, polling, seconds):
    """The whole measurement: viewers come, captions are said, and what all of it took."""
    drivers = [
        _driver("lines", port, lines, seconds + 4),
        _driver("polls", port, polling, seconds),
    ]
    for driver in drivers:
        driver.stdout.readline()  # every socket is open
    members = _processes(process.pid)
    before = sum(map(_processor, members))
    said = Publisher(folder, seconds)
    said.start()
    peak = 0
    while any(driver.poll() is None for driver in drivers):
        peak = max(peak, sum(map(_resident_kib, members)))
        time.sleep(0.5)
    said.join()
    told = [json.loads(driver.stdout.readline()) for driver in drivers]
    return {
        "lines": told[0], "polls": told[1], "said": said.count, "peak_mib": round(peak / 1024),
        "processor": sum(map(_processor, members)) - before, "bytes": told[0]["bytes"] + told[1]["bytes"],
        "visits": _visits(folder),
    }  # fmt: skip


def _flood(port):
    driver = _driver("flood", port, FLOOD_CONNECTIONS, FLOOD_SECONDS)
    driver.stdout.readline()
    driver.wait()
    return json.loads(driver.stdout.readline())


class Publisher(threading.Thread):
    """Says captions and changes the snapshot, as the site does, for ``seconds``."""

    def __init__(self, folder, seconds):
        super().__init__(daemon=True)
        self.folder, self.seconds, self.count = folder, seconds, 0

    def run(self):
        """Until the time is over."""
        began = time.monotonic()
        changed = 0
        while (passed := time.monotonic() - began) < self.seconds:
            if passed >= changed * SNAPSHOT_EVERY:
                changed += 1
                spool.put_snapshot(self.folder, CHANNEL, snapshot(changed))
            if passed >= self.count * CAPTION_EVERY:
                self.count += 1
                text = f"第{self.count}句：下面介绍麦香坊的三个岗位。"
                spool.put_event(self.folder, CHANNEL, "caption", {"text": text, "said_at": time.time()})
            time.sleep(0.02)


def _driver(what, port, count, seconds):
    command = [sys.executable, "-m", "benchmarks.crowd", what, str(port), str(count), str(seconds)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _processes(pid):
    """The process and its workers."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def _resident_kib(pid):
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    return 0


def _processor(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _visits(folder):
    """How many visits beat, of lines and of polls, from what stands on the disk: closed segments and the open one."""
    time.sleep(2)
    found = set()
    for path in (*(folder / "beats" / "closed").glob("*.beats"), *(folder / "beats" / "open").glob("*.beats")):
        found.update(beat.visit for beat in spool.Segment(path).beats())
    return Counter(visit.split("-")[0] for visit in found)


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.live", description=__doc__)
    parser.add_argument("--lines", type=int, default=LINES)
    parser.add_argument("--polling", type=int, default=POLLING)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    asked = parser.parse_args()
    load = os.getloadavg()[0]
    table = measure(asked.lines, asked.polling, asked.seconds)
    print(f"{table['title']} (the machine's load before: {load:.1f}, after: {os.getloadavg()[0]:.1f})")
    for row in table["rows"]:
        over = report.factor(row)
        ends = "" if over is None else "met" if over <= 1 else "MISSED"
        print(f"  {row['what']:<36} {row['asked']:>12} {row['measured']:>12,} {row['unit']:<4} {ends:<7} {row['note']}")


if __name__ == "__main__":
    main()
