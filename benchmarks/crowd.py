"""Viewers of a live fair, many of them in one process, with real sockets: what `benchmarks.live` drives.

``python -m benchmarks.crowd lines PORT COUNT SECONDS`` holds event lines; ``… polls PORT VIEWERS SECONDS`` asks for
the snapshot as so many viewers do, each every five seconds; ``… flood PORT CONNECTIONS SECONDS`` as often as it can.
Each prints what it saw as JSON and ends by itself. It shares two cores with what it measures, so it reads sockets by
epoll with nothing in between.
"""

import json
import random
import re
import select
import socket
import sys
import time

HOST, CHANNEL = "127.0.0.1", "fair-1"
EVERY = 5.0
"""Seconds between two requests of one viewer, as the page's script asks."""
CONNECTIONS = 500
"""Kept open and shared by the viewers that poll: a browser's own connection would be closed between two requests."""
TOGETHER = 4
"""Requests that the flood sends on one connection before it waits for the answers."""
AT_ONCE = 250
PORTS = 12_000
"""Lines from one loopback address, below the number of its ports."""
LONGEST = 65_536
SAID = re.compile(rb'"said_at":([\d.]+)')
ETAG = re.compile(rb"\r\netag: ([^\r]+)\r\n", re.I)
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.I)
ENDS = b"\n\n\r\n"
"""How a chunk with whole events ends."""


class Sockets:
    """Open sockets by number, and which of them have something to read."""

    def __init__(self):
        self.epoll, self.by_number = select.epoll(), {}

    def open(self, port, address=HOST):
        """A new connection from ``address``."""
        one = socket.socket()
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        one.bind((address, 0))
        one.connect((HOST, port))
        one.setblocking(False)
        self.by_number[one.fileno()] = one
        self.epoll.register(one, select.EPOLLIN)
        return one

    def read(self, wait):
        """(number, what came) of each that has something within ``wait`` seconds; b"" where the other end is gone."""
        for number, _what in self.epoll.poll(wait):
            try:
                data = self.by_number[number].recv(LONGEST)
            except OSError:
                data = b""
            if not data:
                self.epoll.unregister(number)
                self.by_number.pop(number).close()
            yield number, data


