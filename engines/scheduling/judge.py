"""The judge of timetables: what is placed breaks no rule, nothing is left out needlessly, the numbers are right.

Nothing here is shared with the solver but the meaning of the fields, so that a slip in one shows in the other.
"""

from collections.abc import Iterator, Sequence

from engines.scheduling.clashing import alone, begun, between, clashes, day, rested
from engines.scheduling.given import Meeting
from engines.scheduling.problem import Problem
from engines.scheduling.result import Placed, Result
from engines.scheduling.settings import Settings


def check(problem: Problem, result: Result) -> list[str]:
    """What is wrong with ``result`` as an answer to ``problem``: a sentence each, none when all holds.

    Clashes, breaks, windows, languages, ways and rests; that nothing was left out that fits as it stands; that
    nobody is left with nothing while leaving out the second meeting of somebody else would help, at no loss of
    value; and the numbers.
    """
    settings = result.settings
    said = [*_unknown(problem, result)]
    if said:
        return said
    said = clashes(problem, settings, result.placed)
    if not said:
        said += _left_out(problem, settings, result)
    return [*said, *_numbers(problem, settings, result)]


def check_repair(problem: Problem, before: Result, result: Result, now: int) -> list[str]:
    """What is wrong with ``result`` as a repair of ``before`` at ``now``; clashes with what had begun are none.

    What had begun stays as it was, nothing is placed into the past, whatever changed is among ``moved``, with
    facts, and no told time moved that could have stayed beside all others.
    """
    settings = result.settings
    said = [*_unknown(problem, result)]
    if said:
        return said
    told = {placement.meeting: placement for placement in before.placed if placement.meeting in problem.meeting_by_id}
    new = {placement.meeting: placement for placement in result.placed}
    past = {meeting_id for meeting_id, placed in told.items() if begun(problem, settings, placed)[0] < now}
    to_come = [placement for placement in result.placed if placement.meeting not in past]
    kept = [new[meeting_id] for meeting_id in sorted(past) if meeting_id in new]
    old_clashes = set(clashes(problem, settings, kept))
    said += [what for what in clashes(problem, settings, [*kept, *to_come]) if what not in old_clashes]
    for meeting_id in sorted(past):
        if meeting_id not in new or (new[meeting_id].start, new[meeting_id].end) != (
            told[meeting_id].start,
            told[meeting_id].end,
        ):
            said.append(f"meeting {meeting_id}: it had begun, but is moved.")
    for placed in to_come:
        if begun(problem, settings, placed)[0] < now:
            said.append(f"meeting {placed.meeting}: it is placed before {now}.")
    changed = sorted(
        meeting_id for meeting_id in told if meeting_id not in new or new[meeting_id].start != told[meeting_id].start
    )
    if [placement.meeting for placement in result.moved] != changed:
        said.append(f"moved names {[placement.meeting for placement in result.moved]}; {changed} are.")
    for moved in result.moved:
        others = [placement for placement in result.placed if placement.meeting != moved.meeting]
        if not moved.facts:
            said.append(f"meeting {moved.meeting}: it is moved without a fact that says why.")
        if moved.meeting in told and (moved.old, moved.new) != (told[moved.meeting], new.get(moved.meeting)):
            said.append(f"meeting {moved.meeting}: old and new are not those of the two timetables.")
        elif _fits(problem, settings, problem.meeting_by_id[moved.meeting], [moved.old.start], others) is not None:
            said.append(f"meeting {moved.meeting}: it is moved, but could have stayed.")
    return said


def _unknown(problem: Problem, result: Result) -> Iterator[str]:
    meetings = {meeting.id: meeting for meeting in problem.meetings}
    listed = [placement.meeting for placement in result.placed] + [placement.meeting for placement in result.left_out]
    for wanted in sorted(meetings):
        if listed.count(wanted) != 1:
            yield f"meeting {wanted}: it is listed {listed.count(wanted)} times; it is either placed or left out."
    for unknown in sorted(set(listed) - set(meetings)):
        yield f"meeting {unknown}: it is not among those given."
    for left in result.left_out:
        if not left.facts:
            yield f"meeting {left.meeting}: it is left out without a fact that says why."


def _left_out(problem: Problem, settings: Settings, result: Result) -> Iterator[str]:
    """Meetings left out that need not be."""
    meetings = {meeting.id: meeting for meeting in problem.meetings}
    count = {person.id: 0 for person in problem.people}
    for placed in result.placed:
        count[meetings[placed.meeting].person] += 1
    first = _first_counts(problem, settings)
    for left in result.left_out:
        meeting = meetings[left.meeting]
        starts = _possible(problem, settings, meeting, result.now)
        start = _fits(problem, settings, meeting, starts, result.placed)
        if start is not None:
            yield f"meeting {meeting.id}: it is left out, but fits at {start}."
        elif count[meeting.person] == 0:
            for placed in result.placed:
                other = meetings[placed.meeting]
                worth = meeting.weight + first - other.weight
                if count[other.person] < 2 or worth < 0 or not _share(problem, meeting, other, placed):
                    continue
                others = [placement for placement in result.placed if placement is not placed]
                if _fits(problem, settings, meeting, starts, others) is not None:
                    yield (
                        f"meeting {meeting.id}: person {meeting.person} has nothing, and it would fit without"
                        f" meeting {other.id} of person {other.person}, who has {count[other.person]}."
                    )
                    break


