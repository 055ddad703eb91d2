"""What one person's own day must leave room for: the rests asked for, and no more than so many meetings in a row."""

from collections.abc import Sequence
from itertools import pairwise, permutations

from engines.scheduling.given import Span

Wanted = tuple[int, int, int]  # minutes of a rest, and the times between which it lies


def rests_fit(busy: Sequence[Span], rests: Sequence[Wanted]) -> bool:
    """Whether all rests find minutes of their own beside what is ``busy`` (sorted, without overlap).

    In each order of the rests, each is taken as early as it can be after the one before; if any timetable of
    the rests exists, its own order finds one.
    """
    return any(_fit_in_order(busy, order) for order in permutations(rests))


def _fit_in_order(busy: Sequence[Span], rests: Sequence[Wanted]) -> bool:
    free_from: int | None = None
    for minutes, earliest, latest in rests:
        start = earliest if free_from is None else max(earliest, free_from)
        for begin, end in busy:
            if begin < start + minutes and start < end:
                start = end
        if start + minutes > latest:
            return False
        free_from = start + minutes
    return True


def row_holds(busy: Sequence[Span], most: int, pause: int) -> bool:
    """Whether after ``most`` of the meetings (sorted) with shorter pauses comes a pause of so many minutes."""
    row = 1
    for earlier, other in pairwise(busy):
        row = row + 1 if other[0] - earlier[1] < pause else 1
        if row > most:
            return False
    return True
