"""Running the site and the live hub side by side: both end together, and a hub that died is started again."""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

log = logging.getLogger("tongxing.serve")
PR_SET_PDEATHSIG = 1
GRACE = 15
"""Seconds that a program gets to end by itself."""
PAUSE = 1.0
"""Seconds before a hub that died is started again."""


def _end_with_parent() -> None:
    """Linux: the child is told to end when this process is gone, even killed; elsewhere the terminal sees to it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _start(command: list[str], folder: Path, environment: dict[str, str]) -> subprocess.Popen:
    return subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
        command,
        cwd=folder,
        env=os.environ | environment,
        preexec_fn=_end_with_parent,
        start_new_session=True,  # an interrupt at the terminal comes to us, and we pass it on once
    )


class Together:
    """The site, and beside it the hub."""

    def __init__(self, folder: Path, site: list[str], hub: list[str], environment: dict[str, str]):
        self.folder, self.site_command, self.hub_command = folder, site, hub
        self.environment = environment
        self.is_ending = False

    def run(self, started: Callable[[], None] = lambda: None) -> int:
        """Until the site ends or somebody says stop; the site's own exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self.hub = self._hub()
        self.site = _start(self.site_command, self.folder, self.environment)
        started()
        try:
            while self.site.poll() is None and not self.is_ending:
                if self.hub.poll() is not None:
                    log.warning("The live hub ended with code %s and is started again.", self.hub.returncode)
                    time.sleep(PAUSE)
                    self.hub = self._hub()
                time.sleep(0.2)
        finally:
            for process in (self.site, self.hub):
                self._end(process)
        return 0 if self.is_ending else self.site.returncode

    def _hub(self) -> subprocess.Popen:
        return _start(self.hub_command, self.folder, self.environment)

    def _stop(self, *_signal: object) -> None:
        self.is_ending = True

    def _end(self, process: subprocess.Popen) -> None:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
