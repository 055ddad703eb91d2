"""Writing in turn: on SQLite one process writes at a time, and whoever finds it busy sleeps, longer each time.

With two workers and a crowd at eight doors those naps were most of the wait (p99 above 150 ms). A lock of the operating
system wakes the next one at once. It is an ease, not a guard: the database still keeps writers apart by itself.
"""

import contextlib
import fcntl

from django.conf import settings
from django.db import connection

LOCK = "doors.lock"


@contextlib.contextmanager
def in_turn():
    """Wait for one's turn to write, where the database lets one process write at a time."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with open(settings.VAR / LOCK, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
