"""The live hub: one snapshot that all see, and lines on which all are told at once. Plain ASGI.

``GET /hub/CHANNEL/snapshot.json?v=VISIT``   the snapshot, by strong ETag; the request itself is the heartbeat
``GET /hub/CHANNEL/events?v=VISIT``          server-sent events; the line beats while it is open
``GET /hub/health``                          what the hub holds, for who runs it
"""

import asyncio
import contextlib
import json
import logging
import os
import resource
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hub import spool
from hub.beats import HERE, LAST_SPACING, Beats
from hub.channels import Channel, Channels
from hub.proxies import address_behind, hops_from_environment, neighbourhood

if TYPE_CHECKING:
    from hub.shared import Shared

log = logging.getLogger("hub")
Send = Callable[[dict], Awaitable[None]]
Receive = Callable[[], Awaitable[dict]]
Headers = list[tuple[bytes, bytes]]

LINE_BEATS_EVERY = 10.0
MOST_LINES, MOST_LINES_EACH = 20_000, 4000
"""Lines that are held, and of them for one address: many people share one, but none takes every line."""
MOST_BEHIND = 64
"""Events that a line may be late by; one that is read more slowly is ended, and comes back for the rest."""
MOST_FILES = 65_536
SIGN_OF_LIFE = b":\n\n"
TEXT = (b"content-type", b"text/plain; charset=utf-8")
NOT_KEPT = (b"cache-control", b"no-store")
ALWAYS_ASK = (b"cache-control", b"no-cache")
VARY = (b"vary", b"origin")
ALLOW = (b"allow", b"GET, HEAD, OPTIONS")
READABLE = (b"access-control-expose-headers", b"age, etag")
SENDABLE = (b"access-control-allow-headers", b"if-none-match, last-event-id")


