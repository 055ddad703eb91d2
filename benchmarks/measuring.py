"""How the benchmarks measure, and on what machine."""

import gc
import os
import platform
import resource
import statistics
import sys
import time
from pathlib import Path

import numpy as np


def machine():
    """One line: processor, cores, memory and versions, without the machine's name."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}"
    return f"{_processor()}, {cores} cores, {_memory_gib()} GiB, {platform.system()}, {versions}"


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
        return "?"


def timed(act, rounds):
    """Median, least and greatest time of ``rounds`` runs in words, after one that is not counted.

    Beside the clock stands the processor's own time, which other work on the machine does not lengthen.
    """
    act()
    clock, processor = [], []
    for _ in range(rounds):
        gc.collect()
        began, worked = time.perf_counter(), time.process_time()
        act()
        clock.append(time.perf_counter() - began)
        processor.append(time.process_time() - worked)
    return (
        f"median {statistics.median(clock):.3f} s, from {min(clock):.3f} to {max(clock):.3f} s, {rounds} runs"
        f" (processor {statistics.median(processor):.3f} s)"
    )


def peak_mib():
    """The most memory that this process has held, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10))
