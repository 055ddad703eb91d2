"""The tests' own clock: each test begins at the same moment, whatever the machine's says, and time goes on from there.

Python reads it in this process (time-machine), in every program that a test starts (``sitecustomize.py`` beside this
file, named to them in ``PYTHONPATH``) and in the pages of a browser (``script``). Time ticks, since servers, browsers
and heartbeats wait for it; ``time.monotonic``, by which waiting is limited, is the machine's.

The times that the disk gives its files stay the machine's: code that compares them with a clock stamps its files.
"""

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine

START = dt.datetime(2026, 12, 9, 10, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Wednesday morning, when fairs are open and offices, too."""
OFFSET = "TONGXING_TESTS_CLOCK"
"""The environment's name for the seconds by which the tests' clock is ahead of the machine's."""
HERE = str(Path(__file__).resolve().parent)
IN_A_PAGE = """
(() => {
  const ahead = %d;
  const Machine = Date;
  const now = () => Machine.now() + ahead;
  globalThis.Date = new Proxy(Machine, {
    construct: (_date, said, kind) => Reflect.construct(Machine, said.length ? said : [now()], kind),
    apply: () => new Machine(now()).toString(),
    get: (date, name) => (name === "now" ? now : Reflect.get(date, name)),
  });
})();
"""
_coordinates = None


def start() -> None:
    """From here on it is ``START``, here and in the programs that are started from here."""
    global _coordinates
    if _coordinates is None:
        _coordinates = time_machine.travel(START, tick=True).start()
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (HERE, os.environ.get("PYTHONPATH"))))
    turn_back()


def turn_back() -> None:
    """It is ``START`` again."""
    turn_to(START)


def turn_to(moment: dt.datetime) -> None:
    """From here on it is ``moment``, until the test ends."""
    _coordinates.move_to(moment)
    os.environ[OFFSET] = repr(ahead())


def ahead() -> float:
    """The seconds by which this clock is ahead of the machine's; negative when it is behind."""
    return _coordinates.time_ns() / 1e9 - time_machine.escape_hatch.time.time()


def script() -> str:
    """What makes ``Date`` in a page read this clock; for ``add_init_script``."""
    return IN_A_PAGE % round(ahead() * 1000)
