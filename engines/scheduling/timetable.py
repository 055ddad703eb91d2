"""A timetable in the making: where each meeting could start, as sets of minutes found with a few shifts."""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from engines.scheduling.bits import Bits, lowest, ones, runs
from engines.scheduling.given import Interpreter, Meeting, Person, QuietRoom, Zone
from engines.scheduling.interpreting import rested_starts
from engines.scheduling.personal import rests_fit, row_holds
from engines.scheduling.problem import Problem
from engines.scheduling.result import Placed
from engines.scheduling.settings import Settings
from engines.scheduling.windows import WINDOWS, Windows

NOTHING: frozenset[str] = frozenset()
WALLS = WINDOWS | {
    "booth_full",
    "person_busy",
    "person_rests",
    "person_in_a_row",
    "quiet_rooms",
    "interpreters",
    "past",
}


class Slot(NamedTuple):
    """When and where a meeting is, in minutes from the opening; ``rooms`` is the group of its quiet room."""

    begin: int  # of the preparing with the interpreter; the start where there is none
    start: int
    end: int
    interpreter: int | None
    rooms: int | None


class Timetable:
    """Meetings placed so far. Every change is written down, so that it can be undone."""

    def __init__(self, problem: Problem, settings: Settings, now: int | None = None) -> None:
        """With ``now`` nothing is placed earlier, but by ``put``."""
        self.problem, self.settings = problem, settings
        self.meetings = sorted(problem.meetings, key=lambda meeting: meeting.id)
        self.windows = Windows(problem, settings)
        self.first_counts = first_counts(problem, settings)
        self.able = {meeting.id: self._able(meeting) for meeting in self.meetings}
        self.prepare = {
            meeting.id: settings.preparing_minutes if meeting.needs_languages else 0 for meeting in self.meetings
        }
        self.rooms = _groups(problem)
        self.slots: dict[int, Slot] = {}
        self.value = 0
        self.of_person: dict[int, list[int]] = {person.id: [] for person in problem.people}
        self.of_booth: dict[int, list[int]] = {booth.id: [] for booth in problem.booths}
        self.of_interpreter: dict[int, list[int]] = {interpreter.id: [] for interpreter in problem.interpreters}
        self.in_rooms: list[list[int]] = [[] for _ in self.rooms]
        self._changes: list[tuple[int, Slot | None]] = []
        self._full: dict[int, Bits] = dict.fromkeys(self.of_booth, 0)
        self._no_room: list[Bits] = [0 for _ in self.rooms]
        self._interpreter_starts: dict[int, dict[int, Bits]] = {
            interpreter_id: {} for interpreter_id in self.of_interpreter
        }
        self._ways: dict[tuple[int, Zone | None, Zone | None], int] = {}
        self.since = 0 if now is None else now - problem.opens
        self._fixed = {meeting.id: self._allowed(meeting) for meeting in self.meetings}

    def _able(self, meeting: Meeting) -> list[Interpreter]:
        """Interpreters with the languages, those with the fewest others first, to keep the rest free."""
        wanted = frozenset(meeting.needs_languages)
        able = [interpreter for interpreter in self.problem.interpreters if wanted <= frozenset(interpreter.languages)]
        return sorted(able, key=lambda interpreter: (len(interpreter.languages), interpreter.id)) if wanted else []

    def _allowed(self, meeting: Meeting, without: Collection[str] = NOTHING) -> Bits:
        since = 0 if "past" in without else self.since
        return self.windows.of(meeting, without) & self.windows.span(
            since + self.prepare[meeting.id], self.windows.horizon
        )

    def way(self, person: Person, here: Zone | None, other: Zone | None) -> int:
        """Minutes that a person needs at least from a meeting in one zone to a meeting in the other."""
        key = person.id, here, other
        if key not in self._ways:
            minutes = self.problem.ways.get((here, other), 0) if here is not None and other is not None else 0
            minutes = 0 if here == other else minutes
            self._ways[key] = max(self.settings.gap_minutes, -(-minutes * person.pace_percent // 100))
        return self._ways[key]

    def zone_of(self, meeting: Meeting, rooms: int | None) -> Zone | None:
        """Where a meeting is held: in the quiet room, else at its booth."""
        return self.problem.booth_by_id[meeting.booth].zone if rooms is None else self.rooms[rooms][0].zone

    # Where a meeting could be

    def fixed_starts(self, meeting: Meeting) -> Bits:
        """The starts that hours, breaks and windows allow, whoever else is placed."""
        return self._fixed[meeting.id]

    def starts(self, meeting: Meeting, without: Collection[str] = NOTHING) -> Bits:
        """All starts at which the meeting fits with nothing moved, the walls named in ``without`` taken away.

        The names are those of ``WALLS``.
        """
        found = self._allowed(meeting, without) if without else self._fixed[meeting.id]
        if found and "booth_full" not in without:
            found &= runs(self.windows.always & ~self._full[meeting.booth], meeting.minutes)
        if found and meeting.needs_languages and "interpreters" not in without:
            found &= self._interpreted_starts(meeting)
        if found:
            found = self._places(meeting, found, without)
        return found

    def _places(self, meeting: Meeting, found: Bits, without: Collection[str]) -> Bits:
        """Of the starts those at which the person is free and, where one is needed, a room they can reach."""
        if not meeting.needs_quiet:
            return self._personal_starts(meeting, self.zone_of(meeting, None), found, without)
        somewhere = 0
        for rooms in range(len(self.rooms)):
            here = found & self.room_starts(rooms, meeting.minutes)
            somewhere |= self._personal_starts(meeting, self.zone_of(meeting, rooms), here, without)
        if "quiet_rooms" in without:  # one more room, beside the booth
            somewhere |= self._personal_starts(meeting, self.zone_of(meeting, None), found, without)
        return somewhere

    def room_starts(self, rooms: int, length: int) -> Bits:
        """The starts at which a room of this group is open and free."""
        return runs(self.windows.open_room(self.rooms[rooms][0]) & ~self._no_room[rooms], length)

    def _personal_starts(self, meeting: Meeting, zone: Zone | None, found: Bits, without: Collection[str]) -> Bits:
        """Of the starts those at which the person is free, with ways, rests and pauses."""
        person = self.problem.person_by_id[meeting.person]
        prepare, length = self.prepare[meeting.id], meeting.minutes
        others = (
            []
            if "person_busy" in without
            else [meeting_id for meeting_id in self.of_person[person.id] if meeting_id != meeting.id]
        )
        for meeting_id in others:
            other = self.slots[meeting_id]
            way = self.way(person, zone, self.zone_of(self.problem.meeting_by_id[meeting_id], other.rooms))
            found &= ~self.windows.span(other.begin - way - length + 1, other.end + way + prepare)
        rests = () if "person_rests" in without else self.windows.rests(person)
        most = None if "person_in_a_row" in without else person.most_in_a_row
        if found and (rests or (most is not None and len(others) >= most)):
            busy = [(self.slots[meeting_id].begin, self.slots[meeting_id].end) for meeting_id in others]
            for start in ones(found):
                with_it = sorted([*busy, (start - prepare, start + length)])
                rested = rests_fit(with_it, rests)
                if not rested or (most is not None and not row_holds(with_it, most, self.settings.row_rest_minutes)):
                    found &= ~(1 << start)
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
            booked = sorted(self.slots[meeting_id][:3] for meeting_id in self.of_interpreter[interpreter.id])
            known[length] = rested_starts(self.windows.shift(interpreter), booked, length, self.settings)
        return known[length]

    def can_interpret(self, meeting: Meeting, start: int, interpreter: int | None) -> bool:
        """Whether this interpreter has the languages and is free and rested for the meeting."""
        able = [candidate for candidate in self.able[meeting.id] if candidate.id == interpreter]
        return any(self.interpreter_starts(candidate, meeting.minutes) >> start & 1 for candidate in able)

    def allows(self, meeting: Meeting, start: int, walls: Collection[str]) -> bool:
        """Whether these walls, were they the only ones, allow a start."""
        return bool(self.starts(meeting, without=WALLS - set(walls)) >> start & 1)

    def apart(self, meeting: Meeting, start: int, other: int) -> bool:
        """Whether the person can go from one meeting to the other, wherever the first were held."""
        slot, person = self.slots[other], self.problem.person_by_id[meeting.person]
        there = self.zone_of(self.problem.meeting_by_id[other], slot.rooms)
        groups = range(len(self.rooms)) if meeting.needs_quiet else [None]
        way = min(self.way(person, self.zone_of(meeting, group), there) for group in groups or [None])
        return slot.end + way <= start - self.prepare[meeting.id] or start + meeting.minutes + way <= slot.begin

    def on_shift_starts(self, interpreter: Interpreter, meeting: Meeting) -> Bits:
        """The starts that lie within this interpreter's shift, whether taken or not."""
        prepare = self.prepare[meeting.id]
        return runs(self.windows.shift(interpreter), prepare + meeting.minutes) << prepare

    # Changes

    def place(self, meeting: Meeting, start: int, interpreter: int | None = None, rooms: int | None = None) -> None:
        """Place a meeting where ``starts`` allows it; of interpreter and rooms, if not named, the first who can."""
        if meeting.needs_languages and interpreter is None:
            able = (
                candidate
                for candidate in self.able[meeting.id]
                if self.interpreter_starts(candidate, meeting.minutes) >> start & 1
            )
            interpreter = next(able).id
        if meeting.needs_quiet and rooms is None:
            rooms = next(group for group in range(len(self.rooms)) if self.room_holds(meeting, group, start))
        self._set(meeting, Slot(start - self.prepare[meeting.id], start, start + meeting.minutes, interpreter, rooms))
        self._changes.append((meeting.id, None))

    def put(self, placed: Placed) -> None:
        """Place a meeting as it is placed in a result, whether that is allowed or not."""
        meeting = self.problem.meeting_by_id[placed.meeting]
        start = placed.start - self.problem.opens
        interpreter = placed.interpreter if placed.interpreter in self.of_interpreter else None
        rooms = None
        for at, group in enumerate(self.rooms):
            if placed.quiet_room in [room.id for room in group]:
                rooms = at
        begin = start - (self.prepare[meeting.id] if placed.interpreter is not None else 0)
        self._set(meeting, Slot(begin, start, start + meeting.minutes, interpreter, rooms))
        self._changes.append((meeting.id, None))

    def room_holds(self, meeting: Meeting, rooms: int, start: int) -> bool:
        """Whether a room of this group is free for the meeting, and the person can be there in time."""
        here = self.room_starts(rooms, meeting.minutes) & 1 << start
        return bool(self._personal_starts(meeting, self.zone_of(meeting, rooms), here, NOTHING))

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
        if before is not None:
            for ids in self._lists(meeting, before):
                ids.remove(meeting.id)
            self.value -= meeting.weight + (0 if self.of_person[meeting.person] else self.first_counts)
        if slot is not None:
            self.value += meeting.weight + (0 if self.of_person[meeting.person] else self.first_counts)
            self.slots[meeting.id] = slot
            for ids in self._lists(meeting, slot):
                ids.append(meeting.id)
        booth = self.problem.booth_by_id[meeting.booth]
        self._full[booth.id] = self._where_full(self.of_booth[booth.id], booth.desks)
        for changed in (before, slot):
            if changed is not None and changed.interpreter is not None:
                self._interpreter_starts[changed.interpreter].clear()
            if changed is not None and changed.rooms is not None:
                capacity = len(self.rooms[changed.rooms])
                self._no_room[changed.rooms] = self._where_full(self.in_rooms[changed.rooms], capacity)

    def _lists(self, meeting: Meeting, slot: Slot) -> Iterator[list[int]]:
        yield self.of_person[meeting.person]
        yield self.of_booth[meeting.booth]
        if slot.interpreter is not None:
            yield self.of_interpreter[slot.interpreter]
        if slot.rooms is not None:
            yield self.in_rooms[slot.rooms]

    def _where_full(self, meeting_ids: Sequence[int], capacity: int) -> Bits:
        """The minutes in which at least ``capacity`` of the meetings are held at once."""
        if capacity > len(meeting_ids):
            return 0
        levels = [0] * capacity
        for slot in (self.slots[meeting_id] for meeting_id in meeting_ids):
            carry = self.windows.span(slot.start, slot.end)
            for level in range(capacity):
                levels[level], carry = levels[level] | carry, levels[level] & carry
        return levels[-1]

    def related(self, meeting: Meeting) -> list[int]:
        """The placed meetings that share something with this one, by id."""
        shared = [self.of_person[meeting.person], self.of_booth[meeting.booth]]
        shared += [self.of_interpreter[interpreter.id] for interpreter in self.able[meeting.id]]
        shared += self.in_rooms if meeting.needs_quiet else []
        return sorted(set(chain.from_iterable(shared)) - {meeting.id})


def first_counts(problem: Problem, settings: Settings) -> int:
    """What somebody's first meeting counts beyond its weight."""
    if settings.first_counts is not None:
        return settings.first_counts
    return max((meeting.weight for meeting in problem.meetings), default=0)


def _groups(problem: Problem) -> list[list[QuietRoom]]:
    """Quiet rooms that are alike, group by group, each by id."""
    groups: dict[tuple[int | None, int | None, Zone | None], list[QuietRoom]] = {}
    for room in sorted(problem.room_by_id.values(), key=lambda room: room.id):
        groups.setdefault((room.opens, room.closes, room.zone), []).append(room)
    return list(groups.values())
