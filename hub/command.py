"""``tongxing hub``: serve the live hub."""

import argparse
import os
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ABOUT = "Serve the live hub: snapshots and event lines for viewers."
BACKLOG, BACKPRESSURE = 8192, 32_768
MOST_WORKERS = 64
NEAR = 20
"""How many ports behind the site's are tried for the hub, so that it stays easy to guess."""
GRACE = 10
"""Seconds that lines get to end when the hub is told to; one whose reader does not read is cut off then."""


def arguments_of_server(host: str, port: int, workers: int) -> list[str]:
    """What starts the server: granian, with room for every line that a worker may hold."""
    return [
        sys.executable, "-m", "granian", "hub.app:application", "--interface", "asgi",
        "--host", host, "--port", str(port), "--workers", str(workers), "--no-ws", "--http", "1",
        "--backlog", str(BACKLOG), "--backpressure", str(BACKPRESSURE), "--workers-kill-timeout", str(GRACE),
        "--log-level", "warning", "--working-dir", str(ROOT), "--respawn-failed-workers",
    ]  # fmt: skip


def is_taken(host: str, port: int) -> bool:
    """Whether another program has the port already, or the address is none of this machine."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return True
    return False


def free_port(host: str, after: int) -> int:
    """The first free port of the ``NEAR`` behind ``after``; where all are taken, one that the system chooses."""
    for port in range(after + 1, min(after + NEAR, 65535) + 1):
        if not is_taken(host, port):
            return port
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as trial:
        trial.bind((host, 0))
        port_of_system: int = trial.getsockname()[1]
        return port_of_system


def main(arguments: list[str]) -> int:
    """Read the command line and become the server; 2 wrong use."""
    parser = argparse.ArgumentParser(prog="tongxing hub", description=ABOUT)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8001)
    parser.add_argument("--workers", type=int, default=1, help="each holds its own lines (1)")
    options = parser.parse_args(arguments)
    if not 1 <= options.port <= 65535:
        parser.error(f"a port is a number from 1 to 65535, not {options.port}")
    if not 1 <= options.workers <= MOST_WORKERS:
        parser.error(f"there are 1 to {MOST_WORKERS} workers, not {options.workers}")
    if is_taken(options.host, options.port):
        parser.error(f"port {options.port} of {options.host} is taken by another program: choose another one (--port)")
    server = arguments_of_server(options.host, options.port, options.workers)
    os.execv(server[0], server)  # noqa: S606 - our own interpreter, no shell
    return 0
