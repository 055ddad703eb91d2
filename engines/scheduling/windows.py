"""What hours, breaks and windows allow, whoever is placed."""

from collections.abc import Collection, Iterable

from engines.scheduling.bits import Bits, runs
from engines.scheduling.given import Booth, Interpreter, Meeting, Person, QuietRoom, Span
from engines.scheduling.personal import Wanted
from engines.scheduling.problem import Problem
from engines.scheduling.settings import Settings

WINDOWS = frozenset(
    {"grid", "fair_opens", "fair_closes", "fair_break", "person_arrives", "person_leaves", "booth_closed"}
)


class Windows:
    """Sets of minutes and starts of one problem; they reach beyond the closing.

    So "the fair closes" can be told from other reasons: a meeting that only that keeps out has starts there.
    """

    def __init__(self, problem: Problem, settings: Settings) -> None:
        self.problem, self.settings = problem, settings
        longest = max((meeting.minutes for meeting in problem.meetings), default=0)
        self.hours = problem.closes - problem.opens
        spare = longest + settings.grid_minutes + settings.preparing_minutes + settings.rest_minutes
        self.horizon = self.hours + spare
        self.always: Bits = (1 << self.horizon) - 1
        self.grid: Bits = sum(1 << minute for minute in range(0, self.horizon, settings.grid_minutes))
        self._shifts: dict[int, Bits] = {}

    def of(self, meeting: Meeting, without: Collection[str] = ()) -> Bits:
        """The starts that every wall but those named allows."""
        found = self.always
        for name, starts in self.walls(meeting).items():
            if name not in without:
                found &= starts
        return found

    def walls(self, meeting: Meeting) -> dict[str, Bits]:
        """The starts that each window allows; preparing lies within the person's and the fair's, not the booth's."""
        person, booth = self.problem.person_by_id[meeting.person], self.problem.booth_by_id[meeting.booth]
        length = meeting.minutes
        prepare = self.settings.preparing_minutes if meeting.needs_languages else 0
        leaves = self.horizon if person.leaves is None else person.leaves - self.problem.opens
        there = self._from(person.arrives)
        return {
            "grid": self.grid,
            "fair_opens": self.span(prepare, self.horizon),
            "fair_closes": runs(self.span(0, self.hours), length),
            "fair_break": runs(self.always & ~self.spans(self.problem.breaks), prepare + length) << prepare,
            "person_arrives": self.span(there + prepare, self.horizon),
            "person_leaves": self.span(0, leaves - length + 1),
            "booth_closed": runs(self.open_at(booth), length),
        }

    def open_at(self, booth: Booth) -> Bits:
        """The minutes in which the booth is open, its breaks left out."""
        return self._between(booth.opens, booth.closes) & ~self.spans(booth.breaks)

    def open_room(self, room: QuietRoom) -> Bits:
        """The minutes in which a quiet room is open."""
        return self._between(room.opens, room.closes)

    def open_room_starts(self, room: QuietRoom, length: int) -> Bits:
        """The starts at which a quiet room stays open for so long, whether taken or not."""
        return runs(self.open_room(room), length)

    def shift(self, interpreter: Interpreter) -> Bits:
        """The minutes of an interpreter's shift, their breaks left out."""
        if interpreter.id not in self._shifts:
            shift = self._between(interpreter.begins, interpreter.ends)
            self._shifts[interpreter.id] = shift & ~self.spans(interpreter.breaks)
        return self._shifts[interpreter.id]

    def rests(self, person: Person) -> tuple[Wanted, ...]:
        """The rests that a person asked for, in minutes from the opening."""
        arrives = self.problem.opens if person.arrives is None else person.arrives
        leaves = self.problem.closes if person.leaves is None else person.leaves
        opens = self.problem.opens
        return tuple(
            (
                rest.minutes,
                (arrives if rest.earliest is None else rest.earliest) - opens,
                (leaves if rest.latest is None else rest.latest) - opens,
            )
            for rest in person.rests
        )

    def span(self, start: int, end: int) -> Bits:
        """The minutes from ``start`` until ``end`` that lie within the horizon."""
        start, end = max(start, 0), min(end, self.horizon)
        return (1 << end) - (1 << start) if start < end else 0

    def spans(self, spans: Iterable[Span]) -> Bits:
        """The minutes of some spans, given as the problem counts."""
        found = 0
        for start, end in spans:
            found |= self.span(start - self.problem.opens, end - self.problem.opens)
        return found

    def _from(self, minute: int | None) -> int:
        return 0 if minute is None else minute - self.problem.opens

    def _between(self, first: int | None, last: int | None) -> Bits:
        return self.span(self._from(first), self.horizon if last is None else last - self.problem.opens)
