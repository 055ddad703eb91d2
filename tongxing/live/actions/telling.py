"""Telling the live hub: each event once it is certain, and the snapshot at most once a second.

A snapshot that becomes due within the second after another waits for that second to be over; a mark on the disk says
that it is wanted, so that whoever comes next makes it should this process end first. One that cannot be made leaves
the last good one in its place.
"""

import fcntl
import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from hub import spool
from tongxing.live import access
from tongxing.live.models import Stream
from tongxing.live.snapshot import snapshot_of

EVERY = 1.0
log = logging.getLogger(__name__)
_waiting: set[str] = set()
_guard = threading.Lock()


def tell(stream: Stream, kind: str, data_of: Callable[[Stream], dict]) -> None:
    """Once the transaction is certain: send the event ``kind`` with ``data_of(stream)``, and want a snapshot."""
    transaction.on_commit(partial(_send, stream, kind, data_of), robust=True)


def publish(stream: Stream) -> None:
    """Once the transaction is certain: a snapshot is wanted, because something that it shows has changed elsewhere."""
    transaction.on_commit(partial(want_snapshot, stream.channel), robust=True)


def _send(stream: Stream, kind: str, data_of: Callable[[Stream], dict]) -> None:
    try:
        spool.put_event(settings.LIVE_FOLDER, stream.channel, kind, data_of(stream))
    finally:
        want_snapshot(stream.channel)


def want_snapshot(channel: str) -> None:
    """Make the snapshot now, or when a second has passed since the last one."""
    _mark(channel, "wanted").touch()
    wait = make_snapshot(channel)
    if wait:
        _make_later(channel, wait)


def catch_up(channel: str) -> None:
    """Make a snapshot that is still wanted because the process that wanted it ended."""
    if _mark(channel, "wanted").exists():
        make_snapshot(channel)


def make_snapshot(channel: str) -> float:
    """Make the snapshot unless one was made within the second; answers how many seconds to wait, 0 when it is made."""
    wanted, made = _mark(channel, "wanted"), _mark(channel, "made")
    with made.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return EVERY
        age = time.time() - float(made.read_text() or 0)
        if 0 <= age < EVERY:
            return EVERY - age
        made.write_text(str(time.time()))
        wanted.unlink(missing_ok=True)  # before anything is read: what changes from here on wants another one
        try:
            spool.put_snapshot(settings.LIVE_FOLDER, channel, snapshot_of(access.STREAMS.get(channel=channel)))
        except Exception:
            wanted.touch()
            log.exception("The snapshot of %s could not be made; the last one stays.", channel)
    return 0


def _make_later(channel: str, wait: float) -> None:
    """One thread a process and channel waits; the last state goes out, however many changes came in between."""
    with _guard:
        if channel in _waiting:
            return
        _waiting.add(channel)
    timer = threading.Timer(wait, _make_waiting, [channel])
    timer.daemon = True
    timer.start()


def _make_waiting(channel: str) -> None:
    with _guard:
        _waiting.discard(channel)
    try:
        wait = make_snapshot(channel) if _mark(channel, "wanted").exists() else 0
    finally:
        connection.close()
    if wait:
        _make_later(channel, wait)


def _mark(channel: str, what: str) -> Path:
    """A file beside the channel's snapshot that the processes of the site tell each other by."""
    spool.check_channel(channel)
    folder = Path(settings.LIVE_FOLDER) / channel
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f".{what}"
