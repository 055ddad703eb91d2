"""Running the site and the live hub side by side: both end together, and a hub that died is started again.

Beside them chores are looked after every minute, each in a process of its own: the heartbeats that the hub has closed
are booked, once a day the trail is anchored and the database's statistics are made anew, and while a fair runs its
clock is watched.
"""

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

log = logging.getLogger("tongxing.serve")
PR_SET_PDEATHSIG = 1
GRACE = 15
"""Seconds that a program gets to end by itself."""
PAUSE = 1.0
"""Seconds before a hub that died is started again."""
CHORE_EVERY = 60.0


def _end_with_parent() -> None:
    """Linux: the child is told to end when this process is gone, even killed; elsewhere the terminal sees to it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _start(command: list[str], folder: Path, environment: dict[str, str], *, quiet=False) -> subprocess.Popen:
    return subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
        command,
        cwd=folder,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL if quiet else None,
        preexec_fn=_end_with_parent,
        start_new_session=True,  # an interrupt at the terminal comes to us, and we pass it on once
    )


@dataclass
class Chore:
    """A command that runs a minute after the start where it is needed, then every minute, or ``every`` so many seconds;
    never twice at once."""

    command: list[str]
    is_needed: Callable[[], bool]
    every: float | None = None
    process: subprocess.Popen | None = None
    due_at: float = field(default_factory=lambda: time.monotonic() + CHORE_EVERY)

    def is_due(self) -> bool:
        """Whether to start it now."""
        runs = self.process is not None and self.process.poll() is None
        if runs or time.monotonic() < self.due_at:
            return False
        self.due_at = time.monotonic() + (self.every or CHORE_EVERY)
        try:
            return self.is_needed()
        except Exception as fault:  # a disk or another machine that is away for a while must not end the site
            log.warning("It cannot be seen whether %s is needed: %s", self.command[-1], fault)
            return False


class Together:
    """The site, and beside it the hub."""

    def __init__(self, folder: Path, site: list[str], hub: list[str], environment: dict[str, str], *chores: Chore):
        self.folder, self.site_command, self.hub_command = folder, site, hub
        self.environment, self.chores = environment, chores
        self.is_ending = False

    def run(self) -> int:
        """Until the site ends or somebody says stop; the site's own exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self.hub = self._hub()
        self.site = _start(self.site_command, self.folder, self.environment)
        try:
            while self.site.poll() is None and not self.is_ending:
                if self.hub.poll() is not None:
                    log.warning("The live hub ended with code %s and is started again.", self.hub.returncode)
                    _kill_group(self.hub)  # its workers outlive a server that was killed, and would share its port
                    time.sleep(PAUSE)
                    self.hub = self._hub()
                for chore in self.chores:
                    if chore.is_due():
                        chore.process = _start(chore.command, self.folder, self.environment, quiet=True)
                time.sleep(0.2)
        finally:
            begun = [self.site, self.hub, *(chore.process for chore in self.chores if chore.process)]
            for process in begun:
                process.terminate()
            for process in begun:
                _wait_for(process)
        return 0 if self.is_ending else self.site.returncode

    def _hub(self) -> subprocess.Popen:
        return _start(self.hub_command, self.folder, self.environment)

    def _stop(self, *_signal: object) -> None:
        self.is_ending = True


def _wait_for(process: subprocess.Popen) -> None:
    """Until it has ended, and whoever it started with it."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
    _kill_group(process)
    process.wait()


def _kill_group(process: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
