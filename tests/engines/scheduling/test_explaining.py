"""Each reason is true: when just what it names changes, the meeting can be placed."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from engines.scheduling import (
    Booth,
    Interpreter,
    Meeting,
    Person,
    Placed,
    Problem,
    QuietRoom,
    Settings,
    check,
    explain,
    solve,
)
from tests.engines.scheduling.strategies import problems, some_settings

NEW = 99  # the id of somebody or something that a change brings in


def relax(problem, measures, meeting, fact):
    """The problem with the one thing changed that a fact names."""
    meeting = problem.meeting_by_id[meeting.id]
    span = (fact.get("from"), fact.get("until"))
    match fact["code"]:
        case "person_leaves":
            assert fact["until"] == problem.person_by_id[meeting.person].leaves
            return _person(problem, meeting, leaves=fact["needed"], rests=rests_as_asked(problem, meeting)), measures
        case "person_arrives":
            assert fact["from"] == problem.person_by_id[meeting.person].arrives
            return _person(problem, meeting, arrives=fact["needed"], rests=rests_as_asked(problem, meeting)), measures
        case "person_busy":
            twin = replace(problem.person_by_id[meeting.person], id=NEW)
            meetings = [replace(one, person=NEW) if one.id == meeting.id else one for one in problem.meetings]
            return replace(problem, people=[*problem.people, twin], meetings=meetings), measures
        case "booth_full":
            return _booth(problem, meeting, desks=fact["desks"] + 1), measures
        case "booth_closed":
            return _booth(problem, meeting, opens=None, closes=None, breaks=()), measures
        case "no_interpreter_with_language":
            new = Interpreter(id=NEW, languages=fact["languages"])
            return replace(problem, interpreters=[*problem.interpreters, new]), measures
        case "interpreters_taken" | "interpreters_off_shift":
            new = Interpreter(id=NEW, languages=fact["languages"], begins=span[0], ends=span[1])
            return replace(problem, interpreters=[*problem.interpreters, new]), measures
        case "too_long_to_interpret":
            new = Interpreter(id=NEW, languages=meeting.needs_languages)
            longer = replace(measures, interpreting_minutes=fact["minutes"])
            return replace(problem, interpreters=[*problem.interpreters, new]), longer
        case "person_in_a_row":
            assert fact["most"] == problem.person_by_id[meeting.person].most_in_a_row
            return _person(problem, meeting, most_in_a_row=None), measures
        case "person_rests":
            assert fact["rests"] == [one.minutes for one in problem.person_by_id[meeting.person].rests]
            return _person(problem, meeting, rests=()), measures
        case "no_quiet_room" | "quiet_rooms_taken" | "quiet_rooms_closed":
            new = QuietRoom(id=NEW, zone=problem.booth_by_id[meeting.booth].zone)
            return replace(problem, quiet_rooms=[*problem.quiet_rooms, new]), measures
        case "fair_closes":
            people = [replace(one, rests=until_closing(problem, one)) for one in problem.people]
            return replace(problem, people=people, closes=fact["needed"]), measures
        case "fair_break":
            return replace(problem, breaks=()), measures
    raise AssertionError(fact)


def rests_as_asked(problem, meeting):
    """The person's rests between the times that hold now, so that coming or leaving changes nothing but itself."""
    return until_closing(problem, problem.person_by_id[meeting.person])


def until_closing(problem, person):
    arrives = problem.opens if person.arrives is None else person.arrives
    leaves = problem.closes if person.leaves is None else person.leaves
    kept = []
    for rest in person.rests:
        earliest = arrives if rest.earliest is None else rest.earliest
        latest = leaves if rest.latest is None else rest.latest
        fits = latest - earliest >= rest.minutes
        kept.append(replace(rest, earliest=earliest, latest=latest) if fits else rest)
    return kept


def _person(problem, meeting, **changes):
    return replace(
        problem, people=[replace(one, **changes) if one.id == meeting.person else one for one in problem.people]
    )


def _booth(problem, meeting, **changes):
    return replace(
        problem, booths=[replace(one, **changes) if one.id == meeting.booth else one for one in problem.booths]
    )


def can_be_placed(problem, measures, meeting, result):
    """Whether the meeting fits somewhere beside all that is placed."""
    starts = range(problem.opens, problem.closes, measures.grid_minutes)
    return any(fits_at(problem, measures, meeting, result, start) for start in starts)


