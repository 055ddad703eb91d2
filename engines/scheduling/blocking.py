"""Who is in the way: sets of placed meetings whose removal lets another in at a certain start."""

from collections.abc import Iterator
from itertools import combinations

from engines.scheduling.given import Interpreter, Meeting, Span
from engines.scheduling.timetable import Timetable, ones, runs

Way = tuple[int, int | None, tuple[int, ...]]  # start, interpreter, meetings to be moved

MOST = 2  # meetings that one rearrangement moves to let another in


def ways_in(timetable: Timetable, meeting: Meeting) -> list[Way]:
    """Starts at which ``meeting`` fits once one or two others are moved; the fewest others first, then by start."""
    taken = timetable.taken_starts(meeting)
    found: set[Way] = set()
    for count in (1, 2):
        for blocked in combinations(taken, count):
            starts = timetable.fixed_starts(meeting)
            for name, free in taken.items():
                starts &= ~free if name in blocked else free
            for start in ones(starts):
                found.update(_ways_at(timetable, meeting, start, blocked))
        if found:
            break
    return sorted(found, key=lambda way: (len(way[2]), way[0], way[2], way[1] or 0))


def _ways_at(timetable: Timetable, meeting: Meeting, start: int, blocked: tuple[str, ...]) -> Iterator[Way]:
    span = (start, start + meeting.minutes)
    others: set[int] = set()
    for name in blocked:
        if name == "person_busy":
            gap = timetable.settings.gap_minutes
            near = (span[0] - gap, span[1] + gap)
            others |= {one for one in timetable.of_person[meeting.person] if _overlap(timetable.slots[one][:2], near)}
        elif name in ("booth_full", "quiet_rooms"):
            others |= _thinned(timetable, meeting, name, span, others)
    if len(others) > MOST:
        return
    if not meeting.needs_languages:
        yield start, None, tuple(sorted(others))
        return
    for interpreter in timetable.able[meeting.id]:
        more = _to_free(timetable, interpreter, span, others)
        if more is not None and len(others | more) <= MOST:
            yield start, interpreter.id, tuple(sorted(others | more))


def _thinned(timetable: Timetable, meeting: Meeting, name: str, span: Span, gone: set[int]) -> set[int]:
    """Meetings to be moved so that a desk, or a quiet room, is free in the whole span."""
    full, holders = timetable.where_full(name, meeting)
    wanted = timetable.span(*span)
    left = full & wanted
    for one in gone & set(holders):
        left &= ~timetable.span(*timetable.slots[one][:2])
    chosen: set[int] = set()
    while left:
        first = (left & -left).bit_length() - 1
        covering = [one for one in holders if timetable.slots[one][0] <= first < timetable.slots[one][1]]
        if not covering:
            return set(range(MOST + 1))  # no room at all: nothing that could be moved
        longest = max(covering, key=lambda one: (timetable.slots[one][1], one))
        chosen.add(longest)
        left &= ~timetable.span(*timetable.slots[longest][:2])
    return chosen


def _to_free(timetable: Timetable, interpreter: Interpreter, span: Span, gone: set[int]) -> set[int] | None:
    """Meetings to be moved so that the interpreter is free and rested; ``None`` where nothing helps."""
    length = span[1] - span[0]
    if length > timetable.settings.interpreting_minutes:
        return None
    if not runs(timetable.shift(interpreter), length) >> span[0] & 1:
        return None
    theirs = [one for one in timetable.of_interpreter[interpreter.id] if one not in gone]
    slots = timetable.slots
    chosen = {one for one in theirs if _overlap(slots[one][:2], span)}
    while True:
        rest = [one for one in theirs if one not in chosen]
        if timetable.is_rested([*(slots[one][:2] for one in rest), span]):
            return chosen
        chosen.add(min(rest, key=lambda one: (_distance(slots[one][:2], span), one)))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _distance(one: Span, other: Span) -> int:
    return max(one[0] - other[1], other[0] - one[1])
