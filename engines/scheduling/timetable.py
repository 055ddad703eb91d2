"""A timetable in the making: where each meeting could start, as sets of minutes held in whole numbers.

Bit ``n`` of a set is the minute ``opens + n``. So all starts of a meeting are found with a few shifts.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from engines.scheduling.given import Booth, Interpreter, Meeting, Person, Span
from engines.scheduling.problem import Problem
from engines.scheduling.settings import Settings

Bits = int
Slot = tuple[int, int, int | None]  # start, end, interpreter; minutes from the opening


class Timetable:
    """Meetings placed so far. Every change is written down, so that it can be undone."""

    def __init__(self, problem: Problem, settings: Settings) -> None:
        self.problem, self.settings = problem, settings
        self.meetings = sorted(problem.meetings, key=lambda one: one.id)
        longest = max((one.minutes for one in self.meetings), default=0)
        self.hours = problem.closes - problem.opens
        # Room behind the closing, so that "the fair closes" can be told from other reasons.
        spare = longest + settings.grid_minutes + max(settings.gap_minutes, settings.rest_minutes)
        self.horizon = self.hours + spare
        self.always: Bits = (1 << self.horizon) - 1
        self.grid: Bits = sum(1 << minute for minute in range(0, self.horizon, settings.grid_minutes))
        self.first_counts = settings.first_counts
        if self.first_counts is None:
            self.first_counts = max((one.weight for one in self.meetings), default=0)
        self.able = {one.id: self._able(one) for one in self.meetings}
        self.slots: dict[int, Slot] = {}
        self.value = 0
        self.of_person: dict[int, list[int]] = {one.id: [] for one in problem.people}
        self.of_booth: dict[int, list[int]] = {one.id: [] for one in problem.booths}
        self.of_interpreter: dict[int, list[int]] = {one.id: [] for one in problem.interpreters}
        self.in_quiet: list[int] = []
        self._changes: list[tuple[int, Slot | None]] = []
        self._busy: dict[int, Bits] = dict.fromkeys(self.of_person, 0)
        self._full: dict[int, Bits] = dict.fromkeys(self.of_booth, 0)
        self._no_room: Bits = 0 if problem.quiet_rooms else self.always
        self._interpreter_starts: dict[int, dict[int, Bits]] = {one: {} for one in self.of_interpreter}
        self._fixed = {one.id: self._fixed_starts(one) for one in self.meetings}

    def _able(self, meeting: Meeting) -> list[Interpreter]:
        """Interpreters with the languages, those with the fewest others first, to keep the rest free."""
        wanted = frozenset(meeting.needs_languages)
        able = [one for one in self.problem.interpreters if wanted <= frozenset(one.languages)]
        return sorted(able, key=lambda one: (len(one.languages), one.id)) if wanted else []

    # What holds whoever else is placed

    def _fixed_starts(self, meeting: Meeting) -> Bits:
        found = self.grid
        for starts in self.window_starts(meeting).values():
            found &= starts
        return found

    def window_starts(self, meeting: Meeting) -> dict[str, Bits]:
        """The starts that each window allows."""
        person, booth = self.problem.person_by_id[meeting.person], self.problem.booth_by_id[meeting.booth]
        length = meeting.minutes
        return {
            "fair_closes": runs(self.span(0, self.hours), length),
            "fair_break": runs(self.always & ~self.spans(self.problem.breaks), length),
            "person_arrives": self.span(self._from(person.arrives), self.horizon),
            "person_leaves": self._until(person, length),
            "booth_closed": runs(self.open_at(booth), length),
        }

    def _from(self, minute: int | None) -> int:
        return 0 if minute is None else minute - self.problem.opens

    def _until(self, person: Person, length: int) -> Bits:
        if person.leaves is None:
            return self.always
        return self.span(0, person.leaves - self.problem.opens - length + 1)

    def open_at(self, booth: Booth) -> Bits:
        """The minutes in which the booth is open, its breaks left out."""
        until = self.horizon if booth.closes is None else booth.closes - self.problem.opens
        return self.span(self._from(booth.opens), until) & ~self.spans(booth.breaks)

    def shift(self, interpreter: Interpreter) -> Bits:
        """The minutes of an interpreter's shift."""
        until = self.horizon if interpreter.ends is None else interpreter.ends - self.problem.opens
        return self.span(self._from(interpreter.begins), until)

    def span(self, start: int, end: int) -> Bits:
        """The minutes from ``start`` until ``end`` that lie within the horizon."""
        start, end = max(start, 0), min(end, self.horizon)
        return (1 << end) - (1 << start) if start < end else 0

    def spans(self, spans: Iterable[Span]) -> Bits:
        found = 0
        for start, end in spans:
            found |= self.span(start - self.problem.opens, end - self.problem.opens)
        return found

    # What depends on who else is placed

    def taken_starts(self, meeting: Meeting) -> dict[str, Bits]:
        """The starts that the other meetings leave, for each thing that they take."""
        length = meeting.minutes
        found = {
            "person_busy": runs(self.always & ~self._busy[meeting.person], length),
            "booth_full": runs(self.always & ~self._full[meeting.booth], length),
        }
        if meeting.needs_languages:
            found["interpreters"] = self._interpreted_starts(meeting)
        if meeting.needs_quiet:
            found["quiet_rooms"] = runs(self.always & ~self._no_room, length)
        return found

    def fixed_starts(self, meeting: Meeting) -> Bits:
        """The starts that hours, breaks and windows allow."""
        return self._fixed[meeting.id]

    def starts(self, meeting: Meeting) -> Bits:
        """All starts at which the meeting fits with nothing moved."""
        # The same as every one of ``taken_starts`` at once, but the dear ones only where there is still a start.
        length = meeting.minutes
        found = self._fixed[meeting.id]
        found = found and found & runs(self.always & ~self._busy[meeting.person], length)
        found = found and found & runs(self.always & ~self._full[meeting.booth], length)
        if found and meeting.needs_quiet:
            found &= runs(self.always & ~self._no_room, length)
        if found and meeting.needs_languages:
            found &= self._interpreted_starts(meeting)
        return found

    def _interpreted_starts(self, meeting: Meeting) -> Bits:
        found = 0
        for interpreter in self.able[meeting.id]:
            found |= self.interpreter_starts(interpreter, meeting.minutes)
        return found

    def interpreter_starts(self, interpreter: Interpreter, length: int) -> Bits:
        """The starts at which this interpreter is on shift, free and rested."""
        known = self._interpreter_starts[interpreter.id]
        if length not in known:
            known[length] = self._rested_starts(interpreter, length)
        return known[length]

    def _rested_starts(self, interpreter: Interpreter, length: int) -> Bits:
        longest, rest = self.settings.interpreting_minutes, self.settings.rest_minutes
        if length > longest:
            return 0
        spans = sorted(self.spans_of(interpreter.id))
        free = self.shift(interpreter)
        for start, end in spans:
            free &= ~self.span(start, end)
        found = runs(free, length) & self.grid
        before, after = _stretches(spans, rest)
        # In each gap between two bookings: what joins the work before it, the work behind it, or both.
        for at in range(len(spans) + 1):
            left = spans[at - 1][1] if at else -rest
            right = spans[at][0] if at < len(spans) else self.horizon + length + rest
            near_left = self.span(left, min(left + rest, right))
            near_right = self.span(max(right - length - rest + 1, left), right)
            worked, waiting = before[at], after[at]
            if worked + length > longest:
                found &= ~near_left
            if length + waiting > longest:
                found &= ~near_right
            if worked + length + waiting > longest:
                found &= ~(near_left & near_right)
        return found

    def on_shift_starts(self, interpreter: Interpreter, length: int) -> Bits:
        """The starts that lie within this interpreter's shift, whether taken or not."""
        return runs(self.shift(interpreter), length)

    def spans_of(self, interpreter_id: int) -> list[Span]:
        """What an interpreter is booked for."""
        return [self.slots[one][:2] for one in self.of_interpreter[interpreter_id]]

    # Changes

    def place(self, meeting: Meeting, start: int, interpreter: int | None = None) -> None:
        """Place a meeting where ``starts`` allows it; with no interpreter named the first who can."""
        if meeting.needs_languages and interpreter is None:
            able = (one for one in self.able[meeting.id] if self.interpreter_starts(one, meeting.minutes) >> start & 1)
            interpreter = next(able).id
        self._set(meeting, (start, start + meeting.minutes, interpreter))
        self._changes.append((meeting.id, None))

    def insert(self, meeting: Meeting) -> bool:
        """Place a meeting as early as it fits; false where it does not."""
        starts = self.starts(meeting)
        if starts:
            self.place(meeting, lowest(starts))
        return bool(starts)

    def remove(self, meeting: Meeting) -> None:
        """Take a placed meeting out."""
        self._changes.append((meeting.id, self.slots[meeting.id]))
        self._set(meeting, None)

    def mark(self) -> int:
        """A moment to which ``undo`` can go back."""
        return len(self._changes)

    def undo(self, mark: int) -> None:
        """Take back every change since the mark."""
        while len(self._changes) > mark:
            meeting_id, slot = self._changes.pop()
            self._set(self.problem.meeting_by_id[meeting_id], slot)

    def _set(self, meeting: Meeting, slot: Slot | None) -> None:
        before = self.slots.pop(meeting.id, None)
        touched = [self.of_person[meeting.person], self.of_booth[meeting.booth]]
        if meeting.needs_quiet:
            touched.append(self.in_quiet)
        for interpreter in {one[2] for one in (before, slot) if one is not None and one[2] is not None}:
            self._interpreter_starts[interpreter].clear()
        if before is not None:
            touched_before = touched if before[2] is None else [*touched, self.of_interpreter[before[2]]]
            for one in touched_before:
                one.remove(meeting.id)
            self.value -= meeting.weight + (0 if self.of_person[meeting.person] else self._first)
        if slot is not None:
            self.value += meeting.weight + (0 if self.of_person[meeting.person] else self._first)
            self.slots[meeting.id] = slot
            for one in touched if slot[2] is None else [*touched, self.of_interpreter[slot[2]]]:
                one.append(meeting.id)
        self._refresh(meeting)

    @property
    def _first(self) -> int:
        assert self.first_counts is not None
        return self.first_counts

    def _refresh(self, meeting: Meeting) -> None:
        gap = self.settings.gap_minutes
        busy = 0
        for start, end, _ in (self.slots[one] for one in self.of_person[meeting.person]):
            busy |= self.span(start - gap, end + gap)
        self._busy[meeting.person] = busy
        desks = self.problem.booth_by_id[meeting.booth].desks
        self._full[meeting.booth] = self._where_full(self.of_booth[meeting.booth], desks)
        if meeting.needs_quiet:
            self._no_room = self._where_full(self.in_quiet, len(self.problem.quiet_rooms))

    def _where_full(self, meeting_ids: list[int], capacity: int) -> Bits:
        """The minutes in which at least ``capacity`` of the meetings are held at once."""
        if capacity >= len(meeting_ids) + 1:
            return 0
        levels = [0] * capacity
        for start, end, _ in (self.slots[one] for one in meeting_ids):
            carry = self.span(start, end)
            for level in range(capacity):
                levels[level], carry = levels[level] | carry, levels[level] & carry
        return levels[-1] if levels else self.always

    def related(self, meeting: Meeting) -> list[int]:
        """The placed meetings that share something with this one, by id."""
        shared = [self.of_person[meeting.person], self.of_booth[meeting.booth]]
        shared += [self.of_interpreter[one.id] for one in self.able[meeting.id]]
        if meeting.needs_quiet:
            shared.append(self.in_quiet)
        return sorted(set(chain.from_iterable(shared)) - {meeting.id})


def _stretches(spans: list[Span], rest: int) -> tuple[list[int], list[int]]:
    """Before and after each gap between bookings: the work since the last rest, and until the next."""
    before, after = [0] * (len(spans) + 1), [0] * (len(spans) + 1)
    for at, (start, end) in enumerate(spans):
        joined = at > 0 and start - spans[at - 1][1] < rest
        before[at + 1] = end - start + (before[at] if joined else 0)
    for at in range(len(spans) - 1, -1, -1):
        start, end = spans[at]
        joined = at + 1 < len(spans) and spans[at + 1][0] - end < rest
        after[at] = end - start + (after[at + 1] if joined else 0)
    return before, after


def runs(free: Bits, length: int) -> Bits:
    """Where ``length`` minutes in a row are free: the first minute of each such run."""
    have = 1
    while have < length:
        step = min(have, length - have)
        free &= free >> step
        have += step
    return free


def ones(bits: Bits) -> Iterator[int]:
    """The members of a set, in order."""
    while bits:
        one = bits & -bits
        yield one.bit_length() - 1
        bits ^= one


def lowest(bits: Bits) -> int:
    """The first member of a set that is not empty."""
    return (bits & -bits).bit_length() - 1
