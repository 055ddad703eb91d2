"""What each channel shows now and what was just said on it, read from the spool and told to all who follow."""

import asyncio
import hashlib
import json
import logging
import time
from collections import deque
from pathlib import Path

from hub import spool

log = logging.getLogger("hub")
KEPT = 256
"""Events that somebody who was cut off can still be given."""
RETENTION = 600.0
"""Seconds that an event stays in the spool: a hub that was down for less misses none."""
SILENCE = 20.0
"""Seconds without an event after which a line is sent an empty comment, so that proxies keep it open."""
SWEEP_EVERY = 60.0
AGAIN_SECONDS = 1.0
AT_ONCE = 250
"""Lines that are woken before others get their turn: who asks for the snapshot does not wait for all of them."""


class Channel:
    """One channel: its snapshot ready to be sent, its last events, and how to wait for the next one."""

    def __init__(self, folder: Path, name: str):
        self.folder, self.name = folder, name
        self.snapshot, self.etag, self.made_at = b"", b"", 0.0
        self.events: deque[tuple[str, bytes]] = deque(maxlen=KEPT)
        self.told = 0
        """How many events there ever were; a line remembers how many it has sent."""
        self.woken_for = 0
        self.waiting: list[asyncio.Future[None]] = []
        """One future for each line that has nothing to send; done where the viewer has gone since."""
        self.woken_at = time.monotonic()
        self._known: set[str] = set()
        self._seen_snapshot: tuple[int, int] = (0, 0)
        self._seen_events, self._changed_at = 0, 0.0

    def look(self) -> None:
        """Read what is new. A snapshot that cannot be read leaves the last good one."""
        self._look_at_snapshot()
        self._look_at_events()

    def _look_at_snapshot(self) -> None:
        path = self.folder / self.name / "snapshot.json"
        try:
            state = path.stat()
            seen = (state.st_mtime_ns, state.st_ino)
            if seen == self._seen_snapshot:
                return
            self._seen_snapshot = seen
            body = path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as fault:
            self._seen_snapshot = (0, 0)  # to be tried again; what is damaged stays so
            log.warning("The snapshot of %s cannot be read: %s", self.name, fault)
            return
        self.show(body, state.st_mtime)

    def show(self, body: bytes, made_at: float) -> None:
        """Make ``body`` the snapshot, unless it is damaged."""
        try:
            json.loads(body)
        except ValueError as fault:
            log.warning("The snapshot of %s is damaged, the last good one stays: %s", self.name, fault)
            return
        self.snapshot, self.made_at = body, made_at
        self.etag = b'"' + hashlib.sha256(body).hexdigest()[:32].encode() + b'"'

    def _look_at_events(self) -> None:
        try:
            changed = (self.folder / self.name / "events").stat().st_mtime_ns
        except OSError:
            return
        # A folder's time may stand still for two files of one moment: for a second after a change it is looked at
        # again. The second is counted here: a network disk has a clock of its own.
        if changed != self._seen_events:
            self._seen_events, self._changed_at = changed, time.monotonic()
        elif time.monotonic() - self._changed_at > AGAIN_SECONDS:
            return
        for event in spool.new_events(self.folder, self.name, self._known):
            self.tell(event.order, event.kind, json.dumps(event.data, ensure_ascii=False, separators=(",", ":")))

    def tell(self, order: str, kind: str, data: str) -> None:
        """Note an event for everybody who waits; ``wake`` lets them have it."""
        self.events.append((order, f"id: {order}\nevent: {kind}\ndata: {data}\n\n".encode()))
        self.told += 1

    async def wake(self) -> None:
        """Every line that waits looks again, some at once."""
        self.woken_at, self.woken_for = time.monotonic(), self.told
        waiting, self.waiting = self.waiting, []
        for place, one in enumerate(waiting, start=1):
            if not one.done():
                one.set_result(None)
            if place % AT_ONCE == 0:
                await asyncio.sleep(0)

    def since(self, told: int) -> bytes:
        """What was said after the first ``told`` events, as far as it is kept."""
        missing = min(self.told - told, len(self.events))
        if missing <= 0:
            return b""
        if missing == 1:
            return self.events[-1][1]
        return b"".join(body for _order, body in list(self.events)[-missing:])

    def after(self, order: str) -> int:
        """How many events were told up to ``order``; where it is no longer kept, up to the oldest that is."""
        return self.told - sum(kept > order for kept, _body in self.events)

    def first_words(self) -> bytes:
        """What a new line is told before anything happens: the snapshot, as an event of its own."""
        if not self.snapshot:
            return b"retry: 3000\n\n"
        return b"retry: 3000\n\nevent: snapshot\ndata: " + b" ".join(self.snapshot.splitlines()) + b"\n\n"


class Channels:
    """All channels of a spool, looked at ``every`` so many seconds."""

    def __init__(self, folder: Path, every: float = 0.05):
        self.folder, self.every = folder, every
        self.by_name: dict[str, Channel] = {}
        self._seen, self._changed_at = 0, 0.0
        self._swept = time.monotonic()

    def look(self) -> None:
        """Find new channels and read what is new in those known."""
        try:
            changed = self.folder.stat().st_mtime_ns
        except OSError:
            return
        if changed != self._seen:
            self._seen, self._changed_at = changed, time.monotonic()
        if time.monotonic() - self._changed_at < AGAIN_SECONDS:
            for path in self.folder.iterdir():
                is_channel = path.name != "beats" and spool.CHANNEL.fullmatch(path.name) and path.is_dir()
                if is_channel and path.name not in self.by_name:
                    self.by_name[path.name] = Channel(self.folder, path.name)
        for channel in self.by_name.values():
            channel.look()
        if time.monotonic() - self._swept > SWEEP_EVERY:
            self._swept = time.monotonic()
            for name in self.by_name:
                spool.sweep_events(self.folder, name, older_than=time.time() - RETENTION)

    async def watch(self) -> None:
        """Look again and again, and wake who waits; what goes wrong once is logged and tried again."""
        while True:
            try:
                self.look()
            except Exception:
                log.exception("The spool could not be looked at.")
            await self.wake()
            await asyncio.sleep(self.every)

    async def wake(self) -> None:
        """Wake the lines of each channel on which something was told, or nothing for long."""
        for channel in self.by_name.values():
            is_quiet = time.monotonic() - channel.woken_at >= SILENCE
            if channel.told != channel.woken_for or is_quiet:
                await channel.wake()
