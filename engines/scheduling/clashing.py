"""The rules of a timetable, once more: for the judge, over plain lists of what is placed.

Nothing here is shared with the solver but the meaning of the fields, so that a slip in one shows in the other.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, permutations

from engines.scheduling.given import Interpreter, Meeting, Person, Rest, Span, Zone
from engines.scheduling.problem import Problem
from engines.scheduling.result import Placed
from engines.scheduling.settings import Settings


def clashes(problem: Problem, settings: Settings, placed: Sequence[Placed]) -> list[str]:
    """What breaks a rule among these placed meetings, whatever else is left out."""
    said = []
    for placement in placed:
        said += [f"meeting {placement.meeting}: {what}" for what in alone(problem, settings, placement)]
    for placement, other in combinations(sorted(placed, key=lambda some: (some.start, some.meeting)), 2):
        said += [
            f"meetings {placement.meeting} and {other.meeting}: {what}"
            for what in between(problem, settings, placement, other)
        ]
    for person in problem.people:
        theirs = [
            begun(problem, settings, placement)
            for placement in placed
            if _meeting(problem, placement).person == person.id
        ]
        said += [f"person {person.id}: {what}" for what in day(problem, settings, person, sorted(theirs))]
    for interpreter in problem.interpreters:
        work = [
            (*begun(problem, settings, placement), placement.end - placement.start)
            for placement in placed
            if placement.interpreter == interpreter.id
        ]
        if not rested(settings, work):
            said.append(
                f"interpreter {interpreter.id}: the rest after {settings.interpreting_minutes} minutes is cut short."
            )
    return said


def _meeting(problem: Problem, placed: Placed) -> Meeting:
    return problem.meeting_by_id[placed.meeting]


def begun(problem: Problem, settings: Settings, placed: Placed) -> Span:
    """From when until when a meeting takes its person, and interpreter: preparing comes right before."""
    prepare = settings.preparing_minutes if _meeting(problem, placed).needs_languages else 0
    return placed.start - prepare, placed.end


def alone(problem: Problem, settings: Settings, placed: Placed) -> Iterator[str]:
    """What is wrong with one placed meeting, whoever else is placed."""
    meeting = _meeting(problem, placed)
    booth, person = problem.booth_by_id[meeting.booth], problem.person_by_id[meeting.person]
    span, whole = (placed.start, placed.end), begun(problem, settings, placed)
    if placed.end - placed.start != meeting.minutes:
        yield f"it takes {placed.end - placed.start} minutes; {meeting.minutes} are needed."
    if (placed.start - problem.opens) % settings.grid_minutes:
        yield f"it starts at {placed.start}, off the grid of {settings.grid_minutes} minutes."
    if not _within(whole, problem.opens, problem.closes):
        yield "the fair is not open."
    if any(meet(whole, pause) for pause in problem.breaks):
        yield "it overlaps a break of the fair."
    if not _within(whole, person.arrives, person.leaves):
        yield f"person {person.id} is not there all the time."
    if placed.booth != meeting.booth:
        yield f"it is at booth {placed.booth}; it belongs to booth {meeting.booth}."
    if not 1 <= placed.desk <= booth.desks:
        yield f"booth {booth.id} has no desk {placed.desk}."
    if not _within(span, booth.opens, booth.closes):
        yield f"booth {booth.id} is not open."
    if any(meet(span, pause) for pause in booth.breaks):
        yield f"it overlaps a break of booth {booth.id}."
    yield from _served(problem, meeting, placed, whole)


def _served(problem: Problem, meeting: Meeting, placed: Placed, whole: Span) -> Iterator[str]:
    """What is wrong with a meeting's interpreter or quiet room."""
    if meeting.needs_quiet != (placed.quiet_room is not None):
        yield "it needs a quiet room." if meeting.needs_quiet else "it takes a quiet room that it does not need."
    if placed.quiet_room is not None:
        room = problem.room_by_id.get(placed.quiet_room)
        if room is None:
            yield f"there is no quiet room {placed.quiet_room}."
        elif not _within((placed.start, placed.end), room.opens, room.closes):
            yield f"quiet room {room.id} is not open."
    if bool(meeting.needs_languages) != (placed.interpreter is not None):
        yield (
            "it needs an interpreter." if meeting.needs_languages else "it takes an interpreter that it does not need."
        )
    if placed.interpreter is not None:
        interpreter = problem.interpreter_by_id.get(placed.interpreter)
        if interpreter is None:
            yield f"there is no interpreter {placed.interpreter}."
            return
        for language in sorted(set(meeting.needs_languages) - set(interpreter.languages)):
            yield f"interpreter {interpreter.id} does not have the language {language}."
        if not _on_shift(interpreter, whole):
            yield f"interpreter {interpreter.id} is not on shift."


