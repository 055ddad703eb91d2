"""Why a meeting found no time: facts, each of which was checked by taking it away."""

from dataclasses import dataclass
from itertools import combinations

from engines.scheduling.bits import Bits, lowest, ones
from engines.scheduling.given import Meeting
from engines.scheduling.problem import Problem
from engines.scheduling.result import Fact, LeftOut, Placed, Result
from engines.scheduling.timetable import Timetable


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """What is to be said about one meeting.

    placed : its time and place, ``None`` when it was left out. facts, together : as in ``LeftOut``; empty
        when it is placed. free_starts : all starts that it could have with nothing else moved, its own
        included; empty when it was left out.
    """

    meeting_id: int
    placed: Placed | None
    facts: tuple[Fact, ...]
    together: bool
    free_starts: tuple[int, ...]


def explain(problem: Problem, result: Result, meeting_id: int) -> Explanation:
    """The facts about one meeting in this timetable; raises ``LookupError`` for one it does not have.

    The codes, of which the fewest that make the meeting possible are given. Where one alone is enough, all
    such are given; where several have to change ``together``, one set of them. Nothing else moves.

    ``person_leaves`` (until, needed), ``person_arrives`` (from, needed): the person would have to be there
    until, or from, the minute ``needed``. ``person_busy`` (meetings, from, until): they have other meetings.
    ``person_rests`` (rests, from, until): the minutes of the rests they asked for, without which it could be.
    ``person_in_a_row`` (most, pause, from, until): they would have more meetings in a row than they can.
    ``booth_full`` (booth, desks, from, until), ``booth_closed`` (booth, from, until).
    ``no_interpreter_with_language`` (languages), ``interpreters_taken`` (interpreters, languages, from,
    until), ``interpreters_off_shift`` (the same), ``too_long_to_interpret`` (minutes, longest).
    ``no_quiet_room``, ``quiet_rooms_taken`` (from, until), ``quiet_rooms_closed`` (from, until): one more
    beside the booth would do. ``fair_closes`` (closes, needed), ``fair_break`` (from, until), and in a repair
    ``in_the_past`` (now): there was time before. From and until
    enclose the times at which the meeting would be possible but for this, with preparing before it.
    """
    meeting = known(problem, meeting_id)
    timetable = timetable_of(problem, result)
    placed = result.placed_by_meeting.get(meeting_id)
    if placed is None:
        left_out = why_left_out(timetable, meeting)
        return Explanation(
            meeting_id=meeting_id, placed=None, facts=left_out.facts, together=left_out.together, free_starts=()
        )
    timetable.remove(meeting)
    starts = tuple(problem.opens + start for start in ones(timetable.starts(meeting)))
    return Explanation(meeting_id=meeting_id, placed=placed, facts=(), together=False, free_starts=starts)


def known(problem: Problem, meeting_id: int) -> Meeting:
    """The meeting of an id; raises ``LookupError`` with a sentence for one that is not there."""
    if meeting_id not in problem.meeting_by_id:
        raise LookupError(f"There is no meeting {meeting_id} in this timetable; make it again with it.")
    return problem.meeting_by_id[meeting_id]


def timetable_of(problem: Problem, result: Result) -> Timetable:
    """The timetable in which just the meetings of a result are placed."""
    timetable = Timetable(problem, result.settings, result.now)
    for placement in result.placed:
        if placement.meeting in problem.meeting_by_id:
            timetable.put(placement)
    return timetable


def why_left_out(timetable: Timetable, meeting: Meeting) -> LeftOut:
    """The fewest things that keep a meeting out: all that do so alone, else the first few that do together."""
    for size in range(1, len(ORDER) + 1):
        ways = []
        for named in combinations(ORDER, size):
            starts = timetable.starts(meeting, without=named)
            if starts:
                ways.append((named, starts))
        if ways:
            # That the fair has a break and an end is worth saying only where it is all that there is to say.
            ways = [way for way in ways if not _OF_THE_FAIR & set(way[0])] or ways
            ways = ways if size == 1 else ways[:1]
            facts = [fact(timetable, meeting, name, starts, named) for named, starts in ways for name in named]
            return LeftOut(meeting.id, tuple(facts), together=size > 1)
    raise AssertionError("with every wall taken away a meeting fits")


