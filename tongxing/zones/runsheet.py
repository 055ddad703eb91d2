"""The run-sheet: what is on now, what comes next, how late it all is, and when each item is expected."""

import datetime as dt
from dataclasses import dataclass

from tongxing.zones.models import ProgrammeItem

OVER, NOW, NEXT, AHEAD, DROPPED = "over", "now", "next", "ahead", "dropped"
MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Line:
    """One item with its planned time, the time expected now (or when it really began), and where it stands."""

    item: ProgrammeItem
    planned_at: dt.datetime
    expected_at: dt.datetime
    state: str

    @property
    def moved_minutes(self) -> int:
        """By how much the expected time is after the planned one; negative where it is before."""
        return round((self.expected_at - self.planned_at) / MINUTE)


@dataclass(frozen=True)
class RunSheet:
    """The whole sheet; ``late_minutes`` is negative where the stage is ahead of its time."""

    lines: list[Line]
    late_minutes: int
    ends_at: dt.datetime

    def _first(self, state: str) -> Line | None:
        return next((line for line in self.lines if line.state == state), None)

    @property
    def now(self) -> Line | None:
        return self._first(NOW)

    @property
    def next(self) -> Line | None:
        return self._first(NEXT)

    @property
    def has_begun(self) -> bool:
        return any(line.state in (OVER, NOW) for line in self.lines)

    @property
    def is_over(self) -> bool:
        return self.has_begun and self.now is None and self.next is None


def run_sheet(programme, items, now) -> RunSheet:
    """The sheet at the moment ``now``; ``items`` in order.

    Planned times add up the minutes from the programme's beginning. What is over frees the time it did not use; what
    runs over, what begins late and what fell out moves all that follows.
    """
    lines: list[Line] = []
    planned = expected = programme.starts_at
    late = dt.timedelta()
    is_next_known = False
    for item in items:
        length = item.minutes * MINUTE
        if item.ended_at:
            lines.append(Line(item, planned, item.began_at, OVER))
            expected = item.ended_at
            late = item.ended_at - planned - length
        elif item.began_at:
            lines.append(Line(item, planned, item.began_at, NOW))
            expected = max(item.began_at + length, now)
            late = expected - planned - length
        elif item.is_dropped:
            lines.append(Line(item, planned, planned, DROPPED))
        else:
            if not is_next_known:
                expected = max(expected, now)
                late = expected - planned
            lines.append(Line(item, planned, expected, AHEAD if is_next_known else NEXT))
            is_next_known = True
            expected += length
        planned += length
    return RunSheet(lines, round(late / MINUTE), max(expected, programme.starts_at))
