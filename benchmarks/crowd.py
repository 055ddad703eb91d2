"""Viewers of a live fair, many of them in one process, with real sockets: what `benchmarks.live` drives.

``python -m benchmarks.crowd lines PORT COUNT SECONDS`` holds event lines; ``… polls PORT VIEWERS SECONDS`` asks for
the snapshot as so many viewers do, each every five seconds; ``… flood PORT CONNECTIONS SECONDS`` as often as it can.
Each prints what it saw as JSON and ends by itself.
"""

import asyncio
import json
import random
import re
import sys
import time
import urllib.request

HOST, CHANNEL = "127.0.0.1", "fair-1"
EVERY = 5.0
"""Seconds between two requests of one viewer, as the page's script asks."""
CONNECTIONS = 500
"""Kept open and shared by the viewers that poll: a browser's own connection would be closed between two requests."""
AT_ONCE = 250
PORTS = 12_000
"""Lines from one loopback address, below the number of its ports."""
SAID = re.compile(rb'"said_at":([\d.]+)')
ETAG = re.compile(rb"\r\netag: ([^\r]+)\r\n", re.I)


class Line(asyncio.Protocol):
    """One open event line; every event on it tells when it was said."""

    def __init__(self, seen, number):
        self.seen, self.number, self.begun, self.is_answered = seen, number, b"", False

    def connection_made(self, transport):
        visit = f"line-{self.number:015d}"
        transport.write(f"GET /hub/{CHANNEL}/events?v={visit} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        self.seen["open"] += 1

    def data_received(self, data):
        self.seen["bytes"] += len(data)
        self.seen["answered"] += not self.is_answered
        self.is_answered = True
        whole, ends, self.begun = (self.begun + data).rpartition(b"\n\n")
        if ends and b"event: caption" in whole:
            now = time.time()
            self.seen["late"] += [now - float(said) for said in SAID.findall(whole)]

    def connection_lost(self, _error):
        self.seen["open"] -= 1


class Poll(asyncio.Protocol):
    """One connection on which viewers ask for the snapshot, one after the other."""

    def __init__(self, seen):
        self.seen, self.asked_at, self.missing = seen, 0.0, 0

    def connection_made(self, transport):
        self.transport = transport
        self.seen["idle"].append(self)

    def ask(self, viewer):
        """The request of ``viewer``, with the snapshot that was last seen."""
        self.asked_at = time.perf_counter()
        etag = self.seen["etag"]
        self.transport.write(
            b"GET /hub/fair-1/snapshot.json?v=poll-%015d HTTP/1.1\r\nHost: x\r\nIf-None-Match: %s\r\n\r\n"
            % (viewer, etag)
        )

    def data_received(self, data):
        self.seen["bytes"] += len(data)
        if self.missing:
            self.missing -= len(data)
        else:
            status = data[9:12]
            self.seen["statuses"][status] = self.seen["statuses"].get(status, 0) + 1
            if status == b"200":
                head, _, body = data.partition(b"\r\n\r\n")
                self.seen["etag"] = ETAG.search(head + b"\r\n")[1]
                self.missing = int(re.search(rb"content-length: (\d+)", head)[1]) - len(body)
        if not self.missing:
            self.seen["took"].append(time.perf_counter() - self.asked_at)
            self.seen["idle"].append(self)

    def connection_lost(self, _error):
        self.seen["lost"] += 1


class Flood(asyncio.Protocol):
    """One connection that asks for the snapshot, eight times at once, again and again."""

    TOGETHER = 8

    def __init__(self, seen):
        self.seen, self.answered = seen, 0

    def connection_made(self, transport):
        self.transport = transport
        self.ask()

    def ask(self):
        """Eight conditional requests in one write."""
        self.answered, self.asked_at = 0, time.perf_counter()
        self.transport.write(self.seen["request"] * self.TOGETHER)

    def data_received(self, data):
        self.answered += data.count(b"HTTP/1.1 304")
        if self.answered == self.TOGETHER:
            self.seen["took"].append(time.perf_counter() - self.asked_at)
            if time.perf_counter() < self.seen["until"]:
                self.ask()


async def flood(port, connections, seconds):
    """As many requests as ``connections`` get answered."""
    loop = asyncio.get_running_loop()
    first = await asyncio.to_thread(urllib.request.urlopen, f"http://{HOST}:{port}/hub/{CHANNEL}/snapshot.json")
    request = f"GET /hub/{CHANNEL}/snapshot.json?v={'f' * 16} HTTP/1.1\r\nHost: x\r\n"
    request += f"If-None-Match: {first.headers['etag']}\r\n\r\n"
    print("open", flush=True)
    began = time.perf_counter()
    seen = {"took": [], "until": began + seconds, "request": request.encode()}
    await asyncio.gather(*(loop.create_connection(lambda: Flood(seen), HOST, port) for _one in range(connections)))
    await asyncio.sleep(seconds + 0.5)
    return {"rate": len(seen["took"]) * Flood.TOGETHER / seconds, **percentiles(seen["took"])}


async def hold_lines(port, count, seconds):
    """Open ``count`` lines and keep them for ``seconds``."""
    loop = asyncio.get_running_loop()
    seen = {"open": 0, "answered": 0, "bytes": 0, "late": []}
    began = time.perf_counter()
    for start in range(0, count, AT_ONCE):
        await asyncio.gather(
            *(
                loop.create_connection(
                    lambda number=number: Line(seen, number),
                    HOST,
                    port,
                    local_addr=(f"127.0.0.{2 + number // PORTS}", 0),
                )
                for number in range(start, min(count, start + AT_ONCE))
            )
        )
    while seen["answered"] < count:
        await asyncio.sleep(0.05)
    connecting = time.perf_counter() - began
    print("open", flush=True)
    await asyncio.sleep(seconds)
    return {
        "held": seen["open"], "connecting_seconds": connecting, "bytes": seen["bytes"], "received": len(seen["late"]),
        **percentiles(seen["late"]),
    }  # fmt: skip


async def poll(port, viewers, seconds):
    """Ask as ``viewers`` do: ``viewers / 5`` requests a second, spread evenly, each viewer with a visit of its own."""
    loop = asyncio.get_running_loop()
    seen = {"idle": [], "bytes": 0, "took": [], "statuses": {}, "lost": 0, "etag": b'"none"'}
    for _start in range(0, CONNECTIONS, AT_ONCE):
        await asyncio.gather(*(loop.create_connection(lambda: Poll(seen), HOST, port) for _one in range(AT_ONCE)))
    print("open", flush=True)
    order = list(range(viewers))
    random.Random(1).shuffle(order)
    began, sent, behind = time.perf_counter(), 0, 0
    while (passed := time.perf_counter() - began) < seconds:
        due = int(passed * viewers / EVERY) - sent
        for _one in range(min(due, len(seen["idle"]))):
            seen["idle"].pop().ask(order[sent % viewers])
            sent += 1
        behind = max(behind, due - len(seen["idle"]))
        await asyncio.sleep(0.002)
    passed = time.perf_counter() - began
    await asyncio.sleep(0.5)
    statuses = {status.decode(): count for status, count in seen["statuses"].items()}
    return {
        "sent": sent, "rate": sent / passed, "answered": len(seen["took"]), "statuses": statuses,
        "lost": seen["lost"], "bytes": seen["bytes"], "waited": max(0, behind), **percentiles(seen["took"]),
    }  # fmt: skip


def percentiles(seconds):
    """p50, p99 and the greatest, in seconds; nothing where nothing was seen."""
    ordered = sorted(seconds)
    if not ordered:
        return {"p50": None, "p99": None, "most": None}
    return {"p50": ordered[len(ordered) // 2], "p99": ordered[int(len(ordered) * 0.99)], "most": ordered[-1]}


def main():
    what, port, count, seconds = sys.argv[1], *map(int, sys.argv[2:5])
    print(
        json.dumps(asyncio.run({"lines": hold_lines, "polls": poll, "flood": flood}[what](port, count, seconds))),
        flush=True,
    )


if __name__ == "__main__":
    main()
