"""A timetable problem, refused when anything in it is wrong."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from engines.scheduling import refusing
from engines.scheduling.given import Booth, Interpreter, Meeting, Person, QuietRoom, Span, Zone
from engines.scheduling.refusing import BadProblem

LONGEST = 14 * 24 * 60  # minutes that a fair may be open; more is a slip of the unit


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Meetings to be placed. Raises ``BadProblem``.

    opens, closes : the fair's hours; breaks : when nobody meets, such as lunch. quiet_rooms : rooms, or their
    ids alone. ways : minutes from zone to zone at a pace of 100 percent, the same both ways; 0 where missing.
    """

    meetings: Sequence[Meeting]
    people: Sequence[Person]
    booths: Sequence[Booth]
    opens: int
    closes: int
    interpreters: Sequence[Interpreter] = ()
    quiet_rooms: Sequence[QuietRoom | int] = ()
    breaks: Collection[Span] = field(default=())
    ways: Mapping[tuple[Zone, Zone], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("opens", "closes"):
            refusing.whole("fair", None, name, getattr(self, name))
        if not 0 <= self.closes - self.opens <= LONGEST:
            raise BadProblem("fair", None, "closes", "give a time after opens, at most two weeks later")
        self._keep("breaks", refusing.spans("fair", None, self.breaks))
        self._keep("ways", refusing.ways(self.ways, LONGEST))
        sides: dict[str, Callable[[int, Any], Any]] = {
            "quiet_rooms": _quiet_room,
            "people": _person,
            "booths": _booth,
            "interpreters": _interpreter,
            "meetings": self._meeting,  # the last, as it names the others
        }
        for side, refined in sides.items():
            rows = tuple(refined(row, item) for row, item in enumerate(getattr(self, side)))
            self._keep(side, refusing.own_ids(side, rows))

    def _keep(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    def _meeting(self, row: int, meeting: Meeting) -> Meeting:
        refusing.whole("meetings", row, "minutes", meeting.minutes, least=1)
        if meeting.minutes > LONGEST:
            raise BadProblem("meetings", row, "minutes", f"{meeting.minutes} is more than two weeks")
        refusing.whole("meetings", row, "weight", meeting.weight, least=1)
        if not isinstance(meeting.needs_quiet, bool):
            raise BadProblem("meetings", row, "needs_quiet", f"{meeting.needs_quiet!r} cannot be; give True or False")
        if meeting.person not in self.person_by_id:
            raise BadProblem("meetings", row, "person", f"there is no person {meeting.person}; add them to people")
        if meeting.booth not in self.booth_by_id:
            raise BadProblem("meetings", row, "booth", f"there is no booth {meeting.booth}; add it to booths")
        return replace(
            meeting, needs_languages=refusing.languages("meetings", row, "needs_languages", meeting.needs_languages)
        )

    @cached_property
    def meeting_by_id(self) -> dict[int, Meeting]:
        return {meeting.id: meeting for meeting in self.meetings}

    @cached_property
    def person_by_id(self) -> dict[int, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def booth_by_id(self) -> dict[int, Booth]:
        return {booth.id: booth for booth in self.booths}

    @cached_property
    def interpreter_by_id(self) -> dict[int, Interpreter]:
        return {interpreter.id: interpreter for interpreter in self.interpreters}

    @cached_property
    def room_by_id(self) -> dict[int, QuietRoom]:
        return {room.id: room for room in self.quiet_rooms if isinstance(room, QuietRoom)}


def _person(row: int, person: Person) -> Person:
    refusing.window("people", row, ("arrives", person.arrives), ("leaves", person.leaves))
    refusing.whole("people", row, "pace_percent", person.pace_percent, least=1, most=refusing.SLOWEST)
    if person.most_in_a_row is not None:
        refusing.whole("people", row, "most_in_a_row", person.most_in_a_row, least=1)
    return replace(person, rests=refusing.rests(row, person.rests))


def _booth(row: int, booth: Booth) -> Booth:
    refusing.whole("booths", row, "desks", booth.desks, least=1)
    refusing.window("booths", row, ("opens", booth.opens), ("closes", booth.closes))
    refusing.zone("booths", row, booth.zone)
    return replace(booth, breaks=refusing.spans("booths", row, booth.breaks))


def _interpreter(row: int, interpreter: Interpreter) -> Interpreter:
    refusing.window("interpreters", row, ("begins", interpreter.begins), ("ends", interpreter.ends))
    languages = refusing.languages("interpreters", row, "languages", interpreter.languages)
    return replace(interpreter, languages=languages, breaks=refusing.spans("interpreters", row, interpreter.breaks))


def _quiet_room(row: int, given: QuietRoom | int) -> QuietRoom:
    room = given if isinstance(given, QuietRoom) else QuietRoom(id=given)
    refusing.window("quiet_rooms", row, ("opens", room.opens), ("closes", room.closes))
    refusing.zone("quiet_rooms", row, room.zone)
    return room
