"""The judge of timetables: the definition once more, over plain lists of what is placed.

Nothing here is shared with the solver but the meaning of the fields, so that a slip in one shows in the other.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from engines.scheduling.given import Meeting, Span
from engines.scheduling.problem import Problem
from engines.scheduling.result import Placed, Result
from engines.scheduling.settings import Settings


def check(problem: Problem, result: Result) -> list[str]:
    """What is wrong with ``result`` as an answer to ``problem``: a sentence each, none when all holds.

    Clashes, breaks, windows, languages and rests; that nothing was left out that fits as it stands; that nobody is
    left with nothing while leaving out the second meeting of somebody else would help; and the numbers.
    """
    settings = result.settings
    said = [*_unknown(problem, result)]
    if said:
        return said
    for one in result.placed:
        said += [f"meeting {one.meeting}: {what}" for what in _alone(problem, settings, one)]
    said += [f"meetings {one} and {other}: {what}" for one, other, what in _together(problem, settings, result.placed)]
    for interpreter in problem.interpreters:
        theirs = [(one.start, one.end) for one in result.placed if one.interpreter == interpreter.id]
        if not _rested(theirs, settings):
            said.append(
                f"interpreter {interpreter.id}: the rest after {settings.interpreting_minutes} minutes is cut short."
            )
    if not said:
        said += _left_out(problem, settings, result)
    return [*said, *_numbers(problem, settings, result)]


def _unknown(problem: Problem, result: Result) -> Iterator[str]:
    meetings = {one.id: one for one in problem.meetings}
    listed = [one.meeting for one in result.placed] + [one.meeting for one in result.left_out]
    for wanted in sorted(meetings):
        if listed.count(wanted) != 1:
            yield f"meeting {wanted}: it is listed {listed.count(wanted)} times; it is either placed or left out."
    for unknown in sorted(set(listed) - set(meetings)):
        yield f"meeting {unknown}: it is not among those given."
    for one in result.left_out:
        if not one.facts:
            yield f"meeting {one.meeting}: it is left out without a fact that says why."
    interpreters = {one.id for one in problem.interpreters}
    for placed in result.placed:
        if placed.interpreter is not None and placed.interpreter not in interpreters:
            yield f"meeting {placed.meeting}: there is no interpreter {placed.interpreter}."
        if placed.quiet_room is not None and placed.quiet_room not in problem.quiet_rooms:
            yield f"meeting {placed.meeting}: there is no quiet room {placed.quiet_room}."


def _alone(problem: Problem, settings: Settings, placed: Placed) -> Iterator[str]:
    """What is wrong with one placed meeting, whoever else is placed."""
    meeting = next(one for one in problem.meetings if one.id == placed.meeting)
    booth = next(one for one in problem.booths if one.id == meeting.booth)
    person = next(one for one in problem.people if one.id == meeting.person)
    span = (placed.start, placed.end)
    if placed.end - placed.start != meeting.minutes:
        yield f"it takes {placed.end - placed.start} minutes; {meeting.minutes} are needed."
    if (placed.start - problem.opens) % settings.grid_minutes:
        yield f"it starts at {placed.start}, off the grid of {settings.grid_minutes} minutes."
    if not _within(span, problem.opens, problem.closes):
        yield "the fair is not open."
    if any(_meet(span, pause) for pause in problem.breaks):
        yield "it overlaps a break of the fair."
    if not _within(span, person.arrives, person.leaves):
        yield f"person {person.id} is not there all the time."
    if placed.booth != meeting.booth:
        yield f"it is at booth {placed.booth}; it belongs to booth {meeting.booth}."
    if not 1 <= placed.desk <= booth.desks:
        yield f"booth {booth.id} has no desk {placed.desk}."
    if not _within(span, booth.opens, booth.closes):
        yield f"booth {booth.id} is not open."
    if any(_meet(span, pause) for pause in booth.breaks):
        yield f"it overlaps a break of booth {booth.id}."
    if meeting.needs_quiet != (placed.quiet_room is not None):
        yield "it needs a quiet room." if meeting.needs_quiet else "it takes a quiet room that it does not need."
    if bool(meeting.needs_languages) != (placed.interpreter is not None):
        yield (
            "it needs an interpreter." if meeting.needs_languages else "it takes an interpreter that it does not need."
        )
    if placed.interpreter is not None:
        interpreter = next(one for one in problem.interpreters if one.id == placed.interpreter)
        for language in sorted(set(meeting.needs_languages) - set(interpreter.languages)):
            yield f"interpreter {interpreter.id} does not have the language {language}."
        if not _within(span, interpreter.begins, interpreter.ends):
            yield f"interpreter {interpreter.id} is not on shift."


def _together(problem: Problem, settings: Settings, placed: Sequence[Placed]) -> Iterator[tuple[int, int, str]]:
    """Pairs of placed meetings that cannot both be."""
    person = {one.id: one.person for one in problem.meetings}
    for one, other in combinations(sorted(placed, key=lambda some: (some.start, some.meeting)), 2):
        meet = one.end > other.start
        pair = one.meeting, other.meeting
        if person[one.meeting] == person[other.meeting]:
            if meet:
                yield *pair, f"person {person[one.meeting]} is in two places."
            elif one.end + settings.gap_minutes > other.start:
                yield *pair, f"person {person[one.meeting]} has less than {settings.gap_minutes} minutes in between."
        if meet and (one.booth, one.desk) == (other.booth, other.desk):
            yield *pair, f"desk {one.desk} of booth {one.booth} is taken twice."
        if meet and one.interpreter is not None and one.interpreter == other.interpreter:
            yield *pair, f"interpreter {one.interpreter} is in two places."
        if meet and one.quiet_room is not None and one.quiet_room == other.quiet_room:
            yield *pair, f"quiet room {one.quiet_room} is taken twice."


def _rested(spans: Sequence[Span], settings: Settings) -> bool:
    """Whether between any two rests no more is worked than allowed."""
    stretches: list[list[Span]] = []
    for span in sorted(spans):
        if stretches and span[0] - stretches[-1][-1][1] < settings.rest_minutes:
            stretches[-1].append(span)
        else:
            stretches.append([span])
    return all(sum(end - start for start, end in one) <= settings.interpreting_minutes for one in stretches)


def _left_out(problem: Problem, settings: Settings, result: Result) -> Iterator[str]:
    """Meetings left out that need not be."""
    meetings = {one.id: one for one in problem.meetings}
    count = {one.id: 0 for one in problem.people}
    for placed in result.placed:
        count[meetings[placed.meeting].person] += 1
    first = _first_counts(problem, settings)
    for left in result.left_out:
        meeting = meetings[left.meeting]
        starts = list(_possible(problem, settings, meeting))
        start = _fits(problem, settings, meeting, starts, result.placed)
        if start is not None:
            yield f"meeting {meeting.id}: it is left out, but fits at {start}."
        elif count[meeting.person] == 0:
            for placed in result.placed:
                other = meetings[placed.meeting]
                worth = meeting.weight + first - other.weight
                if count[other.person] < 2 or worth <= 0 or not _share(problem, meeting, other, placed):
                    continue
                others = [one for one in result.placed if one is not placed]
                if _fits(problem, settings, meeting, starts, others) is not None:
                    yield (
                        f"meeting {meeting.id}: person {meeting.person} has nothing, and it would fit without"
                        f" meeting {other.id} of person {other.person}, who has {count[other.person]}."
                    )
                    break


def _possible(problem: Problem, settings: Settings, meeting: Meeting) -> Iterator[int]:
    """The starts at which the meeting could be if nothing else were placed, interpreters and rooms apart."""
    booth = next(one for one in problem.booths if one.id == meeting.booth)
    person = next(one for one in problem.people if one.id == meeting.person)
    pauses = [*problem.breaks, *booth.breaks]
    for start in range(problem.opens, problem.closes - meeting.minutes + 1, settings.grid_minutes):
        span = (start, start + meeting.minutes)
        if any(_meet(span, pause) for pause in pauses):
            continue
        if _within(span, person.arrives, person.leaves) and _within(span, booth.opens, booth.closes):
            yield start


def _share(problem: Problem, meeting: Meeting, other: Meeting, placed: Placed) -> bool:
    """Whether the other meeting takes something that this one needs."""
    return (
        other.booth == meeting.booth
        or (other.needs_quiet and meeting.needs_quiet)
        or (placed.interpreter is not None and bool(meeting.needs_languages))
    )


def _fits(
    problem: Problem, settings: Settings, meeting: Meeting, starts: Sequence[int], placed: Sequence[Placed]
) -> int | None:
    """The first start at which the meeting fits beside the others, desks and rooms being alike."""
    desks = next(one.desks for one in problem.booths if one.id == meeting.booth)
    person_of = {one.id: one.person for one in problem.meetings}
    own = [(one.start, one.end) for one in placed if person_of[one.meeting] == meeting.person]
    at_booth = [(one.start, one.end) for one in placed if one.booth == meeting.booth]
    in_rooms = [(one.start, one.end) for one in placed if one.quiet_room is not None]
    gap = settings.gap_minutes
    for start in starts:
        end = start + meeting.minutes
        if any(_meet((start - gap, end + gap), span) for span in own):
            continue
        if _most_at_once(at_booth, start, end) >= desks:
            continue
        if meeting.needs_quiet and _most_at_once(in_rooms, start, end) >= len(problem.quiet_rooms):
            continue
        if meeting.needs_languages and not _somebody_interprets(problem, settings, meeting, start, placed):
            continue
        return start
    return None


def _somebody_interprets(
    problem: Problem, settings: Settings, meeting: Meeting, start: int, placed: Sequence[Placed]
) -> bool:
    span = (start, start + meeting.minutes)
    for interpreter in problem.interpreters:
        if set(meeting.needs_languages) <= set(interpreter.languages):
            booked = [(one.start, one.end) for one in placed if one.interpreter == interpreter.id]
            free = not any(_meet(span, other) for other in booked)
            if free and _within(span, interpreter.begins, interpreter.ends) and _rested([*booked, span], settings):
                return True
    return False


def _most_at_once(spans: Sequence[Span], start: int, end: int) -> int:
    """The greatest number of spans that cover one minute from ``start`` until ``end``."""
    moments = [start, *(one[0] for one in spans if start < one[0] < end)]
    return max(sum(one[0] <= moment < one[1] for one in spans) for moment in moments)


def _numbers(problem: Problem, settings: Settings, result: Result) -> Iterator[str]:
    meetings = {one.id: one for one in problem.meetings}
    placed = [meetings[one.meeting] for one in result.placed]
    first = _first_counts(problem, settings)
    value = sum(one.weight for one in placed) + first * len({one.person for one in placed})
    if result.value != value:
        yield f"value is {result.value}; what is placed is worth {value}."
    if result.bound < value:
        yield f"bound is {result.bound}; {value} is reached."
    if not result.left_out and result.status != "optimal":
        yield f"status is {result.status!r}; everything is placed, so it is 'optimal'."
    if result.status != ("optimal" if result.value == result.bound else "feasible"):
        yield f"status is {result.status!r}; value is {result.value} and bound {result.bound}."


def _first_counts(problem: Problem, settings: Settings) -> int:
    if settings.first_counts is not None:
        return settings.first_counts
    return max((one.weight for one in problem.meetings), default=0)


def _meet(one: Span, other: Span) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


def _within(span: Span, first: int | None, last: int | None) -> bool:
    return (first is None or first <= span[0]) and (last is None or span[1] <= last)
