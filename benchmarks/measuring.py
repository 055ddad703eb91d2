"""How the benchmarks measure, and on what machine."""

import gc
import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import time
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = ("numpy", "numba", "ortools", "pyvrp", "duckdb", "polars", "django")
UNITS = {"s": 1, "ms": 1000}


def machine():
    """One line: processor, cores, memory and versions, without the machine's name."""
    is_ = machine_facts()
    versions = f"Python {platform.python_version()}, NumPy {version('numpy')}"
    return f"{is_['processor']}, {is_['cores']} cores, {is_['memory_gib']} GiB, {is_['system']}, {versions}"


def machine_facts():
    """What was measured on, without the machine's name."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {"processor": _processor(), "cores": cores, "memory_gib": _memory_gib(), "system": platform.system()}


def versions():
    """Name → version of what the engines and their peers stand on, None where it is not installed."""
    found = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None
    return found


def _processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _memory_gib():
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
    except (ValueError, OSError):
        return None


def clocked(act, rounds, unit="s"):
    """Median, least and greatest time of ``rounds`` runs, after one that is not counted, as the fields of a row.

    Beside the clock stands the processor's own time, of all threads together, which other work lengthens less.
    Nothing is collected meanwhile: a collection between runs would cool what is to be measured warm.
    """
    act()
    clock, worked = [], []
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            began, before = time.perf_counter(), time.process_time()
            act()
            clock.append(time.perf_counter() - began)
            worked.append(time.process_time() - before)
    finally:
        gc.enable()
    return spread(clock, unit) | {"processor": _rounded(statistics.median(worked) * UNITS[unit])}


def spread(seconds, unit="s"):
    """The fields of a row that tell of these times: ``measured`` is their median."""
    many = sorted(one * UNITS[unit] for one in seconds)
    median = _rounded(statistics.median(many))
    ends = {"least": _rounded(many[0]), "greatest": _rounded(many[-1])}
    return {"measured": median, "unit": unit, "median": median, **ends, "rounds": len(many)}


def _rounded(number):
    """Three digits that count."""
    return float(f"{number:.3g}")


def timed(act, rounds):
    """The same in words."""
    row = clocked(act, rounds)
    return (
        f"median {row['median']} s, from {row['least']} to {row['greatest']} s, {rounds} runs"
        f" (processor {row['processor']} s)"
    )


def peak_mib():
    """The most memory that this process has held, in MiB.

    From the memory itself where the system tells it: what ``getrusage`` says begins, on Linux, with what the
    parent held when it started this process.
    """
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        status = ""
    if found := re.search(r"^VmHWM:\s+(\d+) kB", status, re.M):
        return round(int(found.group(1)) / 2**10)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10))


def forget_peak():
    """Let ``peak_mib`` begin anew with what is held now, so that making the data does not count."""
    gc.collect()
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def in_a_process(module, name, *arguments, seconds=None, gib=None):
    """What ``module.name(*arguments)`` gives (as JSON), called in a process of its own; ``None`` when stopped.

    seconds : after so many it is stopped. gib : so much memory it gets; ``MemoryError`` where that is too little.
    Raises ``SystemExit`` with what it said when it fails otherwise.
    """
    call = f"import json, {module} as it; print(json.dumps(it.{name}(*json.loads({json.dumps(arguments)!r}))))"
    command = [sys.executable, "-c", call]
    try:
        limit = partial(resource.setrlimit, resource.RLIMIT_AS, (gib * 2**30, gib * 2**30)) if gib else None
        ended = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=seconds, preexec_fn=limit
        )
    except subprocess.TimeoutExpired:
        return None
    if ended.returncode and gib and ("memory" in ended.stderr.lower() or ended.returncode < 0):
        raise MemoryError
    if ended.returncode:
        raise SystemExit(f"{module}.{name}{arguments} failed:\n{ended.stdout}{ended.stderr}")
    return json.loads(ended.stdout.splitlines()[-1])
