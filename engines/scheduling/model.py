"""The timetable as a model of CP-SAT: an optional interval for every meeting, and what the intervals share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from engines.scheduling import worth
from engines.scheduling.bits import Bits, ones
from engines.scheduling.given import Meeting, Person, Zone
from engines.scheduling.solvers import cp_model
from engines.scheduling.timetable import Slot, Timetable

if TYPE_CHECKING:
    Literal = cp_model.IntVar


@dataclass(frozen=True)
class Option:
    """One meeting in the model; minutes count from the opening.

    placed : whether it takes place. interpreters, rooms : by id, or group of rooms, whether it is this one;
    empty where the meeting needs none.
    """

    meeting: Meeting
    prepare: int
    start: cp_model.IntVar
    placed: Literal
    interpreters: dict[int, Literal]
    rooms: dict[int, Literal]

    @property
    def begin(self) -> cp_model.LinearExpr:
        """When preparing begins."""
        return self.start - self.prepare

    @property
    def end(self) -> cp_model.LinearExpr:
        """When the meeting ends."""
        return self.start + self.meeting.minutes


class Model:
    """Meetings that are ``free`` to be placed anywhere or nowhere, beside those that stay as they are placed."""

    def __init__(self, timetable: Timetable, free: Collection[int]) -> None:
        self.timetable = timetable
        self.cp = cp_model.CpModel()
        self.options: dict[int, Option] = {}
        for meeting in timetable.meetings:
            starts = timetable.fixed_starts(meeting)
            if meeting.id in free and starts:
                self.options[meeting.id] = self._option(meeting, starts)
        self.kept = {meeting_id: slot for meeting_id, slot in timetable.slots.items() if meeting_id not in free}
        self.of_person: dict[int, list[Option]] = defaultdict(list)
        for option in self.options.values():
            self.of_person[option.meeting.person].append(option)
        self.served = {person: self._any(options) for person, options in sorted(self.of_person.items())}
        for person in sorted(self.of_person):
            self._person(timetable.problem.person_by_id[person])
        self._booths()
        self._rooms()
        self._interpreters()

    def _option(self, meeting: Meeting, starts: Bits) -> Option:
        start = self.cp.new_int_var_from_domain(_domain(starts), f"start {meeting.id}")
        placed = self.cp.new_bool_var(f"placed {meeting.id}")
        timetable, prepare = self.timetable, self.timetable.prepare[meeting.id]
        interpreters, rooms = {}, {}
        if meeting.needs_languages:
            long = meeting.minutes > timetable.settings.interpreting_minutes
            for interpreter in [] if long else timetable.able[meeting.id]:
                interpreters[interpreter.id] = self._mode(
                    start, starts, timetable.on_shift_starts(interpreter, meeting)
                )
            self.cp.add(cp_model.LinearExpr.sum(list(interpreters.values())) == placed)
        if meeting.needs_quiet:
            for group, alike in enumerate(timetable.rooms):
                is_open = timetable.windows.open_room_starts(alike[0], meeting.minutes)
                rooms[group] = self._mode(start, starts, is_open)
            self.cp.add(cp_model.LinearExpr.sum(list(rooms.values())) == placed)
        return Option(meeting, prepare, start, placed, interpreters, rooms)

    def _mode(self, start: cp_model.IntVar, starts: Bits, allowed: Bits) -> Literal:
        """A choice that a meeting may make for some of its starts only."""
        chosen = self.cp.new_bool_var("")
        if not starts & allowed:
            self.cp.add(chosen == 0)
        elif starts & ~allowed:
            self.cp.add_linear_expression_in_domain(start, _domain(starts & allowed)).only_enforce_if(chosen)
        return chosen

    def _any(self, options: Sequence[Option]) -> Literal:
        """Whether the person of these options has a meeting."""
        if any(meeting_id in self.kept for meeting_id in self.timetable.of_person[options[0].meeting.person]):
            return self.cp.new_constant(1)
        if len(options) == 1:
            return options[0].placed
        served = self.cp.new_bool_var("")
        self.cp.add_max_equality(served, [option.placed for option in options])
        return served

    # What is wanted

    def measure(self, name: str) -> cp_model.LinearExprT:
        """One of the objectives, counted over what the free meetings can change."""
        return {"value": self._value, "served": self._served, "waits": self._waits, "finish": self._finish}[name]()

    def _value(self) -> cp_model.LinearExprT:
        weights = cp_model.LinearExpr.sum([option.meeting.weight * option.placed for option in self.options.values()])
        return cp_model.LinearExpr.sum([weights, self._served() * self.timetable.first_counts])

    def _served(self) -> cp_model.LinearExprT:
        return cp_model.LinearExpr.sum(list(self.served.values()))

    def _waits(self) -> cp_model.LinearExprT:
        waits: list[cp_model.LinearExprT] = []
        low, high = 0, self.timetable.windows.horizon
        for person, options in self.of_person.items():
            kept = [self.kept[meeting_id] for meeting_id in self.timetable.of_person[person] if meeting_id in self.kept]
            if len(options) + len(kept) < 2:
                continue
            first = self.cp.new_int_var(min([low, *(slot.begin for slot in kept)]), high, "")
            last = self.cp.new_int_var(low, max([high, *(slot.end for slot in kept)]), "")
            self.cp.add(first <= last)
            for option in options:
                self.cp.add(first <= option.begin).only_enforce_if(option.placed)
                self.cp.add(option.end <= last).only_enforce_if(option.placed)
            for slot in kept:
                self.cp.add(first <= slot.begin)
                self.cp.add(slot.end <= last)
            taken = cp_model.LinearExpr.sum(
                [(option.prepare + option.meeting.minutes) * option.placed for option in options]
            )
            waits.append(last - first - taken - sum(slot.end - slot.begin for slot in kept))
        return cp_model.LinearExpr.sum(waits)

    def _finish(self) -> cp_model.LinearExprT:
        latest = max((slot.end for slot in self.kept.values()), default=0)
        finish = self.cp.new_int_var(latest, max(latest, self.timetable.windows.hours), "")
        for option in self.options.values():
            self.cp.add(option.end <= finish).only_enforce_if(option.placed)
        return finish

    def now(self, name: str) -> int:
        """What ``measure`` gives for the timetable as it is."""
        timetable = self.timetable
        if name == "value":
            weights = sum(
                option.meeting.weight for option in self.options.values() if option.meeting.id in timetable.slots
            )
            return weights + timetable.first_counts * worth.served(timetable, self.of_person)
        if name == "served":
            return worth.served(timetable, self.of_person)
        return worth.waits(timetable, self.of_person) if name == "waits" else worth.finish(timetable)

    def hint(self) -> None:
        """Begin from what is placed now."""
        for meeting_id, option in self.options.items():
            slot = self.timetable.slots.get(meeting_id)
            self.cp.add_hint(option.placed, slot is not None)
            if slot is not None:
                self.cp.add_hint(option.start, slot.start)
            for choices, chosen in (
                (option.interpreters, slot and slot.interpreter),
                (option.rooms, slot and slot.rooms),
            ):
                for key, literal in choices.items():
                    self.cp.add_hint(literal, slot is not None and key == chosen)

    def take(self, solver: cp_model.CpSolver) -> None:
        """Place the free meetings as the solver found."""
        for meeting_id in self.options:
            if meeting_id in self.timetable.slots:
                self.timetable.remove(self.options[meeting_id].meeting)
        for option in self.options.values():
            if solver.boolean_value(option.placed):
                chosen = [
                    next((key for key, choice in choices.items() if solver.boolean_value(choice)), None)
                    for choices in (option.interpreters, option.rooms)
                ]
                self.timetable.place(option.meeting, solver.value(option.start), *chosen)

    # People

    def _person(self, person: Person) -> None:
        """No two meetings at once, ways in between, rests and pauses."""
        options = self.of_person[person.id]
        kept = [self.kept[meeting_id] for meeting_id in self.timetable.of_person[person.id] if meeting_id in self.kept]
        zones = {self._zone(option, group) for option in options for group in option.rooms or [None]}
        fixed = {
            meeting_id: self._kept_zone(meeting_id)
            for meeting_id in self.timetable.of_person[person.id]
            if meeting_id in self.kept
        }
        every = [*zones, *fixed.values()]
        ways = [self.timetable.way(person, first, other) for first in every for other in every]
        least = min(ways, default=0)
        apart = [self._interval(option, least) for option in options]
        apart += [self._fixed(slot.begin, slot.end + least) for slot in kept]
        self.cp.add_no_overlap(apart)
        if max(ways, default=0) > least:
            self._walk(person, options, fixed, least)
        rests = self.timetable.windows.rests(person)
        if rests:
            busy = [self._interval(option, 0) for option in options] + [
                self._fixed(slot.begin, slot.end) for slot in kept
            ]
            for minutes, earliest, latest in rests:
                if latest - earliest < minutes:
                    self.cp.add(self.served[person.id] == 0)
                    return
                start = self.cp.new_int_var(earliest, latest - minutes, "")
                served = self.served[person.id]
                busy.append(self.cp.new_optional_interval_var(start, minutes, start + minutes, served, ""))
            self.cp.add_no_overlap(busy)
        if person.most_in_a_row is not None and len(options) + len(kept) > person.most_in_a_row:
            works = [(option, option.placed, 1) for option in options]
            pause = self.timetable.settings.row_rest_minutes
            self._stretches(works, [(slot, 1) for slot in kept], person.most_in_a_row, pause)

    def _walk(self, person: Person, options: list[Option], fixed: dict[int, Zone | None], least: int) -> None:
        """Ways that take longer than the least one, pair by pair."""
        for option, other in combinations(options, 2):
            for group, here in self._held(option):
                for other_group, there in self._held(other):
                    way = self.timetable.way(person, here, there)
                    if way > least:
                        first, second = self.cp.new_bool_var(""), self.cp.new_bool_var("")
                        self.cp.add(option.end + way <= other.begin).only_enforce_if(first)
                        self.cp.add(other.end + way <= option.begin).only_enforce_if(second)
                        self.cp.add_bool_or([first, second, ~group, ~other_group])
        for option in options:
            for group, here in self._held(option):
                for meeting_id, there in fixed.items():
                    way, slot = self.timetable.way(person, here, there), self.kept[meeting_id]
                    if way > least:
                        first, second = self.cp.new_bool_var(""), self.cp.new_bool_var("")
                        self.cp.add(option.end + way <= slot.begin).only_enforce_if(first)
                        self.cp.add(slot.end + way <= option.begin).only_enforce_if(second)
                        self.cp.add_bool_or([first, second, ~group])

    def _held(self, option: Option) -> list[tuple[Literal, Zone | None]]:
        """Where a meeting may be held, each with whether it is."""
        if not option.rooms:
            return [(option.placed, self._zone(option, None))]
        return [(chosen, self._zone(option, group)) for group, chosen in option.rooms.items()]

    def _zone(self, option: Option, group: int | None) -> Zone | None:
        return self.timetable.zone_of(option.meeting, group)

    def _kept_zone(self, meeting_id: int) -> Zone | None:
        return self.timetable.zone_of(self.timetable.problem.meeting_by_id[meeting_id], self.kept[meeting_id].rooms)

    # Booths, rooms, interpreters

    def _booths(self) -> None:
        for booth_id, options in self._shared(lambda option: {option.meeting.booth: option.placed}).items():
            kept = [
                self.kept[meeting_id] for meeting_id in self.timetable.of_booth[booth_id] if meeting_id in self.kept
            ]
            self._at_most(options, kept, self.timetable.problem.booth_by_id[booth_id].desks)

    def _rooms(self) -> None:
        for group, options in self._shared(lambda option: option.rooms).items():
            kept = [self.kept[room] for room in self.timetable.in_rooms[group] if room in self.kept]
            self._at_most(options, kept, len(self.timetable.rooms[group]))

    def _shared(self, choices: Callable[[Option], dict[int, Literal]]) -> dict[int, list[tuple[Option, Literal]]]:
        found: dict[int, list[tuple[Option, Literal]]] = defaultdict(list)
        for option in self.options.values():
            for key, chosen in choices(option).items():
                found[key].append((option, chosen))
        return dict(sorted(found.items()))

    def _at_most(self, options: list[tuple[Option, Literal]], kept: list[Slot], capacity: int) -> None:
        if len(options) + len(kept) <= capacity:
            return
        spans = [
            self.cp.new_optional_interval_var(option.start, option.meeting.minutes, option.end, chosen, "")
            for option, chosen in options
        ]
        spans += [self._fixed(slot.start, slot.end) for slot in kept]
        if capacity == 1:
            self.cp.add_no_overlap(spans)
        else:
            self.cp.add_cumulative(spans, [1] * len(spans), capacity)

    def _interpreters(self) -> None:
        settings = self.timetable.settings
        for interpreter, options in self._shared(lambda option: option.interpreters).items():
            kept = [
                self.kept[meeting_id]
                for meeting_id in self.timetable.of_interpreter[interpreter]
                if meeting_id in self.kept
            ]
            works = [(option, chosen, option.meeting.minutes) for option, chosen in options]
            busy = [
                self.cp.new_optional_interval_var(
                    option.begin, option.prepare + option.meeting.minutes, option.end, chosen, ""
                )
                for option, chosen in options
            ]
            self.cp.add_no_overlap([*busy, *(self._fixed(slot.begin, slot.end) for slot in kept)])
            fixed = [(slot, slot.end - slot.start) for slot in kept]
            self._stretches(works, fixed, settings.interpreting_minutes, settings.rest_minutes)

    def _stretches(
        self,
        works: list[tuple[Option, Literal, int]],
        fixed: list[tuple[Slot, int]],
        capacity: int,
        rest: int,
    ) -> None:
        """Cut the day into stretches of at most ``capacity`` with a rest in between, each meeting in one of them."""
        if sum(size for _, _, size in works) + sum(size for _, size in fixed) <= capacity:
            return
        shortest = min(
            [option.prepare + option.meeting.minutes for option, _, _ in works] + [s.end - s.begin for s, _ in fixed]
        )
        horizon = self.timetable.windows.hours
        many = min(len(works) + len(fixed), max(horizon + rest, 0) // (shortest + rest) + 1)
        low = min([0, *(slot.begin for slot, _ in fixed)])
        high = max([horizon, *(slot.end for slot, _ in fixed)])
        begins = [self.cp.new_int_var(low, high, "") for _ in range(many)]
        ends = [self.cp.new_int_var(low, high, "") for _ in range(many)]
        used = [self.cp.new_bool_var("") for _ in range(many)]
        for at in range(many - 1):
            self.cp.add_implication(used[at + 1], used[at])
            self.cp.add(ends[at] + rest <= begins[at + 1]).only_enforce_if(used[at + 1])
            self.cp.add(begins[at] <= ends[at])
        inside: list[list[tuple[Literal, int]]] = [[] for _ in range(many)]
        every: list[tuple[cp_model.LinearExprT, cp_model.LinearExprT, Literal, int]]
        every = [(option.begin, option.end, chosen, size) for option, chosen, size in works]
        every += [(slot.begin, slot.end, self.cp.new_constant(1), size) for slot, size in fixed]
        now = self._spells([*((self._slot(option, chosen), 0) for option, chosen, _ in works), *fixed], rest)
        for at, (begin, end, chosen, size) in enumerate(every):
            spell = now.get(at)
            chosen_at = [self.cp.new_bool_var("") for _ in range(many)]
            self.cp.add(cp_model.LinearExpr.sum(chosen_at) == chosen)
            for number, here in enumerate(chosen_at):
                self.cp.add(begins[number] <= begin).only_enforce_if(here)
                self.cp.add(end <= ends[number]).only_enforce_if(here)
                inside[number].append((here, size))
                self.cp.add_hint(here, number == spell)
        most = capacity // min(size for *_, size in every)
        for some, is_used in zip(inside, used, strict=True):
            literals, sizes = [literal for literal, _ in some], [size for _, size in some]
            self.cp.add(cp_model.LinearExpr.weighted_sum(literals, sizes) <= capacity * is_used)
            self.cp.add(cp_model.LinearExpr.sum(literals) <= most * is_used)

    def _slot(self, option: Option, chosen: Literal) -> Slot | None:
        """Where the meeting is now, if it is with this interpreter, or if no interpreter is meant."""
        slot = self.timetable.slots.get(option.meeting.id)
        if slot is None or chosen is option.placed:
            return slot
        is_theirs = slot.interpreter is not None and option.interpreters.get(slot.interpreter) is chosen
        return slot if is_theirs else None

    def _spells(self, works: Sequence[tuple[Slot | None, int]], rest: int) -> dict[int, int]:
        """In which stretch each of these is now, by its place in the list; a hint for the solver."""
        found: dict[int, int] = {}
        spell, free_from = -1, None
        for slot, at in sorted((slot, at) for at, (slot, _) in enumerate(works) if slot is not None):
            spell += free_from is None or slot.begin - free_from >= rest
            found[at], free_from = spell, slot.end
        return found

    def _interval(self, option: Option, more: int) -> cp_model.IntervalVar:
        """The time that a meeting takes its person, and ``more`` minutes behind it."""
        size = option.prepare + option.meeting.minutes + more
        return self.cp.new_optional_interval_var(option.begin, size, option.end + more, option.placed, "")

    def _fixed(self, start: int, end: int) -> cp_model.IntervalVar:
        return self.cp.new_fixed_size_interval_var(start, end - start, "")


def _domain(starts: Bits) -> cp_model.Domain:
    return cp_model.Domain.from_values(list(ones(starts)))
