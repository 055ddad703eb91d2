"""The live hub: one snapshot that all see, and lines on which all are told at once. Plain ASGI.

``GET /hub/CHANNEL/snapshot.json?v=VISIT``   the snapshot, by strong ETag; the request itself is the heartbeat
``GET /hub/CHANNEL/events?v=VISIT``          server-sent events; the line beats while it is open
``GET /hub/health``                          what the hub holds, for who runs it
"""

import asyncio
import json
import logging
import os
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from hub import spool
from hub.beats import HERE, Beats
from hub.channels import Channel, Channels

log = logging.getLogger("hub")
Send = Callable[[dict], Awaitable[None]]
Receive = Callable[[], Awaitable[dict]]
Headers = list[tuple[bytes, bytes]]

LINE_BEATS_EVERY = 10.0
SILENCE = 20.0
"""Seconds after which an empty comment is sent, so that proxies keep a quiet line open."""
SIGN_OF_LIFE = b":\n\n"
TEXT = (b"content-type", b"text/plain; charset=utf-8")
NOT_KEPT = (b"cache-control", b"no-store")
ALWAYS_ASK = (b"cache-control", b"no-cache")
VARY = (b"vary", b"origin")


class Hub:
    """Holds the channels, the beats and the open lines of one process."""

    def __init__(self, folder: Path, origins: tuple[str, ...] = (), most_lines: int = 20_000):
        self.channels, self.beats = Channels(folder), Beats(folder)
        self.origins = {origin.encode() for origin in origins}
        self.most_lines = most_lines
        self.lines: dict[int, tuple[str, str, str]] = {}
        """Open lines: (channel, visit, address) by number."""
        self._number = 0
        self._tasks: list[asyncio.Task] = []

    # Life

    async def start(self) -> None:
        """Look at the spool once, then begin what goes on by itself."""
        self.channels.folder.mkdir(parents=True, exist_ok=True)
        spool.close_left_open(self.channels.folder)
        self.channels.look()
        self._tasks = [
            asyncio.create_task(work)
            for work in (
                self.channels.watch(),
                self.beats.keep_writing(),
                self._beat_for_lines(),
                self._break_silence(),
            )
        ]

    async def stop(self) -> None:
        """End the work and give what was counted to the site."""
        for task in self._tasks:
            task.cancel()
        self.beats.write()
        self.beats.close()

    async def _beat_for_lines(self) -> None:
        while True:
            await asyncio.sleep(LINE_BEATS_EVERY)
            for place, (channel, visit, address) in enumerate(list(self.lines.values())):
                self.beats.add(channel, visit, address)
                if place % 1000 == 999:
                    await asyncio.sleep(0)

    async def _break_silence(self) -> None:
        while True:
            await asyncio.sleep(SILENCE)
            for channel in self.channels.by_name.values():
                channel.wake()

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
                await self.start()
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _answer(self, scope: dict, receive: Receive, send: Send) -> None:
        parts = scope["path"].split("/")
        method = scope["method"]
        if method not in {"GET", "HEAD"}:
            await _say(send, 405, "The hub is only read: GET.", ((b"allow", b"GET, HEAD"),))
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
            elif parts[3] == "events" and method == "GET":
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
        asked, origin, forwarded = b"", b"", b""
        for name, value in scope["headers"]:
            if name == b"if-none-match":
                asked = value
            elif name == b"origin":
                origin = value
            elif name == b"x-forwarded-for":
                forwarded = value
        visit = _visit_of(scope)
        if visit:
            self.beats.add(channel.name, visit, self._address(scope, forwarded))
        if not channel.snapshot:
            await _say(send, 503, "There is nothing to show yet.", ((b"retry-after", b"5"),))
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
        if len(self.lines) >= self.most_lines:
            await _say(send, 503, "Every line is taken: ask for the snapshot instead.", ((b"retry-after", b"30"),))
            return
        headers = dict(scope["headers"])
        visit, address = _visit_of(scope), self._address(scope, headers.get(b"x-forwarded-for", b""))
        last = headers.get(b"last-event-id", b"").decode("ascii", "replace")
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [
                    (b"content-type", b"text/event-stream; charset=utf-8"),
                    (b"x-accel-buffering", b"no"),
                    NOT_KEPT,
                    VARY,
                    *self._allowed(headers.get(b"origin", b"")),
                ],
            }
        )
        self._number += 1
        number = self._number
        self.lines[number] = (channel.name, visit, address)
        if visit:
            self.beats.add(channel.name, visit, address)
        told = channel.after(last) if last else channel.told
        gone = asyncio.ensure_future(_gone(receive))
        body = channel.first_words() + channel.since(told)
        told = channel.told
        try:
            while not gone.done():
                await send({"type": "http.response.body", "body": body, "more_body": True})
                if told == channel.told:
                    await _wait(channel, gone)
                body = channel.since(told) or SIGN_OF_LIFE
                told = channel.told
        finally:
            del self.lines[number]
            gone.cancel()

    def _address(self, scope: dict, forwarded: bytes) -> str:
        """Who asks: what a proxy on this machine says, else the other end itself."""
        client = scope["client"][0] if scope.get("client") else ""
        if forwarded and client.startswith(HERE):
            return forwarded.rsplit(b",", 1)[-1].strip().decode("ascii", "replace")
        return client

    def _allowed(self, origin: bytes) -> Headers:
        return [(b"access-control-allow-origin", origin)] if origin in self.origins else []


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _wait(channel: Channel, gone: "asyncio.Future[None]") -> None:
    """Until there is something to send, or nobody to send it to."""
    coming: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    channel.waiting.add(coming)
    wake = partial(_wake, coming)
    gone.add_done_callback(wake)
    try:
        await coming
    finally:
        gone.remove_done_callback(wake)
        channel.waiting.discard(coming)


def _wake(coming: "asyncio.Future[None]", _gone: object) -> None:
    if not coming.done():
        coming.set_result(None)


def _visit_of(scope: dict) -> str:
    """``v=…`` of the query; whether it is a visit is for the beats to say."""
    query: bytes = scope["query_string"]
    for part in query.split(b"&", 4)[:4]:
        if part.startswith(b"v="):
            return part[2:60].decode("ascii", "replace")
    return ""


async def _say(send: Send, status: int, sentence: str, headers: tuple[tuple[bytes, bytes], ...] = ()) -> None:
    await _send(send, status, sentence.encode() + b"\n", [TEXT, NOT_KEPT, *headers])


async def _send(send: Send, status: int, body: bytes, headers: Headers) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _from_environment() -> Hub:
    """The hub that a server starts: where its spool is, and whose pages may read it."""
    var = os.environ.get("TONGXING_VAR") or Path(__file__).resolve().parent.parent / "var"
    origins = tuple(one for one in os.environ.get("TONGXING_HUB_ORIGINS", "").split(",") if one)
    return Hub(Path(var) / "live", origins)


application = _from_environment()