class Viewer:
    """Whoever is at the other end of a line."""

    __slots__ = ("coming", "is_gone")

    def __init__(self) -> None:
        self.is_gone = False
        self.coming: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done when there is something to send, or nobody to send it to."""

    async def stay(self, receive: Receive) -> None:
        """Until they are gone."""
        while (await receive())["type"] != "http.disconnect":
            pass
        self.is_gone = True
        if not self.coming.done():
            self.coming.set_result(None)

    async def wait(self, channel: Channel) -> None:
        """Until the channel wakes its lines, or they are gone."""
        self.coming = asyncio.get_running_loop().create_future()
        channel.waiting.append(self.coming)
        await self.coming


class Hub:
    """Holds the channels, the beats and the open lines of one process."""

    def __init__(
        self,
        folder: Path,
        origins: tuple[str, ...] = (),
        most_lines: int = MOST_LINES,
        shared: "Shared | None" = None,
        hops: int = 0,
    ):
        self.hops = hops
        """Servers of our own in front, whose word on who asks counts."""
        self.channels = shared.channels(folder) if shared else Channels(folder)
        self.beats = Beats(folder / "sent", hand_over=shared.put_segment) if shared else Beats(folder)
        self.origins = {origin.encode() for origin in origins}
        self.most_lines = most_lines
        self.lines: dict[int, tuple[str, str, str]] = {}
        """Open lines: (channel, visit, address) by number."""
        self.lines_of: Counter[str] = Counter()
        """How many of them each address has."""
        self.is_ending = False
        self._number = 0
        self._tasks: list[asyncio.Task] = []

    # Life

    async def start(self) -> None:
        """Look at the spool once, then begin what goes on by itself."""
        self.channels.folder.mkdir(parents=True, exist_ok=True)
        spool.close_left_open(self.beats.folder)
        self.channels.look()
        self._tasks = [
            asyncio.create_task(work)
            for work in (
                self.channels.watch(),
                self.beats.keep_writing(),
                self._beat_for_lines(),
            )
        ]

    async def stop(self) -> None:
        """End the work and give what was counted to the site."""
        for task in self._tasks:
            task.cancel()
        self.beats.write()
        self.beats.close()
        self.beats.send()

    async def _beat_for_lines(self) -> None:
        while True:
            await asyncio.sleep(LINE_BEATS_EVERY)
            for place, (channel, visit, address) in enumerate(list(self.lines.values())):
                self.beats.add(channel, visit, address)
                if place % 1000 == 999:
                    await asyncio.sleep(0)

    async def end_lines(self) -> None:
        """Put the beats away, then end every line; browsers come back to whoever serves next."""
        self.is_ending = True
        with contextlib.suppress(OSError):  # the disk is full
            await asyncio.to_thread(self.beats.write)
            await asyncio.to_thread(self.beats.close)
        for channel in self.channels.by_name.values():
            await channel.wake()

    def _prepare_process(self) -> None:
        """Room for the lines' files; and told to end, lines end at once instead of holding the server up."""
        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        loop = asyncio.get_running_loop()

        async def end_lines(number: int) -> None:
            await self.end_lines()
            # The server hears of a signal through a pipe of the loop, which is full while thousands of lines are busy.
            os.kill(os.getpid(), number)

        def end(number: int, _frame: object) -> None:
            if not self.is_ending:
                self.is_ending = True
                asyncio.run_coroutine_threadsafe(end_lines(number), loop)

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, end)  # beside the loop's own handler, by which the server ends

    # Requests

    async def __call__(self, scope: dict, receive: Receive, send: Send) -> None:
        """Answer one request, or follow the server's start and end."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self._prepare_process()
                await self.start()
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _answer(self, scope: dict, receive: Receive, send: Send) -> None:
        parts = scope["path"].split("/")
        method = scope["method"]
        if method == "OPTIONS":
            await _send(send, 204, b"", [ALLOW, NOT_KEPT, VARY, *self._allowed(_header(scope, b"origin"))])
        elif method not in {"GET", "HEAD"}:
            await _say(send, 405, "The hub is only read: GET.", ALLOW)
        elif scope["path"] == "/hub/health":
            await self._health(send)
        elif len(parts) != 4 or parts[1] != "hub":
            await _say(send, 404, "There is nothing here.")
        else:
            channel = self.channels.by_name.get(parts[2])
            if channel is None:
                await _say(send, 404, "There is no such channel.")
            elif parts[3] == "snapshot.json":
                await self._snapshot(channel, scope, send, is_head=method == "HEAD")
            elif parts[3] == "events" and method == "HEAD":
                await _say(send, 405, "A line is only followed: GET.", (b"allow", b"GET"))
            elif parts[3] == "events":
                await self._events(channel, scope, receive, send)
            else:
                await _say(send, 404, "There is nothing here.")

    async def _health(self, send: Send) -> None:
        held = {
            "lines": len(self.lines),
            "not_counted": self.beats.not_counted,
            "channels": {
                name: {"age_seconds": round(time.time() - one.made_at, 1) if one.made_at else None, "told": one.told}
                for name, one in self.channels.by_name.items()
            },
        }
        body = json.dumps(held).encode()
        await _send(send, 200, body, [(b"content-type", b"application/json"), NOT_KEPT])

    async def _snapshot(self, channel: Channel, scope: dict, send: Send, *, is_head: bool) -> None:
        """The snapshot, or “not changed”; ``Age`` says how old it is."""
        asked, origin = b"", b""
        for name, value in scope["headers"]:
            if name == b"if-none-match":
                asked = value
            elif name == b"origin":
                origin = value
        visit = _asked(scope, b"v=")
        if visit:
            self.beats.add(channel.name, visit, self._address(scope))
        if not channel.snapshot:
            await _say(send, 503, "There is nothing to show yet.", (b"retry-after", b"5"), *self._allowed(origin))
            return
        age = b"%d" % max(0, time.time() - channel.made_at)
        headers = [(b"etag", channel.etag), (b"age", age), ALWAYS_ASK, VARY, *self._allowed(origin)]
        if asked and channel.etag in asked:
            await _send(send, 304, b"", headers)
            return
        headers.append((b"content-type", b"application/json; charset=utf-8"))
        headers.append((b"content-length", b"%d" % len(channel.snapshot)))
        await _send(send, 200, b"" if is_head else channel.snapshot, headers)

    async def _events(self, channel: Channel, scope: dict, receive: Receive, send: Send) -> None:
        """A line: the snapshot first, what was missed since ``Last-Event-ID``, then all that comes."""
        address = self._address(scope)
        origin = self._allowed(_header(scope, b"origin"))
        most_here = self.most_lines if address.startswith(HERE) else MOST_LINES_EACH
        whose = neighbourhood(address)
        if len(self.lines) >= self.most_lines or self.lines_of[whose] >= most_here:
            sentence = "Every line is taken: ask for the snapshot instead."
            await _say(send, 503, sentence, (b"retry-after", b"30"), *origin)
            return
        visit = _asked(scope, b"v=")
        last = _header(scope, b"last-event-id").decode("ascii", "replace") or _asked(scope, b"last=")
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [
                    (b"content-type", b"text/event-stream; charset=utf-8"),
                    (b"x-accel-buffering", b"no"),
                    NOT_KEPT,
                    VARY,
                    *origin,
                ],
            }
        )
        self._number += 1
        number = self._number
        self.lines[number] = (channel.name, visit, address)
        self.lines_of[whose] += 1
        if visit:
            self.beats.add(channel.name, visit, address)
        viewer = Viewer()
        staying = asyncio.ensure_future(viewer.stay(receive))
        try:
            await self._follow(channel, channel.after(last) if last else channel.told, send, viewer)
        finally:
            staying.cancel()
            self.beats.add(channel.name, visit, address, LAST_SPACING)
            del self.lines[number]
            self.lines_of[whose] -= 1
            if not self.lines_of[whose]:
                del self.lines_of[whose]

    async def _follow(self, channel: Channel, told: int, send: Send, viewer: Viewer) -> None:
        """Send what comes after the first ``told`` events, until the viewer, the hub or the patience is gone."""
        body = channel.first_words() + channel.since(told)
        told = channel.told
        while not viewer.is_gone and not self.is_ending:
            await send({"type": "http.response.body", "body": body, "more_body": True})
            if told == channel.told and not viewer.is_gone:
                await viewer.wait(channel)
            if channel.told - told > MOST_BEHIND:
                break
            body = channel.since(told) or SIGN_OF_LIFE
            told = channel.told
        if not viewer.is_gone:
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _address(self, scope: dict) -> str:
        """Who asks, as the outermost of our own servers saw it; without one, the other end itself."""
        client = scope["client"][0] if scope.get("client") else ""
        if not self.hops:
            return client
        forwarded = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for")
        return address_behind(client, forwarded.decode("ascii", "replace"), self.hops)

    def _allowed(self, origin: bytes) -> Headers:
        return [(b"access-control-allow-origin", origin), READABLE, SENDABLE] if origin in self.origins else []


def _asked(scope: dict, name: bytes) -> str:
    """What the query says after ``name``, as far as it is short; whether it is a visit is for the beats to say."""
    query: bytes = scope["query_string"]
    for part in query.split(b"&", 4)[:4]:
        if part.startswith(name):
            return part[len(name) : 60].decode("ascii", "replace")
    return ""


def _header(scope: dict, name: bytes) -> bytes:
    """The last header of that name; empty where there is none."""
    found: bytes = dict(scope["headers"]).get(name, b"")
    return found


async def _say(send: Send, status: int, sentence: str, *headers: tuple[bytes, bytes]) -> None:
    await _send(send, status, sentence.encode() + b"\n", [TEXT, NOT_KEPT, VARY, *headers])


async def _send(send: Send, status: int, body: bytes, headers: Headers) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _from_environment() -> Hub:
    """The hub that a server starts: where its spool is, and whose pages may read it."""
    var = os.environ.get("TONGXING_VAR") or Path(__file__).resolve().parent.parent / "var"
    origins = tuple(one for one in os.environ.get("TONGXING_HUB_ORIGINS", "").split(",") if one)
    return Hub(Path(var) / "live", origins, shared=spool.in_redis(), hops=hops_from_environment())


application = _from_environment()
