"""Matching that halts in the middle of one shard, once, until its process is killed."""

import os
import threading
from pathlib import Path

from engines.matching.region.matching import match_shard

HALT = 5  # the shard


def marker(out):
    """The file in which the process that halts leaves its id."""
    return Path(out).with_name("halted")


def match_or_halt(job):
    """``match_shard``, but the first process that comes to the shard waits to be killed."""
    place = marker(job.out)
    if job.shard.number == HALT and not place.exists():
        draft = place.with_name(f"halting-{os.getpid()}")
        draft.write_text(str(os.getpid()))
        draft.rename(place)
        threading.Event().wait()
    return match_shard(job)


def wait_for(condition, seconds=40):
    """Come back when the condition holds; fail when it does not within so many seconds."""
    pause = threading.Event()
    for _try in range(seconds * 50):
        if condition():
            return
        pause.wait(0.02)
    raise AssertionError("what was waited for never came")