class Lines:
    """Event lines that are held; every caption on them tells when it was said."""

    def __init__(self, port):
        self.port, self.sockets, self.rest = port, Sockets(), {}
        self.late, self.answered, self.bytes = [], set(), 0

    def open(self, count):
        """Open ``count`` lines, until each has its first words; some wait for them at once."""
        for number in range(count):
            one = self.sockets.open(self.port, f"127.0.0.{2 + number // PORTS}")
            visit = f"line-{number:015d}"
            one.send(f"GET /hub/{CHANNEL}/events?v={visit} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
            while number - len(self.answered) > AT_ONCE:
                self.hear(0.01)
        while len(self.answered) < count:
            self.hear(0.05)

    def hear(self, wait):
        """Read what came within ``wait`` seconds."""
        for number, data in self.sockets.read(wait):
            self.bytes += len(data)
            self.answered.add(number)
            data = self.rest.pop(number, b"") + data
            if not data.endswith(ENDS):
                self.rest[number] = data
            elif b"said_at" in data:
                now = time.time()
                self.late += [now - float(said) for said in SAID.findall(data)]


def hold_lines(port, count, seconds):
    """Open ``count`` lines and keep them for ``seconds``."""
    lines, began = Lines(port), time.perf_counter()
    lines.open(count)
    connecting = time.perf_counter() - began
    print("open", flush=True)
    until = time.perf_counter() + seconds
    while (left := until - time.perf_counter()) > 0:
        lines.hear(min(left, 0.1))
    return {
        "held": len(lines.sockets.by_number), "connecting_seconds": connecting, "bytes": lines.bytes,
        "received": len(lines.late), **percentiles(lines.late),
    }  # fmt: skip


class Askers:
    """Connections on which the snapshot is asked for, each with one request under way, or some at once."""

    def __init__(self, port, connections, together=1):
        self.sockets, self.together = Sockets(), together
        self.idle = [self.sockets.open(port).fileno() for _one in range(connections)]
        self.missing, self.asked_at, self.begun = {}, {}, {}
        self.etag, self.statuses, self.took, self.bytes, self.lost = b'"none"', {}, [], 0, 0

    def ask(self, visits, due):
        """Ask on an idle connection for each of ``visits`` at once; they were ``due`` then."""
        number = self.idle.pop()
        self.missing[number], self.asked_at[number] = len(visits), due
        request = b"GET /hub/fair-1/snapshot.json?v=%s HTTP/1.1\r\nHost: x\r\nIf-None-Match: %s\r\n\r\n"
        self.sockets.by_number[number].send(b"".join(request % (visit, self.etag) for visit in visits))

    def hear(self, wait):
        """Read what came within ``wait`` seconds; a connection whose answers are all here is idle again."""
        for number, data in self.sockets.read(wait):
            if not data:
                self.lost += 1
                continue
            self.bytes += len(data)
            data = self._take(number, self.begun.pop(number, b"") + data)
            if data:
                self.begun[number] = data
            elif not self.missing[number]:
                self.took.append(time.perf_counter() - self.asked_at[number])
                self.idle.append(number)

    def _take(self, number, data):
        """Count the whole answers of ``data``; what remains."""
        while data:
            head, ends, after = data.partition(b"\r\n\r\n")
            if not ends:
                return data
            status, length = head[9:12], 0
            if status == b"200":
                length = int(LENGTH.search(head + b"\r\n")[1])
                self.etag = ETAG.search(head + b"\r\n")[1]
            if len(after) < length:
                return data
            self.statuses[status] = self.statuses.get(status, 0) + 1
            self.missing[number] -= 1
            data = after[length:]
        return b""

    def told(self):
        """What was seen, for JSON."""
        statuses = {status.decode(): count for status, count in self.statuses.items()}
        answered = sum(statuses.values())
        return {"answered": answered, "statuses": statuses, "lost": self.lost, "bytes": self.bytes} | percentiles(
            self.took
        )


def poll(port, viewers, seconds):
    """Ask as ``viewers`` do: ``viewers / 5`` requests a second, spread evenly, each viewer with a visit of its own.

    What a request took is counted from when it was due, not from when it could be sent.
    """
    askers = Askers(port, CONNECTIONS)
    print("open", flush=True)
    order = [b"poll-%015d" % number for number in range(viewers)]
    random.Random(1).shuffle(order)
    began, sent, rate = time.perf_counter(), 0, viewers / EVERY
    while (passed := time.perf_counter() - began) < seconds:
        for _one in range(min(int(passed * rate) - sent, len(askers.idle))):
            askers.ask([order[sent % viewers]], began + sent / rate)
            sent += 1
        askers.hear(0.001)
    passed = time.perf_counter() - began
    until = time.perf_counter() + 1
    while len(askers.idle) < CONNECTIONS and time.perf_counter() < until:
        askers.hear(0.05)
    return askers.told() | {"sent": sent, "rate": sent / passed}


def flood(port, connections, seconds):
    """As many requests as ``connections`` get answered, each asking for some at once."""
    askers, visits = Askers(port, connections), [b"f" * 16] * TOGETHER
    print("open", flush=True)
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        while askers.idle:
            askers.ask(visits, time.perf_counter())
        askers.hear(0.1)
    passed = time.perf_counter() - began
    told = askers.told()
    return told | {"rate": told["answered"] / passed}


def percentiles(seconds):
    """p50, p99 and the greatest, in seconds; nothing where nothing was seen."""
    ordered = sorted(seconds)
    if not ordered:
        return {"p50": None, "p99": None, "most": None}
    return {"p50": ordered[len(ordered) // 2], "p99": ordered[int(len(ordered) * 0.99)], "most": ordered[-1]}


def main():
    what, port, count, seconds = sys.argv[1], *map(int, sys.argv[2:5])
    print(json.dumps({"lines": hold_lines, "polls": poll, "flood": flood}[what](port, count, seconds)), flush=True)


if __name__ == "__main__":
    main()
