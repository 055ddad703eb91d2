"""Who is sent to whom: first come, first served; of those who are free, the nearest, then who interpreted least."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from engines.scheduling import Settings
from tongxing.interpreting.resting import Day, Place, Work, interpreted


@dataclass(frozen=True)
class Need:
    """A request that waits: in which language, how long, where, and which interpreters gave it back."""

    key: int
    language: str
    minutes: int
    place: Place = None
    given_back_by: frozenset[int] = frozenset()


@dataclass
class Available:
    """An interpreter, by ``key``, with languages and day."""

    key: int
    languages: tuple[str, ...]
    day: Day = field(default_factory=lambda: Day(duty=[]))


def plan(needs: Iterable[Need], crew: list[Available], now: int, settings: Settings) -> dict[int, tuple[int, Work]]:
    """Need → (interpreter, work) in the order of ``needs``; work that begins ``now`` is for sending at once.

    What begins later is an estimate. A need for which nobody has time any more is missing. The days of ``crew`` are
    filled as it goes, so that nobody who comes later is served before who came first.
    """
    found: dict[int, tuple[int, Work]] = {}
    for need in needs:
        offers = []
        for one in crew:
            if need.language not in one.languages or one.key in need.given_back_by:
                continue
            piece = one.day.next_piece(now, need.minutes, need.place, settings)
            if piece:
                offers.append((piece.begin, piece.start, interpreted(one.day.work), one.key, one, piece))
        if offers:
            *_order, key, chosen, piece = min(offers, key=lambda offer: offer[:4])
            chosen.day.work.append(piece)
            found[need.key] = key, piece
    return found
