"""When an interpreter is free and rested for one more meeting."""

from collections.abc import Sequence

from engines.scheduling.bits import Bits, runs
from engines.scheduling.settings import Settings

Work = tuple[int, int, int]  # begin of preparing, start and end of a meeting


def rested_starts(on_shift: Bits, booked: Sequence[Work], length: int, settings: Settings) -> Bits:
    """The starts of a meeting of ``length`` that fit between what is ``booked`` (sorted), rests kept."""
    longest, rest, prepare = settings.interpreting_minutes, settings.rest_minutes, settings.preparing_minutes
    if length > longest:
        return 0
    free = on_shift
    for begin, _, end in booked:
        free &= ~_span(begin, end)
    found = runs(free, prepare + length) << prepare
    before, after = _stretches(booked, rest)
    # In each gap between two bookings: what joins the work before it, the work behind it, or both.
    for at in range(len(booked) + 1):
        near_left = near_right = 0
        left = booked[at - 1][2] if at else 0
        right = booked[at][0] if at < len(booked) else on_shift.bit_length() + length
        if at:
            near_left = _span(left + prepare, min(left + rest + prepare, right))
        if at < len(booked):
            near_right = _span(max(right - length - rest + 1, left), right)
        if before[at] + length > longest:
            found &= ~near_left
        if length + after[at] > longest:
            found &= ~near_right
        if before[at] + length + after[at] > longest:
            found &= ~(near_left & near_right)
    return found


def _stretches(booked: Sequence[Work], rest: int) -> tuple[list[int], list[int]]:
    """Before and after each gap between bookings: the work since the last rest, and until the next."""
    before, after = [0] * (len(booked) + 1), [0] * (len(booked) + 1)
    for at, (begin, start, end) in enumerate(booked):
        joined = at > 0 and begin - booked[at - 1][2] < rest
        before[at + 1] = end - start + (before[at] if joined else 0)
    for at in range(len(booked) - 1, -1, -1):
        _, start, end = booked[at]
        joined = at + 1 < len(booked) and booked[at + 1][0] - end < rest
        after[at] = end - start + (after[at + 1] if joined else 0)
    return before, after


def _span(start: int, end: int) -> Bits:
    start = max(start, 0)
    return (1 << end) - (1 << start) if start < end else 0
