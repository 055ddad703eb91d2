"""How long a whole region takes, alone and on two workers of which one is killed, and whether the bytes are the same.

``python -m benchmarks.region [PEOPLE POSTS]``: a made-up region (150,000 × 20,000) in a folder that is thrown away;
each run in processes of its own, whose peak memory is the most that any one of them held.
"""

import filecmp
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measuring import machine
from benchmarks.region_data import region_columns
from engines.matching.region import save_problem

ROOT = Path(__file__).resolve().parents[1]
COMMAND = "import sys; from config.console import main; sys.exit(main(['tongxing', 'match-region', *sys.argv[1:]]))"
DASK = [sys.executable, "-m", "dask"]
LOCAL = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file"]
COMPARED = ("people.parquet", "posts.parquet", "accommodations.parquet", "summary.json")


def measure(people=150_000, posts=20_000):
    """The table of this benchmark: what was asked, and what was measured."""
    with tempfile.TemporaryDirectory(prefix="tongxing-bench-") as name:
        folder = Path(name)
        files = folder / "people.parquet", folder / "posts.parquet"
        save_problem(region_columns(people, posts), *files)
        alone = _run([*files, folder / "alone"])
        two, lost = _on_two_workers(folder, [*files, folder / "two"])
        run = json.loads((folder / "alone" / "run.json").read_text())
        counts = json.loads((folder / "alone" / "summary.json").read_text())
        same, _, _ = filecmp.cmpfiles(folder / "alone", folder / "two", COMPARED, shallow=False)
    pruned = run["pairs_in_reach"] / (people * posts)
    phases = ", ".join(f"{what} {run[f'{what}_seconds']:.1f} s" for what in ("reading", "matching", "merging"))
    return {
        "title": f"A region of {people:,} people and {posts:,} posts: tongxing match-region",
        "rows": [
            _row("files that differ after a worker was killed", "0", len(COMPARED) - len(same), "files", lost),
            _row("alone", "", round(alone["seconds"], 1), "s", phases),
            _row("alone, processor time", "", round(alone["processor"], 1), "s", "of all cores together"),
            _row("alone, peak memory", "", alone["mib"], "MiB", ""),
            _row("on two workers, one killed half-way", "", round(two["seconds"], 1), "s", "both on this machine"),
            _row("on two workers, peak memory of a worker", "", two["mib"], "MiB", ""),
            _row("shards", "", run["shards"], "", ""),
            _row("pairs left by the shards", "", round(100 * pruned, 2), "%", f"{run['pairs_in_reach']:,} pairs"),
            _row("feasible pairs", "", counts["feasible_pairs"], "pairs", ""),
            _row(
                "disk while it runs", "", round(run["work_bytes"] / 2**20), "MiB", "beside both files and the results"
            ),
        ],
    }


def _row(what, asked, measured, unit, note):
    return {"what": what, "asked": asked, "measured": measured, "unit": unit, "note": note}


def _run(arguments, at_half=lambda: None):
    """Run the command; its seconds and peak memory. ``at_half`` is called when half the people are done."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", COMMAND, *arguments], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    line, half_told = "", False
    for line in process.stderr:
        numbers = [int(word) for word in line.replace(",", "").split() if word.isdigit()]
        if "shards done" in line and not half_told and 2 * numbers[2] >= numbers[3]:
            half_told = True
            at_half()
    usage = _ended(process)
    if process.returncode:
        raise SystemExit(f"The measurement is void. The run said: {line}")
    return {
        "seconds": time.perf_counter() - began,
        "processor": usage.ru_utime + usage.ru_stime,
        "mib": _mib(usage),
    }


def _on_two_workers(folder, arguments):
    """The same run on a local cluster that loses a worker half-way; what was measured, and what was done to it."""
    file = folder / "scheduler.json"
    scheduler = subprocess.Popen([*DASK, "scheduler", *LOCAL, file, "--port", "0"], cwd=ROOT, stderr=subprocess.DEVNULL)
    options = ["--no-nanny", "--nthreads", "1"]
    workers = [
        subprocess.Popen([*DASK, "worker", *LOCAL, file, *options], cwd=ROOT, stderr=subprocess.DEVNULL)
        for _ in range(2)
    ]
    try:
        while not (file.exists() and file.read_text().strip().endswith("}")):
            if scheduler.poll() is not None:
                raise SystemExit("The scheduler of the cluster ended before it was ready.")
            time.sleep(0.05)
        address = json.loads(file.read_text())["address"]
        measured = _run([*arguments, "--scheduler", address], at_half=lambda: workers[0].send_signal(signal.SIGKILL))
    finally:
        for process in workers:
            os.kill(process.pid, signal.SIGTERM)  # not terminate(), which would take the answer of wait4
        measured_mib = max(_mib(_ended(process)) for process in workers)
        scheduler.terminate()
        scheduler.wait()
    if workers[0].returncode != -signal.SIGKILL:
        raise SystemExit("The worker was not killed half-way: the measurement is void.")
    return {**measured, "mib": measured_mib}, "worker killed with SIGKILL when half the people were done"


def _ended(process):
    """Wait for a process of ours; what it used."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage


def _mib(usage):
    """The most memory that it held, in MiB."""
    return round(usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


def main(*sizes):
    print(machine())
    table = measure(*sizes)
    print(table["title"])
    for row in table["rows"]:
        print(f"  {row['what']:<46} {row['measured']:>12,} {row['unit']:<6} {row['note']}")


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:3]))
