"""Refusing bad input with a sentence that names side, row and field."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from engines.scheduling.given import Rest, Span, Zone

MOST_RESTS = 5  # that one person may ask for; their order is tried in all ways
SLOWEST = 1000  # percent


class BadProblem(ValueError):
    """Bad input. The sentence names side, row (counted from 0) and field, and says what to give."""

    def __init__(self, side: str, row: int | None, field_name: str, what: str) -> None:
        self.side, self.row, self.field = side, row, field_name
        where = side if row is None else f"{side} row {row}"
        super().__init__(f"{where}, {field_name}: {what}.")


class _Numbered(Protocol):
    @property
    def id(self) -> int: ...


One = TypeVar("One", bound=_Numbered)


def whole(
    side: str, row: int | None, name: str, value: object, least: int | None = None, most: int | None = None
) -> None:
    """A whole number within its limits."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadProblem(side, row, name, f"{value!r} cannot be; give a whole number")
    if least is not None and value < least:
        raise BadProblem(side, row, name, f"{value} cannot be; give a whole number from {least} up")
    if most is not None and value > most:
        raise BadProblem(side, row, name, f"{value} cannot be; give a whole number up to {most}")


def own_ids(side: str, rows: tuple[One, ...]) -> tuple[One, ...]:
    """Rows of which no two have the same id."""
    seen: set[int] = set()
    for row, item in enumerate(rows):
        whole(side, row, "id", item.id)
        if item.id in seen:
            raise BadProblem(side, row, "id", f"{item.id} is the id of an earlier row; give each its own")
        seen.add(item.id)
    return rows


def window(side: str, row: int, first: tuple[str, int | None], last: tuple[str, int | None]) -> None:
    """Two times in order, either of which may be open."""
    for name, value in (first, last):
        if value is not None:
            whole(side, row, name, value)
    if first[1] is not None and last[1] is not None and last[1] < first[1]:
        raise BadProblem(side, row, last[0], f"it is before {first[0]}; exchange the two")


def spans(side: str, row: int | None, given: Collection[Span]) -> tuple[Span, ...]:
    """Breaks, sorted; each ends no earlier than it starts."""
    kept = []
    for span in given:
        if not isinstance(span, tuple | list) or len(span) != 2:
            raise BadProblem(side, row, "breaks", f"{span!r} is not a pair of two times")
        for value in span:
            whole(side, row, "breaks", value)
        if span[1] < span[0]:
            raise BadProblem(side, row, "breaks", f"{tuple(span)} ends before it starts; exchange the two")
        kept.append((span[0], span[1]))
    return tuple(sorted(kept))


def languages(side: str, row: int, name: str, given: Collection[str]) -> frozenset[str]:
    """Names of languages, none of them empty."""
    if isinstance(given, str) or not all(isinstance(word, str) and word for word in given):
        raise BadProblem(side, row, name, f"{given!r} is not a list of languages")
    return frozenset(given)


def rests(row: int, given: Collection[Rest]) -> tuple[Rest, ...]:
    """The rests that the person of a row asked for."""
    kept = tuple(given)
    for rest in kept:
        if not isinstance(rest, Rest):
            raise BadProblem("people", row, "rests", f"{rest!r} is not a Rest")
        whole("people", row, "rests", rest.minutes, least=1)
        window("people", row, ("rests", rest.earliest), ("rests", rest.latest))
        if rest.earliest is not None and rest.latest is not None and rest.latest - rest.earliest < rest.minutes:
            raise BadProblem("people", row, "rests", f"{rest.minutes} minutes do not fit into its window")
    if len(kept) > MOST_RESTS:
        raise BadProblem("people", row, "rests", f"{len(kept)} cannot be; give at most {MOST_RESTS}")
    return kept


def zone(side: str, row: int, given: object) -> None:
    """A zone's key: a whole number or a name."""
    if given is not None and (isinstance(given, bool) or not isinstance(given, int | str)):
        raise BadProblem(side, row, "zone", f"{given!r} cannot be; give a whole number, a name or None")


def ways(given: Mapping[tuple[Zone, Zone], int], longest: int) -> dict[tuple[Zone, Zone], int]:
    """Minutes between zones, to be read in both directions."""
    both: dict[tuple[Zone, Zone], int] = {}
    for row, (pair, minutes) in enumerate(_items(given)):
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise BadProblem("ways", row, "zones", f"{pair!r} is not a pair of two zones")
        whole("ways", row, "minutes", minutes, least=0, most=longest)
        for turned in (pair, pair[::-1]):
            if both.setdefault(turned, minutes) != minutes:
                raise BadProblem(
                    "ways", row, "minutes", f"{pair!r} takes {minutes} and {both[turned]}; give one of them"
                )
    return both


def _items(given: Any) -> Iterable[tuple[Any, Any]]:
    if not isinstance(given, Mapping):
        raise BadProblem("ways", None, "zones", "give a mapping of two zones to minutes")
    return given.items()
