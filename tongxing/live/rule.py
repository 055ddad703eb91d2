"""The rule by which heartbeats become viewings (人次); it knows nothing of the database.

A visit is one browser. It stays in one half hour of the clock from its first heartbeat in it to its last one, and is a
viewing where that is ten seconds or more. Moments are seconds since 1970; heartbeats are told to the tenth of one.
"""

import hashlib
from math import ceil, floor

WINDOW = 1800
SHORTEST = 10.0
MIDDLE = 30
"""The second of each minute at which those who watch are counted."""
OWN = "本站"
"""The channel of viewings that were counted here; others are named by whoever counted them."""

Span = tuple[float, float]
"""A stay: its first and its last heartbeat."""


def window_of(at: float) -> int:
    """The half hour in which ``at`` lies."""
    return int(at // WINDOW)


def length(span: Span) -> float:
    """How many seconds the stay lasted."""
    return round(span[1] - span[0], 1)


def is_viewing(span: Span) -> bool:
    """Whether the stay is long enough."""
    return length(span) >= SHORTEST


def number_of(visit: str, window: int) -> str:
    """The number of the entry of this visit in this half hour; it tells nobody which browser it was."""
    return "V-" + hashlib.sha256(f"{visit} {window}".encode()).hexdigest()[:16].upper()


def minutes_of(span: Span | None) -> range:
    """The minutes (moments, by 60) in whose middle a viewing went on; none where it is no viewing (yet).

    It is the middle that counts, not the full minute: at the turn of a half hour every stay has ended and none begun.
    """
    if span is None or not is_viewing(span):
        return range(0)
    first, last = ceil((span[0] - MIDDLE) / 60), floor((span[1] - MIDDLE) / 60)
    return range(first * 60, last * 60 + 1, 60)
