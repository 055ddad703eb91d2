"""The queues behind the sessions at the desks of the regional fair: when each number was taken and called. Invented."""

import datetime as dt
import random
from dataclasses import dataclass

DESKS = {
    # kind of session: name, what numbers begin with, places, minutes
    "policy": ("政策咨询台", "P", 3, 10),
    "clinic": ("简历指导台", "R", 4, 25),
    "interpreting": ("手语服务台", "S", 2, 15),
}
LONGEST_WAIT = 25


@dataclass(frozen=True)
class Waited:
    """Before a session: taken, called; the session begins a minute after the call."""

    taken_at: dt.datetime
    called_at: dt.datetime


def waited(begins: list[dt.datetime], seed: int) -> list[Waited]:
    """How long each waited whose session begins then; first come, first called."""
    rng, last, found = random.Random(f"queues {seed}"), None, []
    for begin in sorted(begins):
        called = begin - dt.timedelta(minutes=1)
        taken = called - dt.timedelta(minutes=round(rng.triangular(0, LONGEST_WAIT, 4)))
        last = min(called, max(taken, last or taken))
        found.append(Waited(last, called))
    return found
