"""Who came when: comings by quarter of an hour, and their plot; the table beside it says the same in numbers."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from django.utils import timezone

QUARTER = dt.timedelta(minutes=15)
WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, FOOT = 40, 10, 14, 30
LEAST_MOST = 4
"""The scale goes up to at least so many comings, so that one coming is no tower."""


@dataclass(frozen=True)
class Quarter:
    """From ``starts_at`` for a quarter of an hour so many comings; ``count`` is None where it is not shown."""

    starts_at: dt.datetime
    count: int | None

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + QUARTER


def quarter_of(moment: dt.datetime) -> dt.datetime:
    """The beginning of the quarter of an hour that ``moment`` lies in."""
    local = timezone.localtime(moment)
    return local.replace(minute=local.minute // 15 * 15, second=0, microsecond=0)


def by_quarter(fair) -> list[Quarter]:
    """Comings from the first quarter to the last of each day, those without a coming included."""
    return _filled(quarter_of(moment) for moment in fair.attendances.values_list("arrived_at", flat=True))


def _filled(quarters: Iterable[dt.datetime]) -> list[Quarter]:
    counts = Counter(quarters)
    found = []
    for day in sorted({moment.date() for moment in counts}):
        of_day = [moment for moment in counts if moment.date() == day]
        at = min(of_day)
        while at <= max(of_day):
            found.append(Quarter(at, counts[at]))
            at += QUARTER
    return found


@dataclass(frozen=True)
class Bar:
    """One quarter as drawn; ``label`` where it begins an hour."""

    quarter: Quarter
    x: int
    y: int
    width: int
    height: int
    label: str = ""

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class Plot:
    """All that the template draws, in units of its box: bars, and lines across with their numbers."""

    bars: list[Bar]
    lines: list[tuple[int, int]]
    """(y, comings)"""
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    foot: int = HEIGHT - FOOT


def plot_of(quarters: list[Quarter]) -> Plot | None:
    """The plot of ``quarters``; nothing where nobody came."""
    if not quarters:
        return None
    step = max(1, ceil(max([LEAST_MOST, *(quarter.count or 0 for quarter in quarters)]) / LEAST_MOST))
    units = (HEIGHT - FOOT - TOP) / (step * LEAST_MOST)
    room = (WIDTH - LEFT - RIGHT) / len(quarters)
    bars = []
    for place, quarter in enumerate(quarters):
        height = round((quarter.count or 0) * units)
        x = round(LEFT + place * room)
        bars.append(Bar(quarter, x, HEIGHT - FOOT - height, max(1, round(room) - 2), height, _label(quarter, quarters)))
    lines = [(round(HEIGHT - FOOT - number * units), number) for number in range(0, step * LEAST_MOST + 1, step)]
    return Plot(bars, lines)


def _label(quarter: Quarter, quarters: list[Quarter]) -> str:
    """The hour that begins, or every second one where there are many."""
    starts = quarter.starts_at
    every = 1 if len(quarters) <= 40 else 2 if len(quarters) <= 80 else 4
    return f"{starts:%H}" if starts.minute == 0 and starts.hour % every == 0 else ""
