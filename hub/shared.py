"""The spool in Redis, where several machines serve: what passes between their sites and their hubs.

``tongxing:live:told``       a stream of all events; Redis gives the order. A new snapshot is told without its body
``tongxing:live:snapshots``  channel → when the newest snapshot was made, a space, and the snapshot
``tongxing:live:segments``   name → closed heartbeats, compressed, until a site has taken them
"""

import asyncio
import logging
import time
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import redis

from hub.channels import RETENTION, Channel, Channels

log = logging.getLogger("hub")
TOLD, SNAPSHOTS, SEGMENTS = "tongxing:live:told", "tongxing:live:snapshots", "tongxing:live:segments"
CONNECT_WITHIN, ANSWER_WITHIN = 2.0, 5.0
Lost = redis.RedisError
"""What is raised while Redis cannot be reached."""


class Told(NamedTuple):
    """One entry of the stream. ``order`` sorts as text; ``kind`` is empty where the snapshot changed."""

    order: str
    channel: str
    kind: str
    data: bytes


class Shared:
    """The spool of one Redis."""

    def __init__(self, url: str):
        # Any: its own types allow for text and bytes everywhere; here all is bytes.
        self.redis: Any = redis.Redis.from_url(
            url, protocol=2, socket_connect_timeout=CONNECT_WITHIN, socket_timeout=ANSWER_WITHIN
        )

    def put_snapshot(self, channel: str, body: bytes) -> None:
        """Make ``body`` what everybody sees of ``channel``."""
        with self.redis.pipeline(transaction=True) as both:
            both.hset(SNAPSHOTS, channel, f"{time.time():.3f} ".encode() + body)
            _tell(both, channel, "", b"")
            both.execute()

    def put_event(self, channel: str, kind: str, body: bytes) -> str:
        """Tell everybody who follows ``channel``; its order."""
        return _order(_tell(self.redis, channel, kind, body))

    def told_after(self, order: str, wait: float) -> list[Told]:
        """What was told after ``order``; nothing where ``wait`` seconds pass without. "" is as far back as is kept."""
        answer = self.redis.xread({TOLD: _identity(order)}, count=1000, block=max(1, int(wait * 1000)))
        return [
            Told(_order(identity), said[b"channel"].decode(), said[b"kind"].decode(), said[b"data"])
            for _stream, entries in answer
            for identity, said in entries
        ]

    def snapshots(self) -> dict[str, tuple[float, bytes]]:
        """Of each channel when its snapshot was made, and the snapshot."""
        return {channel.decode(): _parted(kept) for channel, kept in self.redis.hgetall(SNAPSHOTS).items()}

    def put_segment(self, name: str, body: bytes) -> None:
        """Leave closed heartbeats for a site to take. Done twice, it is done."""
        self.redis.hset(SEGMENTS, name, zlib.compress(body, 1))

    def segments(self) -> Iterator[tuple[str, bytes]]:
        """The closed heartbeats that no site has taken: each stays until ``taken``."""
        for name in sorted(self.redis.hkeys(SEGMENTS)):
            body = self.redis.hget(SEGMENTS, name)
            if body is not None:
                yield name.decode(), zlib.decompress(body)

    def taken(self, name: str) -> None:
        """A site has these heartbeats on its disk."""
        self.redis.hdel(SEGMENTS, name)

    def channels(self, folder: Path) -> Channels:
        """What a hub shows."""
        return SharedChannels(folder, self)


class SharedChannels(Channels):
    """All channels of a spool in Redis. While it cannot be reached, everybody is shown what was last known."""

    def __init__(self, folder: Path, there: Shared):
        super().__init__(folder)
        self.there, self._last, self._is_lost = there, "", False

    def look(self) -> None:
        """Nothing to be found in the folder."""

    async def watch(self) -> None:
        """Wait for what is told, again and again."""
        while True:
            try:
                told = await asyncio.to_thread(self.there.told_after, self._last, 1.0)
                changed = self._last == "" or any(not one.kind for one in told)
                snapshots = await asyncio.to_thread(self.there.snapshots) if changed else {}
            except Lost as fault:
                self._note(fault)
                told, snapshots = [], {}
                await asyncio.sleep(1)
            else:
                self._note(None)
            self._take(told, snapshots)
            await self.wake()

    def _take(self, told: list[Told], snapshots: dict[str, tuple[float, bytes]]) -> None:
        for name, (made_at, body) in snapshots.items():
            if made_at != self._channel(name).made_at:
                self._channel(name).show(body, made_at)
        for one in told:
            self._last = one.order
            if one.kind:
                self._channel(one.channel).tell(one.order, one.kind, one.data.decode())

    def _channel(self, name: str) -> Channel:
        return self.by_name.setdefault(name, Channel(self.folder, name))

    def _note(self, fault: Exception | None) -> None:
        """Say once that Redis is lost, and once that it is back."""
        if bool(fault) != self._is_lost:
            self._is_lost = bool(fault)
            log.warning("Redis cannot be reached: %s", fault) if fault else log.warning("Redis answers again.")


@cache
def at(url: str) -> Shared:
    """The spool at ``url``; one set of connections a process."""
    return Shared(url)


def _tell(to: Any, channel: str, kind: str, body: bytes) -> bytes:
    oldest = f"{int((time.time() - RETENTION) * 1000)}-0"
    identity: bytes = to.xadd(TOLD, {"channel": channel, "kind": kind, "data": body}, minid=oldest, approximate=True)
    return identity


def _order(identity: bytes) -> str:
    """Redis's own ``MILLISECONDS-NUMBER``, filled up so that it sorts as text."""
    milliseconds, number = identity.decode().split("-")
    return f"{int(milliseconds):016d}-{int(number):06d}"


def _identity(order: str) -> str:
    if not order:
        return "0"
    milliseconds, number = order.split("-")
    return f"{int(milliseconds)}-{int(number)}"


def _parted(kept: bytes) -> tuple[float, bytes]:
    made_at, _space, body = kept.partition(b" ")
    return float(made_at), body