def _possible(problem: Problem, settings: Settings, meeting: Meeting, now: int | None) -> list[int]:
    """The starts on the grid at which the meeting could be if no other were placed, with anybody in any room."""
    found = []
    for start in range(problem.opens, problem.closes, settings.grid_minutes):
        placed = Placed(meeting.id, start, start + meeting.minutes, meeting.booth, 1, None, None)
        begin, _ = begun(problem, settings, placed)
        wrong = [what for what in alone(problem, settings, placed) if not what.startswith("it needs")]
        if not wrong and (now is None or begin >= now):
            found.append(start)
    return found


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
    """The first start at which the meeting fits beside the others, with a desk, an interpreter and a room."""
    own = [placement for placement in placed if problem.meeting_by_id[placement.meeting].person == meeting.person]
    there = [placement for placement in placed if placement.booth == meeting.booth]
    in_rooms = [placement for placement in placed if placement.quiet_room is not None]
    interpreted = [placement for placement in placed if placement.interpreter is not None]
    desks: Sequence[int] = range(1, problem.booth_by_id[meeting.booth].desks + 1)
    rooms = list(problem.room_by_id) if meeting.needs_quiet else [None]
    interpreters = [interpreter.id for interpreter in problem.interpreters] if meeting.needs_languages else [None]
    for start in starts:
        new = Placed(meeting.id, start, start + meeting.minutes, meeting.booth, 0, None, None)
        # Each alone first: most starts fall at once.
        for desk in _free(problem, settings, [new._replace(desk=desk) for desk in desks], there):
            for room in _free(problem, settings, [desk._replace(quiet_room=room) for room in rooms], in_rooms):
                if not _personal(problem, settings, meeting, room, own):
                    continue
                for last in _free(
                    problem,
                    settings,
                    [room._replace(interpreter=interpreter) for interpreter in interpreters],
                    interpreted,
                ):
                    if not [*alone(problem, settings, last)] and _in_shape(problem, settings, last, interpreted):
                        return start
            break  # desks are alike
    return None


def _free(problem: Problem, settings: Settings, tried: Sequence[Placed], others: Sequence[Placed]) -> Iterator[Placed]:
    """Those of the tried that take nothing from the others."""
    for placement in tried:
        if not any(what for other in others for what in between(problem, settings, placement, other)):
            yield placement


def _personal(problem: Problem, settings: Settings, meeting: Meeting, new: Placed, own: Sequence[Placed]) -> bool:
    """Whether the person can be there beside their other meetings, with ways, rests and pauses."""
    whole = sorted(begun(problem, settings, placement) for placement in [*own, new])
    apart = not any(what for other in own for what in between(problem, settings, new, other))
    return apart and not [*day(problem, settings, problem.person_by_id[meeting.person], whole)]


def _in_shape(problem: Problem, settings: Settings, new: Placed, interpreted: Sequence[Placed]) -> bool:
    """Whether the interpreter, if there is one, has the rests."""
    theirs = [new, *(placement for placement in interpreted if placement.interpreter == new.interpreter)]
    return new.interpreter is None or rested(
        settings, [(*begun(problem, settings, placement), placement.end - placement.start) for placement in theirs]
    )


def _numbers(problem: Problem, settings: Settings, result: Result) -> Iterator[str]:
    meetings = {meeting.id: meeting for meeting in problem.meetings}
    placed = [meetings[placement.meeting] for placement in result.placed]
    first = _first_counts(problem, settings)
    value = sum(meeting.weight for meeting in placed) + first * len({meeting.person for meeting in placed})
    if result.value != value:
        yield f"value is {result.value}; what is placed is worth {value}."
    if result.bound < value:
        yield f"bound is {result.bound}; {value} is reached."
    if not result.left_out and result.bound != value:
        yield f"bound is {result.bound}; everything is placed, so it is {value}."
    wanted = all(stage.status == "optimal" for stage in result.stages) and result.value == result.bound
    if result.status != ("optimal" if wanted else "feasible"):
        yield f"status is {result.status!r}; value is {result.value} and bound {result.bound}."


def _first_counts(problem: Problem, settings: Settings) -> int:
    if settings.first_counts is not None:
        return settings.first_counts
    return max((meeting.weight for meeting in problem.meetings), default=0)