def fits_at(problem, measures, meeting, result, start):
    """Whether the meeting fits at this start, asking nobody but the judge about clashes.

    Desks and rooms are alike, so those already seated may change theirs.
    """
    meeting = problem.meeting_by_id[meeting.id]
    for interpreter in [one.id for one in problem.interpreters] if meeting.needs_languages else [None]:
        for room in list(problem.room_by_id) if meeting.needs_quiet else [None]:
            new = Placed(meeting.id, start, start + meeting.minutes, meeting.booth, 1, interpreter, room)
            if holds(problem, measures, seated(problem, [*result.placed, new]), result):
                return True
    return False


def seated(problem, placed):
    """Desks and rooms dealt out anew in the order of starts; beyond the last one where there are too few.

    A room is exchanged only for one that is like it.
    """
    found = sorted(placed, key=lambda one: (one.start, one.meeting))
    for at, one in enumerate(found):
        now = [other for other in found[:at] if other.end > one.start]
        desks = {other.desk for other in now if other.booth == one.booth}
        desk = next(desk for desk in range(1, len(found) + 2) if desk not in desks)
        rooms = {other.quiet_room for other in now}
        alike = [
            room.id
            for room in problem.quiet_rooms
            if one.quiet_room is not None and is_like(problem, room, one.quiet_room)
        ]
        room = next((room for room in alike if room not in rooms), one.quiet_room)
        found[at] = one._replace(desk=desk, quiet_room=room)
    return tuple(found)


def is_like(problem, room, other):
    return replace(room, id=other) == problem.room_by_id[other]


def holds(problem, measures, placed, result):
    """Whether the judge finds no clash; what it says about other meetings left out is no concern here."""
    ids = {one.meeting for one in placed}
    left = tuple(one for one in result.left_out if one.meeting not in ids)
    said = check(problem, replace(result, placed=placed, left_out=left, settings=measures))
    about = ("left out", "has nothing", "value is", "bound is", "status is")
    return not [one for one in said if not any(words in one for words in about)]


@settings(max_examples=500, deadline=None)
@given(problems(most=5), some_settings())
def test_changing_what_is_named_makes_the_meeting_possible(problem, measures):
    result = solve(problem, measures)

    for left in result.left_out:
        meeting = problem.meeting_by_id[left.meeting]
        sets = [left.facts] if left.together else [(fact,) for fact in left.facts]
        for facts in sets:
            changed = problem, measures
            for fact in facts:
                changed = relax(*changed, meeting, fact)
            assert can_be_placed(*changed, meeting, result), (left, facts)


@settings(max_examples=200, deadline=None)
@given(problems(most=5), some_settings())
def test_of_facts_that_count_together_none_is_idle(problem, measures):
    result = solve(problem, measures)

    for left in (one for one in result.left_out if one.together):
        meeting = problem.meeting_by_id[left.meeting]
        for kept in left.facts:
            if kept["code"] == "person_rests" and codes(left) & {"fair_closes", "person_leaves", "person_arrives"}:
                continue  # longer hours make room for a rest as well
            changed = problem, measures
            for fact in left.facts:
                changed = changed if fact is kept else relax(*changed, meeting, fact)
            assert not can_be_placed(*changed, meeting, result), (left, kept)


@settings(max_examples=200, deadline=None)
@given(problems(most=6), some_settings())
def test_facts_can_be_kept_as_json_and_are_those_of_the_result(problem, measures):
    result = solve(problem, measures)

    for left in result.left_out:
        assert json.loads(json.dumps(left.facts)) == list(left.facts)
        said = explain(problem, result, left.meeting)
        assert (said.placed, said.facts, said.together) == (None, left.facts, left.together)


@settings(max_examples=150, deadline=None)
@given(problems(most=8), some_settings())
def test_free_starts_of_a_placed_meeting_are_its_own_and_every_other_that_is_free(problem, measures):
    result = solve(problem, measures)

    for placed in result.placed:
        starts = explain(problem, result, placed.meeting).free_starts
        meeting = problem.meeting_by_id[placed.meeting]
        others = replace(result, placed=tuple(one for one in result.placed if one is not placed))
        assert placed.start in starts
        for start in range(problem.opens, problem.closes, measures.grid_minutes):
            assert (start in starts) == fits_at(problem, measures, meeting, others, start)


