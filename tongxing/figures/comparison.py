"""What differs between two lists of entries behind one figure."""

from collections.abc import Iterable
from dataclasses import dataclass

ADDED, CHANGED, MISSING = "added", "changed", "missing"


@dataclass(frozen=True)
class Change:
    """One entry that differs: added, changed or missing."""

    what: str
    number: str


def changes(before: Iterable, after: Iterable) -> list[Change]:
    """How the entries ``after`` differ from those ``before``, in the order of their numbers."""

    def by_number(lines) -> dict[str, tuple]:
        return {line.number: (line.amount, line.group, line.facts) for line in lines}

    old, new = by_number(before), by_number(after)
    found = []
    for number in sorted(old.keys() | new.keys()):
        if number not in new:
            found.append(Change(MISSING, number))
        elif number not in old:
            found.append(Change(ADDED, number))
        elif old[number] != new[number]:
            found.append(Change(CHANGED, number))
    return found
