"""The site and the hub side by side, with small programs in their places."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tongxing.home import serving

ROOT = Path(__file__).resolve().parents[2]
# Written at once, with its end: two programs that share one pipe must not speak into each other's lines.
RUNS = "import os, time; os.write(1, b'{name} runs\\n'); time.sleep({seconds})"
TOGETHER = """
import sys
from pathlib import Path
from tongxing.home import serving
serving.PAUSE = serving.CHORE_EVERY = 0.05
site, hub, chore, needed = sys.argv[1:]
def is_needed():
    return {{"": False, "yes": True}}[needed]
chores = [serving.Chore([sys.executable, "-c", one], is_needed) for one in chore.split("--and--")]
programs = [[sys.executable, "-c", site], [sys.executable, "-c", hub]]
sys.exit(serving.Together(Path("."), *programs, {{"MARK": "{mark}"}}, *chores).run())
"""


def together(site, hub, mark="x", chore="", needed=""):
    command = [sys.executable, "-c", TOGETHER.format(mark=mark), site, hub, chore, needed]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def said(process, words, times=1):
    """Read on until ``words`` came so often."""
    lines = []
    while times:
        line = process.stdout.readline()
        assert line, f"it ended before it said “{words}”: {lines}"
        lines.append(line)
        times -= words in line
    return lines


def marked(mark):
    """The processes that carry ``mark`` in their environment."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"MARK={mark}\0".encode() in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def gone(mark):
    """Whether they end, within a few seconds."""
    until = time.monotonic() + 10
    while marked(mark) and time.monotonic() < until:
        time.sleep(0.02)
    return not marked(mark)


def test_when_the_site_ends_the_hub_ends_and_its_code_is_the_answer():
    process = together("import sys, time; time.sleep(0.5); sys.exit(3)", RUNS.format(name="hub", seconds=60), "ends")
    assert process.wait(20) == 3
    assert gone("ends")


def test_a_hub_that_dies_is_started_again():
    process = together(RUNS.format(name="site", seconds=60), "print('hub runs', flush=True)")
    said(process, "hub runs", times=3)
    process.terminate()
    assert process.wait(20) == 0


def test_a_hub_that_was_killed_leaves_no_worker_to_share_its_port():
    worker = RUNS.format(name="worker", seconds=60)
    hub = f"import os, subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {worker!r}]); "
    hub += "print('hub is', os.getpid(), flush=True); time.sleep(60)"
    process = together(RUNS.format(name="site", seconds=60), hub, "workers")
    pid = next(int(found[1]) for line in said(process, "hub is") if (found := re.search(r"hub is (\d+)", line)))
    workers = set(marked("workers"))
    os.kill(pid, signal.SIGKILL)
    said(process, "hub is")
    assert len(workers & set(marked("workers"))) == 1, "only the site is still there"
    process.terminate()
    process.wait(20)


def test_a_chore_runs_again_and_again_but_never_twice_at_once():
    chore = "import os, time; os.write(2, b'chore begins\\n'); time.sleep(0.3); os.write(2, b'chore ends\\n')"
    programs = [RUNS.format(name=name, seconds=60) for name in ("site", "hub")]
    process = together(*programs, "chore", chore, needed="yes")
    lines = [line.strip() for line in said(process, "chore ends", times=3) if "chore" in line]
    assert lines == ["chore begins", "chore ends"] * 3
    process.terminate()
    assert process.wait(20) == 0
    assert gone("chore")


def test_each_of_two_chores_has_its_turn():
    """Booking heartbeats does not keep the trail from being anchored."""
    chores = "import os; os.write(2, b'booked\\n')--and--import os; os.write(2, b'anchored\\n')"
    process = together(
        *[RUNS.format(name=name, seconds=60) for name in ("site", "hub")], "chores", chores, needed="yes"
    )
    said(process, "anchored")
    said(process, "booked")
    process.terminate()
    assert process.wait(20) == 0
    assert gone("chores")


def test_a_chore_of_which_nothing_can_be_seen_does_not_end_the_site():
    programs = [RUNS.format(name=name, seconds=60) for name in ("site", "hub")]
    process = together(*programs, needed="who knows")
    said(process, "cannot be seen", times=2)
    assert process.poll() is None
    process.terminate()
    assert process.wait(20) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_ends_both(number):
    process = together(RUNS.format(name="site", seconds=60), RUNS.format(name="hub", seconds=60), f"stop{number}")
    said(process, "runs", times=2)
    process.send_signal(number)
    assert process.wait(20) == 0
    assert gone(f"stop{number}")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
def test_killed_outright_it_leaves_nobody_behind():
    process = together(RUNS.format(name="site", seconds=60), RUNS.format(name="hub", seconds=60), "killed")
    said(process, "runs", times=2)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert gone("killed")


def test_a_daily_chore_runs_soon_after_the_start_and_then_once_a_day(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(serving.time, "monotonic", lambda: now[0])
    daily = serving.Chore(["true"], lambda: True, every=86_400)

    assert not daily.is_due()
    now[0] += 61
    assert daily.is_due()
    now[0] += 3600
    assert not daily.is_due()
    now[0] += 86_400
    assert daily.is_due()
