"""``make bench``: run each benchmark in a process of its own, keep what it measured, and write the tables.

``python -m benchmarks [NAME …] [--table-only]``: without names, all of them.
"""

import argparse
import importlib
import json
import os
import subprocess
import time
from datetime import UTC, datetime

from benchmarks import report
from benchmarks.measuring import ROOT, in_a_process, machine, machine_facts, peak_mib, versions

CODE = ("engines", "hub", "tongxing", "benchmarks/*.py", "benchmarks/peers", "requirements")


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(report.BENCHMARKS))
    parser.add_argument("--table-only", action="store_true", help="write the tables from what was kept")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(report.BENCHMARKS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(report.BENCHMARKS)}")
    if not asked.table_only:
        print(machine(), flush=True)
        for name in asked.names or report.BENCHMARKS:
            print(f"\n{name} …", flush=True)
            load = round(os.getloadavg()[0], 1)
            keep(name, {"load": load} | in_a_process("benchmarks.__main__", "measured", name))
            print(report.section(name), flush=True)
    report.write()
    for name, what, over in report.missed():
        print(f"missed by {over:.2g} times: {name}, {what}")


def measured(name):
    """What the benchmark measures, with its own seconds and peak memory; called in a process of its own."""
    began = time.perf_counter()
    table = importlib.import_module(f"benchmarks.{name}").measure()
    return table | {"seconds": round(time.perf_counter() - began, 1), "peak_mib": peak_mib()}


def keep(name, table):
    """Write ``results/NAME.json``."""
    about = {
        "name": name,
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _commit(),
        "machine": machine_facts(),
        "versions": versions(),
    }
    report.RESULTS.mkdir(exist_ok=True)
    text = json.dumps(about | table, ensure_ascii=False, indent=1)
    (report.RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def _commit():
    """The commit that was measured, with a + where the code had been changed since; "" outside a checkout."""
    commit = _git("rev-parse", "--short", "HEAD")
    return f"{commit}+" if commit and _git("status", "--porcelain", "--", *CODE) else commit


def _git(*arguments):
    ended = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return ended.stdout.strip()


if __name__ == "__main__":
    main()
