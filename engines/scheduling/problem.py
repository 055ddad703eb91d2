"""A timetable problem, refused when anything in it is wrong."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol, TypeVar

from engines.scheduling.given import Booth, Interpreter, Meeting, Person, Span

LONGEST = 14 * 24 * 60  # minutes that a fair may be open; more is a slip of the unit


class _Numbered(Protocol):
    @property
    def id(self) -> int: ...


One = TypeVar("One", bound=_Numbered)


class BadProblem(ValueError):
    """Bad input. The sentence names side, row (counted from 0) and field, and says what to give."""

    def __init__(self, side: str, row: int | None, field_name: str, what: str) -> None:
        self.side, self.row, self.field = side, row, field_name
        where = side if row is None else f"{side} row {row}"
        super().__init__(f"{where}, {field_name}: {what}.")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Meetings to be placed. Raises ``BadProblem``.

    opens, closes : the fair's hours; breaks : when nobody meets, such as lunch. quiet_rooms : their ids.
    """

    meetings: Sequence[Meeting]
    people: Sequence[Person]
    booths: Sequence[Booth]
    opens: int
    closes: int
    interpreters: Sequence[Interpreter] = ()
    quiet_rooms: Sequence[int] = ()
    breaks: Collection[Span] = field(default=())

    def __post_init__(self) -> None:
        for name in ("opens", "closes"):
            _whole("fair", None, name, getattr(self, name))
        if not 0 <= self.closes - self.opens <= LONGEST:
            raise BadProblem("fair", None, "closes", "give a time after opens, at most two weeks later")
        self._keep("breaks", _spans("fair", None, self.breaks))
        self._keep("quiet_rooms", tuple(self.quiet_rooms))
        for row, room in enumerate(self.quiet_rooms):
            _whole("quiet_rooms", row, "id", room)
            if room in self.quiet_rooms[:row]:
                raise BadProblem("quiet_rooms", row, "id", f"{room} is there twice; give each its own")
        people, booths = tuple(self.people), tuple(self.booths)
        for row, person in enumerate(people):
            _window("people", row, ("arrives", person.arrives), ("leaves", person.leaves))
        for row, booth in enumerate(booths):
            _whole("booths", row, "desks", booth.desks, least=1)
            _window("booths", row, ("opens", booth.opens), ("closes", booth.closes))
        self._keep("people", _own_ids("people", people))
        booths = tuple(replace(one, breaks=_spans("booths", row, one.breaks)) for row, one in enumerate(booths))
        self._keep("booths", _own_ids("booths", booths))
        for row, interpreter in enumerate(self.interpreters):
            _window("interpreters", row, ("begins", interpreter.begins), ("ends", interpreter.ends))
        interpreters = tuple(
            replace(one, languages=_languages("interpreters", row, "languages", one.languages))
            for row, one in enumerate(self.interpreters)
        )
        self._keep("interpreters", _own_ids("interpreters", interpreters))
        meetings = tuple(self._meeting(row, one) for row, one in enumerate(self.meetings))
        self._keep("meetings", _own_ids("meetings", meetings))

    def _keep(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    def _meeting(self, row: int, one: Meeting) -> Meeting:
        _whole("meetings", row, "minutes", one.minutes, least=1)
        if one.minutes > LONGEST:
            raise BadProblem("meetings", row, "minutes", f"{one.minutes} is more than two weeks")
        _whole("meetings", row, "weight", one.weight, least=1)
        if not isinstance(one.needs_quiet, bool):
            raise BadProblem("meetings", row, "needs_quiet", f"{one.needs_quiet!r} cannot be; give True or False")
        if one.person not in self.person_by_id:
            raise BadProblem("meetings", row, "person", f"there is no person {one.person}; add them to people")
        if one.booth not in self.booth_by_id:
            raise BadProblem("meetings", row, "booth", f"there is no booth {one.booth}; add it to booths")
        return replace(one, needs_languages=_languages("meetings", row, "needs_languages", one.needs_languages))

    @cached_property
    def meeting_by_id(self) -> dict[int, Meeting]:
        return {one.id: one for one in self.meetings}

    @cached_property
    def person_by_id(self) -> dict[int, Person]:
        return {one.id: one for one in self.people}

    @cached_property
    def booth_by_id(self) -> dict[int, Booth]:
        return {one.id: one for one in self.booths}

    @cached_property
    def interpreter_by_id(self) -> dict[int, Interpreter]:
        return {one.id: one for one in self.interpreters}


def _whole(side: str, row: int | None, name: str, value: object, least: int | None = None) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadProblem(side, row, name, f"{value!r} cannot be; give a whole number")
    if least is not None and value < least:
        raise BadProblem(side, row, name, f"{value} cannot be; give a whole number from {least} up")


def _own_ids(side: str, rows: tuple[One, ...]) -> tuple[One, ...]:
    seen: set[int] = set()
    for row, one in enumerate(rows):
        _whole(side, row, "id", one.id)
        if one.id in seen:
            raise BadProblem(side, row, "id", f"{one.id} is the id of an earlier row; give each its own")
        seen.add(one.id)
    return rows


def _window(side: str, row: int, first: tuple[str, int | None], last: tuple[str, int | None]) -> None:
    for name, value in (first, last):
        if value is not None:
            _whole(side, row, name, value)
    if first[1] is not None and last[1] is not None and last[1] < first[1]:
        raise BadProblem(side, row, last[0], f"it is before {first[0]}; exchange the two")


def _spans(side: str, row: int | None, spans: Collection[Span]) -> tuple[Span, ...]:
    kept = []
    for span in spans:
        if not isinstance(span, tuple | list) or len(span) != 2:
            raise BadProblem(side, row, "breaks", f"{span!r} is not a pair of two times")
        for value in span:
            _whole(side, row, "breaks", value)
        if span[1] < span[0]:
            raise BadProblem(side, row, "breaks", f"{tuple(span)} ends before it starts; exchange the two")
        kept.append((span[0], span[1]))
    return tuple(sorted(kept))


def _languages(side: str, row: int, name: str, languages: Collection[str]) -> frozenset[str]:
    if isinstance(languages, str) or not all(isinstance(one, str) and one for one in languages):
        raise BadProblem(side, row, name, f"{languages!r} is not a list of languages")
    return frozenset(languages)
