"""One meeting moved by hand: it goes where nothing breaks, and every rule that breaks is named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.scheduling import Booth, Interpreter, Meeting, Person, Problem, QuietRoom, Settings, explain, move, solve
from tests.engines.scheduling.strategies import problems, some_settings
from tests.engines.scheduling.test_explaining import fits_at

MEASURES = Settings(objectives=("value",))


@pytest.fixture
def problem():
    return Problem(
        meetings=[
            Meeting(id=1, person=1, booth=1),
            Meeting(id=2, person=1, booth=2),
            Meeting(id=3, person=2, booth=1, needs_languages=["sign"]),
            Meeting(id=4, person=3, booth=2, needs_quiet=True),
        ],
        people=[Person(id=1), Person(id=2, leaves=600), Person(id=3, most_in_a_row=2)],
        booths=[Booth(id=1, desks=2, breaks=[(630, 640)]), Booth(id=2, opens=545)],
        interpreters=[Interpreter(id=7, languages=["sign"], ends=590)],
        quiet_rooms=[QuietRoom(id=9, closes=600)],
        opens=540,
        closes=720,
        breaks=[(660, 670)],
    )


def codes(moved):
    return [fact["code"] for fact in moved.breaks]


@pytest.mark.parametrize(
    ("meeting", "start", "broken"),
    [
        (1, 543, ["off_grid", "person_busy"]),
        (1, 535, ["fair_opens"]),
        (1, 625, ["booth_closed"]),
        (1, 655, ["fair_break"]),
        (1, 715, ["fair_closes"]),
        (2, 540, ["booth_full", "person_busy", "booth_closed"]),
        (3, 580, ["interpreters_off_shift"]),
        (3, 590, ["interpreters_off_shift", "person_leaves"]),
        (4, 590, ["quiet_rooms_closed"]),
    ],
)
def test_every_rule_that_breaks_is_named(problem, meeting, start, broken):
    said = move(problem, solve(problem, MEASURES), meeting, start=start)

    assert said.placed is None
    assert codes(said) == broken


def test_where_nothing_breaks_the_place_has_desk_interpreter_and_room(problem):
    result = solve(problem, MEASURES)

    interpreted, quiet = move(problem, result, 3, start=570).placed, move(problem, result, 4, start=585).placed
    assert (interpreted.start, interpreted.end, interpreted.booth, interpreted.interpreter) == (570, 585, 1, 7)
    assert (quiet.start, quiet.end, quiet.booth, quiet.quiet_room) == (585, 600, 2, 9)
    assert move(problem, result, 1, start=700, booth_desk=2).placed.desk == 2


def test_the_meetings_in_the_way_are_named(problem):
    result = solve(problem, MEASURES)
    other = result.placed_by_meeting[2]

    (fact,) = move(problem, result, 1, start=other.start).breaks

    assert (fact["code"], fact["meetings"]) == ("person_busy", [2])


def test_a_desk_that_is_taken_or_not_there_is_named(problem):
    result = solve(problem, MEASURES)
    other = result.placed_by_meeting[3]

    taken = move(problem, result, 1, start=other.start, booth_desk=other.desk)

    assert {"code": "desk_taken", "booth": 1, "desk": other.desk, "meetings": [3]} in taken.breaks
    assert codes(move(problem, result, 1, start=700, booth_desk=3)) == ["no_such_desk"]


@settings(max_examples=150, deadline=None)
@given(problems(most=4), some_settings(), st.integers(-5, 70))
def test_a_move_is_free_of_faults_or_names_some(problem, measures, start):
    result = solve(problem, measures)

    for meeting in problem.meetings:
        said = move(problem, result, meeting.id, start=start)
        assert (said.placed is None) == bool(said.breaks)
        if said.placed:
            others = [one for one in result.placed if one.meeting != meeting.id]
            without = type(result)(**{**vars_of(result), "placed": tuple(others)})
            assert fits_at(problem, measures, meeting, without, start)
        elif meeting.id in result.placed_by_meeting:
            assert start not in explain(problem, result, meeting.id).free_starts or {
                fact["code"] for fact in said.breaks
            } <= {"booth_full", "quiet_rooms_taken"}


def vars_of(result):
    return {name: getattr(result, name) for name in result.__dataclass_fields__}


def test_a_meeting_that_is_not_there_cannot_be_moved(problem):
    with pytest.raises(LookupError, match="no meeting 5"):
        move(problem, solve(problem, MEASURES), 5, start=600)
