"""What a timetable is worth: the numbers behind the objectives."""

from collections.abc import Iterable

from engines.scheduling.timetable import Timetable

GREATER_IS_BETTER = {"value": True, "served": True, "waits": False, "finish": False}


def measured(timetable: Timetable, name: str) -> int:
    """The whole timetable by one objective; ``finish`` in minutes from the opening."""
    people = timetable.of_person
    return {
        "value": lambda: timetable.value,
        "served": lambda: served(timetable, people),
        "waits": lambda: waits(timetable, people),
        "finish": lambda: finish(timetable),
    }[name]()


def served(timetable: Timetable, people: Iterable[int]) -> int:
    """How many of the people have a meeting."""
    return sum(1 for person in people if timetable.of_person[person])


def waits(timetable: Timetable, people: Iterable[int]) -> int:
    """Minutes between each person's first and last meeting in which they neither meet nor prepare."""
    total = 0
    for person in people:
        slots = [timetable.slots[meeting] for meeting in timetable.of_person[person]]
        if slots:
            day = max(slot.end for slot in slots) - min(slot.begin for slot in slots)
            total += day - sum(slot.end - slot.begin for slot in slots)
    return total


def finish(timetable: Timetable) -> int:
    """When the last meeting ends; the opening where there is none."""
    return max((slot.end for slot in timetable.slots.values()), default=0)