# In the order in which somebody at the desk would look for a way out.
ORDER = (
    "interpreters",
    "quiet_rooms",
    "booth_full",
    "person_busy",
    "person_in_a_row",
    "person_rests",
    "person_leaves",
    "person_arrives",
    "booth_closed",
    "fair_break",
    "fair_closes",
    "past",
)
_OF_THE_FAIR = {"fair_break", "fair_closes", "past"}


def _choice(named: tuple[str, ...], starts: Bits) -> int:
    """The start to which the facts refer: the last where only a later arrival is in the way, else the first."""
    if "person_arrives" in named and not {"person_leaves", "fair_closes"} & set(named):
        return starts.bit_length() - 1
    return lowest(starts)


def fact(timetable: Timetable, meeting: Meeting, name: str, starts: Bits, named: tuple[str, ...]) -> Fact:
    """What is to be said of one wall, but for which, and the others named, the meeting could have these starts."""
    problem, settings = timetable.problem, timetable.settings
    opens, start, prepare = problem.opens, _choice(named, starts), timetable.prepare[meeting.id]
    end = start + meeting.minutes
    person, booth = problem.person_by_id[meeting.person], problem.booth_by_id[meeting.booth]
    span = {"from": opens + lowest(starts) - prepare, "until": opens + starts.bit_length() - 1 + meeting.minutes}
    match name:
        case "person_leaves":
            return {"code": name, "until": person.leaves, "needed": opens + end}
        case "person_arrives":
            return {"code": name, "from": person.arrives, "needed": opens + start - prepare}
        case "person_busy":
            return {"code": name, "meetings": sorted(set(timetable.of_person[person.id]) - {meeting.id}), **span}
        case "person_in_a_row":
            return {"code": name, "most": person.most_in_a_row, "pause": settings.row_rest_minutes, **span}
        case "person_rests":
            return {"code": name, "rests": [rest.minutes for rest in person.rests], **span}
        case "booth_full":
            return {"code": name, "booth": booth.id, "desks": booth.desks, **span}
        case "booth_closed":
            return {"code": name, "booth": booth.id, "from": opens + start, "until": opens + end}
        case "past":
            return {"code": "in_the_past", "now": opens + timetable.since}
        case "fair_closes":
            return {"code": name, "closes": problem.closes, "needed": opens + end}
        case "fair_break":
            return {"code": name, "from": opens + start - prepare, "until": opens + end}
        case "quiet_rooms":
            return _room_fact(timetable, meeting, starts, span)
    return _interpreter_fact(timetable, meeting, starts, span)


def _room_fact(timetable: Timetable, meeting: Meeting, starts: Bits, span: dict[str, int]) -> Fact:
    if not timetable.rooms:
        return {"code": "no_quiet_room"}
    is_open = any(starts & timetable.windows.open_room_starts(room[0], meeting.minutes) for room in timetable.rooms)
    return {"code": "quiet_rooms_taken" if is_open else "quiet_rooms_closed", **span}


def _interpreter_fact(timetable: Timetable, meeting: Meeting, starts: Bits, span: dict[str, int]) -> Fact:
    languages = sorted(meeting.needs_languages)
    able = timetable.able[meeting.id]
    longest = timetable.settings.interpreting_minutes
    if meeting.minutes > longest:
        return {"code": "too_long_to_interpret", "minutes": meeting.minutes, "longest": longest}
    if not able:
        return {"code": "no_interpreter_with_language", "languages": languages}
    on_shift = any(starts & timetable.on_shift_starts(interpreter, meeting) for interpreter in able)
    code = "interpreters_taken" if on_shift else "interpreters_off_shift"
    return {
        "code": code,
        "interpreters": sorted(interpreter.id for interpreter in able),
        "languages": languages,
        **span,
    }
