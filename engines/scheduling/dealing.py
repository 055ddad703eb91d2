"""Desks and quiet rooms for meetings whose times stand: enough are free at each moment, so they need only be dealt."""

from collections.abc import Mapping

from engines.scheduling.result import Placed
from engines.scheduling.timetable import Slot, Timetable

Free = dict[int, int]  # number of a desk or room → from when it is free


def dealt(timetable: Timetable, before: Mapping[int, Placed] | None = None) -> tuple[Placed, ...]:
    """All that is placed, by start, then meeting, with desks and rooms given out in that order.

    A meeting of ``before`` keeps its desk and its room where that can be, and in any case if it has begun.
    """
    told = before or {}
    problem = timetable.problem
    desks: dict[int, Free] = {booth.id: dict.fromkeys(range(1, booth.desks + 1), 0) for booth in problem.booths}
    rooms: list[Free] = [dict.fromkeys([room.id for room in group], 0) for group in timetable.rooms]
    found = []
    for meeting_id, slot in sorted(timetable.slots.items(), key=lambda item: (item[1].start, item[0])):
        old = told.get(meeting_id)
        if old is not None and slot.start < timetable.since:
            desks.get(old.booth, {})[old.desk] = slot.end
            if old.quiet_room is not None and slot.rooms is not None:
                rooms[slot.rooms][old.quiet_room] = slot.end
            found.append(old)
            continue
        booth = problem.meeting_by_id[meeting_id].booth
        found.append(
            Placed(
                meeting=meeting_id,
                start=problem.opens + slot.start,
                end=problem.opens + slot.end,
                booth=booth,
                desk=_deal(desks[booth], slot, old.desk if old else None),
                interpreter=old.interpreter if old and slot.begin < timetable.since else slot.interpreter,
                quiet_room=None
                if slot.rooms is None
                else _deal(rooms[slot.rooms], slot, old.quiet_room if old else None),
            )
        )
    return tuple(found)


def _deal(places: Free, slot: Slot, wish: int | None) -> int:
    """The wished place, else the first, that is free at the start; it is taken until the end from now on."""
    free = [number for number, since in places.items() if since <= slot.start]
    number = wish if wish in free else free[0]
    assert number is not None
    places[number] = slot.end
    return number