def codes(left):
    return {fact["code"] for fact in left.facts}


def one_meeting(*, meeting=(), person=(), booth=(), interpreters=(), more=(), **rest):
    """Meeting 1 of person 1 at booth 1, from 9 to 10 o'clock."""
    return Problem(
        meetings=[Meeting(**{"id": 1, "person": 1, "booth": 1, **dict(meeting)}), *more],
        people=[Person(**{"id": 1, **dict(person)}), Person(id=2)],
        booths=[Booth(**{"id": 1, **dict(booth)}), Booth(id=2)],
        interpreters=interpreters,
        **{"opens": 540, "closes": 600, **rest},
    )


SIGN = {"needs_languages": ["sign"]}


@pytest.mark.parametrize(
    ("problem", "fact"),
    [
        (one_meeting(person={"leaves": 550}), {"code": "person_leaves", "until": 550, "needed": 555}),
        (one_meeting(person={"arrives": 590}), {"code": "person_arrives", "from": 590, "needed": 585}),
        (one_meeting(booth={"closes": 545}), {"code": "booth_closed", "booth": 1, "from": 540, "until": 555}),
        (one_meeting(meeting={"minutes": 70}), {"code": "fair_closes", "closes": 600, "needed": 610}),
        (one_meeting(meeting=SIGN), {"code": "no_interpreter_with_language", "languages": ["sign"]}),
        (
            one_meeting(meeting={**SIGN, "minutes": 45}, interpreters=[Interpreter(id=1, languages=["sign"])]),
            {"code": "too_long_to_interpret", "minutes": 45, "longest": 40},
        ),
        (
            one_meeting(meeting=SIGN, interpreters=[Interpreter(id=1, languages=["sign"], ends=550)]),
            {"code": "interpreters_off_shift", "interpreters": [1], "languages": ["sign"], "from": 540, "until": 600},
        ),
        (one_meeting(meeting={"needs_quiet": True}), {"code": "no_quiet_room"}),
    ],
)
def test_each_reason_says_what_stands_in_the_way(problem, fact):
    assert solve(problem).left_out[0].facts == (fact,)


def test_break_and_closing_are_named_only_where_nothing_else_is_in_the_way():
    only_lunch = one_meeting(breaks=[(550, 590)])
    also_a_full_booth = one_meeting(
        opens=0, closes=45, breaks=[(15, 30)], more=[Meeting(id=one, person=2, booth=1, weight=2) for one in (2, 3)]
    )

    assert [fact["code"] for fact in solve(only_lunch).left_out[0].facts] == ["fair_break", "fair_closes"]
    assert solve(also_a_full_booth, Settings(first_counts=0)).left_out[0].facts == (
        {"code": "booth_full", "booth": 1, "desks": 1, "from": 0, "until": 45},
    )


def test_interpreters_who_are_taken_and_one_who_leaves_are_both_named():
    """Two sign meetings at once, one interpreter, and nobody who can wait."""
    problem = one_meeting(
        meeting={**SIGN, "weight": 1},
        person={"leaves": 555},
        interpreters=[Interpreter(id=7, languages=["sign"])],
        more=[Meeting(id=2, person=2, booth=2, weight=3, **SIGN)],
    )
    problem = replace(problem, people=[Person(id=1, leaves=555), Person(id=2, leaves=555)])

    left = solve(problem, Settings(preparing_minutes=0)).left_out[0]

    assert (left.meeting, left.together) == (1, False)
    assert left.facts == (
        {"code": "interpreters_taken", "interpreters": [7], "languages": ["sign"], "from": 540, "until": 555},
        {"code": "person_leaves", "until": 555, "needed": 570},
    )


def test_two_things_that_have_to_change_together_are_both_named():
    problem = one_meeting(meeting={**SIGN, "needs_quiet": True})

    left = solve(problem).left_out[0]

    assert left.together
    assert [fact["code"] for fact in left.facts] == ["no_interpreter_with_language", "no_quiet_room"]


def test_a_meeting_that_is_not_there_is_refused_with_a_sentence():
    problem = one_meeting()

    with pytest.raises(LookupError, match="no meeting 5"):
        explain(problem, solve(problem, Settings()), 5)
