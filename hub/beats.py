"""Heartbeats: who is there, by visit, kept in bounded memory and written down a second later."""

import asyncio
import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from hub import spool
from hub.proxies import neighbourhood

log = logging.getLogger("hub")
MOST_VISITS = 200_000
"""Visits whose last beat is remembered; the oldest half is forgotten first, and only ever beats once more for it."""
SPACING, LAST_SPACING = 4.0, 1.0
"""Seconds in which a visit beats once, however often it asks: viewers ask every 5 s. Leaving a line may come sooner."""
MOST_NEW = 3000
"""Visits that one network address can begin in half an hour: many people share one, few share it with more."""
HERE = ("127.", "::1")
"""Addresses of this machine itself: who sits at it may begin as many as they like."""
WINDOW = 1800.0


class Beats:
    """Takes beats, and appends them to segments that are closed every ``rotate`` seconds."""

    def __init__(
        self,
        folder: Path,
        rotate: float = 30.0,
        now: Callable[[], float] = time.time,
        hand_over: Callable[[str, bytes], None] | None = None,
    ):
        self.folder, self.rotate, self.now, self.hand_over = folder, rotate, now, hand_over
        self._sent_at = 0.0
        self.lines: list[str] = []
        self._young: dict[tuple[str, str], float] = {}
        self._old: dict[tuple[str, str], float] = {}
        self._begun: dict[str, int] = {}
        self._window = 0
        self.not_counted = 0
        """Beats that were left out because their address began too many visits: for who runs the hub to see."""
        self._writing = threading.Lock()
        self._writer: spool.SegmentWriter | None = None
        self._opened = 0.0
        self._count = 0

    def add(self, channel: str, visit: str, address: str = "", spacing: float = SPACING) -> bool:
        """Note that ``visit`` is there. False where that is no visit, it just beat, or its address begins too many."""
        at = self.now()
        key = (channel, visit)
        last = self._young.get(key) or self._old.get(key)
        if last is not None:
            if at - last < spacing:
                return False
        elif not spool.VISIT.fullmatch(visit) or not self._may_begin(address, at):
            return False
        self._young[key] = at
        if len(self._young) > MOST_VISITS // 2:
            self._old, self._young = self._young, {}
        self.lines.append(spool.line_of(channel, visit, at))
        return True

    def _may_begin(self, address: str, at: float) -> bool:
        if address.startswith(HERE):
            return True
        address = neighbourhood(address)
        window = int(at // WINDOW)
        if window != self._window:
            self._window, self._begun = window, {}
        begun = self._begun.get(address, 0) + 1
        self._begun[address] = begun
        if begun > MOST_NEW:
            self.not_counted += 1
        return begun <= MOST_NEW

    def write(self) -> None:
        """Put what was taken on the disk; close the segment when it is old enough.

        After an ``OSError`` (the disk is full) the lines in hand are lost, and a new segment is begun with the next
        ones: a line that was cut stays the last of its file.
        """
        with self._writing:
            lines, self.lines = self.lines, []
            try:
                if lines:
                    self._writer = self._writer or self._begin()
                    self._writer.add_lines(lines)
                    self._writer.sync()
                if self._writer and self.now() - self._opened >= self.rotate:
                    self._close()
            except OSError:
                self._give_up()
                raise

    def close(self) -> None:
        """Give the open segment to the site."""
        with self._writing:
            self._close()

    def _begin(self) -> spool.SegmentWriter:
        self._count += 1
        self._opened = self.now()
        return spool.SegmentWriter(self.folder, f"hub-{os.getpid()}-{time.time_ns()}-{self._count:06d}")

    def _close(self) -> None:
        writer, self._writer = self._writer, None
        if writer:
            writer.close()
            spool.close_left_open(self.folder)

    def _give_up(self) -> None:
        """Leave the file open, as a hub that was killed does."""
        writer, self._writer = self._writer, None
        if writer:
            with contextlib.suppress(OSError):
                writer.file.close()

    def send(self) -> None:
        """Hand what is closed over to sites on other machines, where that is asked for; what fails is tried again."""
        if self.hand_over is None:
            return
        try:
            for segment in spool.closed(self.folder):
                self.hand_over(segment.name, segment.path.read_bytes())
                spool.retire(segment)
        except Exception as fault:
            log.warning("Heartbeats could not be handed over and wait: %s", fault)

    async def keep_writing(self, every: float = 1.0) -> None:
        """Write again and again, beside the loop; a disk that is full costs beats, not viewers."""
        while True:
            await asyncio.sleep(every)
            try:
                await asyncio.to_thread(self.write)
            except OSError:
                log.exception("Heartbeats could not be written.")
            if time.monotonic() - self._sent_at >= self.rotate:
                self._sent_at = time.monotonic()
                await asyncio.to_thread(self.send)
