"""Moving one meeting by hand: its new place, or every rule that the move breaks."""

from dataclasses import dataclass

from engines.scheduling.explaining import ORDER, fact, known, timetable_of
from engines.scheduling.given import Meeting
from engines.scheduling.problem import Problem
from engines.scheduling.result import Fact, Placed, Result
from engines.scheduling.timetable import Timetable


@dataclass(frozen=True, kw_only=True)
class Move:
    """What comes of a move: the new place, or else the rules that it breaks."""

    placed: Placed | None
    breaks: tuple[Fact, ...]


def move(problem: Problem, result: Result, meeting_id: int, *, start: int, booth_desk: int | None = None) -> Move:
    """One meeting, placed or left out, at another start, with nothing else moved.

    Where no rule breaks, the place has a desk (``booth_desk`` if given), an interpreter and a quiet room that are
    free then. Else ``breaks`` holds the codes of ``explain`` for this one start, and beside them ``off_grid``
    (grid, opens), ``fair_opens`` (opens, needed), ``desk_taken`` (booth, desk, meetings) and
    ``no_such_desk`` (booth, desk, desks). ``person_busy`` names just the ``meetings`` in the way.
    Raises ``LookupError`` for a meeting that is not there.
    """
    meeting = known(problem, meeting_id)
    timetable = timetable_of(problem, result)
    if meeting_id in timetable.slots:
        timetable.remove(meeting)
    others = tuple(placement for placement in result.placed if placement.meeting != meeting_id)
    at = start - problem.opens
    breaks = broken(timetable, meeting, at)
    desks = [desk for desk in _desks(problem, meeting) if not _taken(others, meeting, start, desk)]
    rooms = [room for room in _rooms(timetable, meeting, at) if not _room_taken(others, meeting, start, room)]
    if booth_desk is not None:
        breaks += _desk_breaks(problem, meeting, others, start, booth_desk)
        desks = [desk for desk in desks if desk == booth_desk]
    # As many as are needed may be free at each moment, but none all the time.
    if not breaks and not desks:
        breaks.append(fact(timetable, meeting, "booth_full", 1 << at, ("booth_full",)))
    if not breaks and not rooms:
        breaks.append(fact(timetable, meeting, "quiet_rooms", 1 << at, ("quiet_rooms",)))
    if breaks:
        return Move(placed=None, breaks=tuple(breaks))
    timetable.place(meeting, at)
    old = result.placed_by_meeting.get(meeting_id)
    interpreter = timetable.slots[meeting_id].interpreter
    if old is not None and timetable.can_interpret(meeting, at, old.interpreter):
        interpreter = old.interpreter
    return Move(
        placed=Placed(
            meeting=meeting_id,
            start=start,
            end=start + meeting.minutes,
            booth=meeting.booth,
            desk=old.desk if old and old.desk in desks else desks[0],
            interpreter=interpreter,
            quiet_room=old.quiet_room if old and old.quiet_room in rooms else rooms[0],
        ),
        breaks=(),
    )


def broken(timetable: Timetable, meeting: Meeting, at: int) -> list[Fact]:
    """The rules that a meeting breaks at a start, in minutes from the opening, beside all that is placed."""
    problem, settings = timetable.problem, timetable.settings
    begin, end = at - timetable.prepare[meeting.id], at + meeting.minutes
    found: list[Fact] = []
    if at % settings.grid_minutes:
        found.append({"code": "off_grid", "grid": settings.grid_minutes, "opens": problem.opens})
    if begin < 0:
        return [*found, {"code": "fair_opens", "opens": problem.opens, "needed": problem.opens + begin}]
    if end > timetable.windows.horizon:
        return [*found, {"code": "fair_closes", "closes": problem.closes, "needed": problem.opens + end}]
    names = [name for name in ORDER if not timetable.allows(meeting, at, (name,))]
    if not names and not timetable.allows(meeting, at, ("quiet_rooms", "person_busy")):
        names = ["quiet_rooms", "person_busy"]  # a room is free, but too far from where they are before or after
    return found + [_narrowed(timetable, meeting, at, name) for name in names]


def _narrowed(timetable: Timetable, meeting: Meeting, at: int, name: str) -> Fact:
    """The fact of one wall at one start, with just those meetings that are in the way."""
    said = fact(timetable, meeting, name, 1 << at, (name,))
    if name == "person_busy":
        theirs = list(said["meetings"])
        said["meetings"] = [
            meeting_id for meeting_id in theirs if not timetable.apart(meeting, at, meeting_id)
        ] or theirs
    return said


def _desks(problem: Problem, meeting: Meeting) -> range:
    return range(1, problem.booth_by_id[meeting.booth].desks + 1)


def _rooms(timetable: Timetable, meeting: Meeting, at: int) -> list[int | None]:
    if not meeting.needs_quiet:
        return [None]
    groups = [group for group in range(len(timetable.rooms)) if at >= 0 and timetable.room_holds(meeting, group, at)]
    return [room.id for group in groups for room in timetable.rooms[group]]


def _taken(others: tuple[Placed, ...], meeting: Meeting, start: int, desk: int) -> list[int]:
    """The meetings that are at this desk of the booth while the meeting would be."""
    at_desk = [placement for placement in others if (placement.booth, placement.desk) == (meeting.booth, desk)]
    return [
        placement.meeting
        for placement in at_desk
        if placement.start < start + meeting.minutes and start < placement.end
    ]


def _room_taken(others: tuple[Placed, ...], meeting: Meeting, start: int, room: int | None) -> bool:
    in_room = [placement for placement in others if room is not None and placement.quiet_room == room]
    return any(placement.start < start + meeting.minutes and start < placement.end for placement in in_room)


def _desk_breaks(problem: Problem, meeting: Meeting, others: tuple[Placed, ...], start: int, desk: int) -> list[Fact]:
    if desk not in _desks(problem, meeting):
        desks = problem.booth_by_id[meeting.booth].desks
        return [{"code": "no_such_desk", "booth": meeting.booth, "desk": desk, "desks": desks}]
    taken = _taken(others, meeting, start, desk)
    return [{"code": "desk_taken", "booth": meeting.booth, "desk": desk, "meetings": taken}] if taken else []