def between(problem: Problem, settings: Settings, placement: Placed, other: Placed) -> Iterator[str]:
    """What two placed meetings take from one another."""
    whole, after = begun(problem, settings, placement), begun(problem, settings, other)
    person = problem.person_by_id[_meeting(problem, placement).person]
    if person.id == _meeting(problem, other).person:
        need = way(problem, settings, person, placement, other)
        if meet(whole, after):
            yield f"person {person.id} is in two places."
        elif max(after[0] - whole[1], whole[0] - after[1]) < need:
            yield f"person {person.id} has less than {need} minutes in between."
    if placement.interpreter is not None and placement.interpreter == other.interpreter and meet(whole, after):
        yield f"interpreter {placement.interpreter} is in two places."
    if meet((placement.start, placement.end), (other.start, other.end)):
        if (placement.booth, placement.desk) == (other.booth, other.desk):
            yield f"desk {placement.desk} of booth {placement.booth} is taken twice."
        if placement.quiet_room is not None and placement.quiet_room == other.quiet_room:
            yield f"quiet room {placement.quiet_room} is taken twice."


def way(problem: Problem, settings: Settings, person: Person, placement: Placed, other: Placed) -> int:
    """The minutes that must lie between two meetings of a person: the gap, or their way if it takes longer."""
    here, there = (_zone(problem, some) for some in (placement, other))
    if here is None or there is None or here == there:
        return settings.gap_minutes
    walked = problem.ways.get((here, there), 0) * person.pace_percent
    return max(settings.gap_minutes, walked // 100 + (walked % 100 > 0))


def _zone(problem: Problem, placed: Placed) -> Zone | None:
    room = None if placed.quiet_room is None else problem.room_by_id.get(placed.quiet_room)
    return problem.booth_by_id[_meeting(problem, placed).booth].zone if room is None else room.zone


def day(problem: Problem, settings: Settings, person: Person, theirs: Sequence[Span]) -> Iterator[str]:
    """What is wrong with one person's meetings (sorted, preparing included) taken together."""
    if not theirs:
        return
    if not any(_find_rests(problem, person, theirs, order, None) for order in permutations(person.rests)):
        yield "the rests asked for find no time."
    in_a_row = 1
    for earlier, other in pairwise(theirs):
        in_a_row = 1 if other[0] - earlier[1] >= settings.row_rest_minutes else in_a_row + 1
        if person.most_in_a_row is not None and in_a_row > person.most_in_a_row:
            yield f"{in_a_row} meetings are in a row; {person.most_in_a_row} are the most."


def _find_rests(
    problem: Problem, person: Person, taken: Sequence[Span], order: Sequence[Rest], since: int | None
) -> bool:
    """Whether the rests find time in this order, each as early as it can after the one before."""
    if not order:
        return True
    rest = order[0]
    first = _given(rest.earliest, person.arrives, problem.opens)
    first = first if since is None else max(first, since)
    last = _given(rest.latest, person.leaves, problem.closes)
    for start in sorted({first, *(end for _, end in taken if end > first)}):
        if not any(meet((start, start + rest.minutes), other) for other in taken):
            end = start + rest.minutes
            return end <= last and _find_rests(problem, person, taken, order[1:], end)
    return False


def _given(*values: int | None) -> int:
    return next(value for value in values if value is not None)


def rested(settings: Settings, work: Sequence[tuple[int, int, int]]) -> bool:
    """Whether between any two rests no more is interpreted than allowed.

    work : from when until when each meeting takes the interpreter, preparing included, and the minutes that it
    is interpreted for. Preparing counts neither as interpreting nor as rest.
    """
    interpreted, free_from = 0, None
    for begin, end, minutes in sorted(work):
        if free_from is None or begin - free_from >= settings.rest_minutes:
            interpreted = 0
        interpreted, free_from = interpreted + minutes, end
        if interpreted > settings.interpreting_minutes:
            return False
    return True


def _on_shift(interpreter: Interpreter, whole: Span) -> bool:
    on_break = any(meet(whole, pause) for pause in interpreter.breaks)
    return _within(whole, interpreter.begins, interpreter.ends) and not on_break


def meet(span: Span, other: Span) -> bool:
    """Whether two spans share a minute."""
    return max(span[0], other[0]) < min(span[1], other[1])


def _within(span: Span, first: int | None, last: int | None) -> bool:
    return (first is None or first <= span[0]) and (last is None or span[1] <= last)
