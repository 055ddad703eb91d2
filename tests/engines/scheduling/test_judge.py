"""The judge finds each fault that is planted in a timetable."""

from dataclasses import replace

import pytest

from engines.scheduling import (
    Booth,
    Interpreter,
    LeftOut,
    Meeting,
    Person,
    Placed,
    Problem,
    QuietRoom,
    Rest,
    Settings,
    Stage,
    check,
    solve,
)

SIGN = ["sign"]
UNPREPARED = Settings(preparing_minutes=0)


@pytest.fixture
def problem():
    """Eight meetings, all placed."""
    return Problem(
        meetings=[
            Meeting(id=1, person=1, booth=1),
            Meeting(id=2, person=1, booth=2),
            Meeting(id=3, person=2, booth=1),
            Meeting(id=4, person=3, booth=2, needs_languages=SIGN, minutes=20),
            Meeting(id=5, person=4, booth=1, needs_languages=SIGN, minutes=20),
            Meeting(id=6, person=5, booth=2, needs_languages=SIGN, minutes=20),
            Meeting(id=7, person=6, booth=1, needs_quiet=True),
            Meeting(id=8, person=7, booth=2, needs_quiet=True),
        ],
        people=[*(Person(id=one) for one in range(1, 7)), Person(id=7, arrives=600, leaves=690)],
        booths=[Booth(id=1, desks=2, breaks=[(560, 565)]), Booth(id=2, desks=2, opens=545, closes=715)],
        interpreters=[Interpreter(id=1, languages=SIGN, ends=700), Interpreter(id=2, languages=["mongolian"])],
        quiet_rooms=[1],
        opens=540,
        closes=720,
        breaks=[(630, 640)],
    )


GOOD = {
    1: Placed(1, 540, 555, 1, 1, None, None),
    2: Placed(2, 560, 575, 2, 1, None, None),
    3: Placed(3, 540, 555, 1, 2, None, None),
    4: Placed(4, 545, 565, 2, 2, 1, None),
    5: Placed(5, 565, 585, 1, 1, 1, None),
    6: Placed(6, 605, 625, 2, 1, 1, None),
    7: Placed(7, 585, 600, 1, 1, None, 1),
    8: Placed(8, 605, 620, 2, 2, None, 1),
}


def with_changes(problem, *changed):
    """The good timetable with these meetings placed differently."""
    placed = {**GOOD, **{one.meeting: one for one in changed}}
    return replace(solve(problem, UNPREPARED), placed=tuple(placed.values()))


def test_the_good_timetable_passes(problem):
    assert check(problem, with_changes(problem)) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (GOOD[2]._replace(start=545, end=560), "meetings 1 and 2: person 1 is in two places."),
        (GOOD[2]._replace(start=555, end=570), "meetings 1 and 2: person 1 has less than 5 minutes in between."),
        (GOOD[3]._replace(desk=1), "meetings 1 and 3: desk 1 of booth 1 is taken twice."),
        (GOOD[5]._replace(start=640, end=660, desk=3), "meeting 5: booth 1 has no desk 3."),
        (GOOD[6]._replace(start=580, end=600), "meetings 5 and 6: interpreter 1 is in two places."),
        (GOOD[6]._replace(start=600, end=620), "interpreter 1: the rest after 40 minutes is cut short."),
        (GOOD[6]._replace(interpreter=2), "meeting 6: interpreter 2 does not have the language sign."),
        (GOOD[6]._replace(interpreter=None), "meeting 6: it needs an interpreter."),
        (GOOD[6]._replace(interpreter=3), "meeting 6: there is no interpreter 3."),
        (GOOD[6]._replace(start=690, end=710), "meeting 6: interpreter 1 is not on shift."),
        (GOOD[1]._replace(interpreter=2), "meeting 1: it takes an interpreter that it does not need."),
        (GOOD[7]._replace(start=605, end=620), "meetings 7 and 8: quiet room 1 is taken twice."),
        (GOOD[7]._replace(quiet_room=None), "meeting 7: it needs a quiet room."),
        (GOOD[7]._replace(quiet_room=2), "meeting 7: there is no quiet room 2."),
        (GOOD[1]._replace(quiet_room=1), "meeting 1: it takes a quiet room that it does not need."),
        (GOOD[8]._replace(start=585, end=600), "meeting 8: person 7 is not there all the time."),
        (GOOD[8]._replace(start=680, end=695), "meeting 8: person 7 is not there all the time."),
        (GOOD[8]._replace(start=620, end=635), "meeting 8: it overlaps a break of the fair."),
        (GOOD[3]._replace(start=555, end=570), "meeting 3: it overlaps a break of booth 1."),
        (GOOD[3]._replace(start=525, end=540), "meeting 3: the fair is not open."),
        (GOOD[3]._replace(start=710, end=725), "meeting 3: the fair is not open."),
        (GOOD[4]._replace(start=540, end=560), "meeting 4: booth 2 is not open."),
        (GOOD[3]._replace(start=641, end=656), "meeting 3: it starts at 641, off the grid of 5 minutes."),
        (GOOD[5]._replace(end=580), "meeting 5: it takes 15 minutes; 20 are needed."),
        (GOOD[2]._replace(booth=1), "meeting 2: it is at booth 1; it belongs to booth 2."),
    ],
)
def test_a_planted_fault_is_found(problem, changed, sentence):
    assert sentence in check(problem, with_changes(problem, changed))


def test_a_meeting_lost_or_listed_twice_is_found(problem):
    result = with_changes(problem)

    assert "meeting 8: it is listed 0 times" in check(problem, replace(result, placed=result.placed[:-1]))[0]
    twice = replace(result, left_out=(LeftOut(8, ({"code": "person_busy"},), False),))
    assert "meeting 8: it is listed 2 times" in check(problem, twice)[0]
    unknown = replace(result, left_out=(LeftOut(9, ({"code": "person_busy"},), False),))
    assert "meeting 9: it is not among those given." in check(problem, unknown)


def test_a_meeting_left_out_that_fits_is_found(problem):
    result = with_changes(problem)
    without = replace(result, placed=result.placed[:-1], left_out=(LeftOut(8, ({"code": "person_busy"},), False),))

    assert "meeting 8: it is left out, but fits at 600." in check(problem, without)


def test_a_meeting_left_out_without_a_reason_is_found(problem):
    result = with_changes(problem)
    without = replace(result, placed=result.placed[:-1], left_out=(LeftOut(8, (), False),))

    assert "meeting 8: it is left out without a fact that says why." in check(problem, without)


def test_somebody_left_with_nothing_while_a_swap_could_help_is_found():
    meetings = [Meeting(id=1, person=1, booth=1), Meeting(id=2, person=1, booth=2), Meeting(id=3, person=2, booth=2)]
    problem = Problem(
        meetings=meetings,
        people=[Person(id=1), Person(id=2, leaves=35)],
        booths=[Booth(id=1), Booth(id=2)],
        opens=0,
        closes=35,
    )
    placed = (Placed(1, 0, 15, 1, 1, None, None), Placed(2, 20, 35, 2, 1, None, None))
    blocked = replace(problem, booths=[Booth(id=1), Booth(id=2, opens=20)])
    unfair = replace(
        solve(blocked),
        placed=placed,
        left_out=(LeftOut(3, ({"code": "booth_full"},), False),),
        value=3,
        bound=5,
        status="feasible",
    )

    said = check(blocked, unfair)

    assert said == [
        "meeting 3: person 2 has nothing, and it would fit without meeting 2 of person 1, who has 2.",
    ]
    assert [one.person for one in meetings if one.id in solve(blocked).placed_by_meeting] == [1, 2]


def test_wrong_numbers_are_found(problem):
    result = with_changes(problem)

    assert "value is 3; what is placed is worth 15." in check(problem, replace(result, value=3))
    assert "bound is 14; 15 is reached." in check(problem, replace(result, bound=14))
    assert any("status is 'feasible'" in said for said in check(problem, replace(result, status="feasible")))


def test_a_rest_is_as_long_as_the_settings_say(problem):
    """Meeting 6 follows 20 minutes after two that took 40 together."""
    longer = replace(with_changes(problem), settings=Settings(rest_minutes=25, preparing_minutes=0))

    assert check(problem, longer) == ["interpreter 1: the rest after 40 minutes is cut short."]


@pytest.fixture
def wide():
    """Two zones ten minutes apart; a person at half pace, who rests at noon and pauses after two meetings."""
    return Problem(
        meetings=[Meeting(id=one, person=1, booth=one) for one in (1, 2, 3)]
        + [Meeting(id=4, person=2, booth=1, needs_languages=SIGN), Meeting(id=5, person=3, booth=2, needs_quiet=True)],
        people=[
            Person(id=1, pace_percent=200, rests=[Rest(minutes=30, earliest=700, latest=760)], most_in_a_row=2),
            Person(id=2),
            Person(id=3),
        ],
        booths=[Booth(id=1, desks=2, zone="east"), Booth(id=2, desks=2, zone="west"), Booth(id=3, zone="east")],
        interpreters=[Interpreter(id=1, languages=SIGN, begins=545, breaks=[(600, 620)])],
        quiet_rooms=[QuietRoom(id=1, opens=600)],
        opens=540,
        closes=780,
        ways={("east", "west"): 10},
    )


FAR = {
    1: Placed(1, 540, 555, 1, 1, None, None),
    2: Placed(2, 575, 590, 2, 1, None, None),
    3: Placed(3, 610, 625, 3, 1, None, None),
    4: Placed(4, 555, 570, 1, 2, 1, None),
    5: Placed(5, 600, 615, 2, 2, None, 1),
}


def placed_far(wide, *changed):
    placed = {**FAR, **{one.meeting: one for one in changed}}
    return replace(solve(wide), placed=tuple(placed.values()), left_out=())


def test_ways_rests_and_pauses_that_are_kept_pass(wide):
    result = placed_far(wide)
    numbers = replace(result, value=8, bound=8, status="optimal", stages=())

    assert check(wide, numbers) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (FAR[2]._replace(start=570, end=585), "meetings 1 and 2: person 1 has less than 20 minutes in between."),
        (FAR[3]._replace(start=720, end=735), "person 1: the rests asked for find no time."),
        (FAR[4]._replace(start=545, end=560), "meeting 4: the fair is not open."),
        (FAR[4]._replace(start=550, end=565), "meeting 4: interpreter 1 is not on shift."),
        (FAR[4]._replace(start=620, end=635), "meeting 4: interpreter 1 is not on shift."),
        (FAR[5]._replace(start=595, end=610), "meeting 5: quiet room 1 is not open."),
    ],
)
def test_a_fault_of_ways_rests_or_hours_is_found(wide, changed, sentence):
    assert sentence in check(wide, placed_far(wide, changed))


def test_a_third_meeting_in_a_row_is_found(wide):
    longer = replace(placed_far(wide), settings=Settings(row_rest_minutes=25))

    assert "person 1: 3 meetings are in a row; 2 are the most." in check(wide, longer)


def test_a_status_that_a_stage_does_not_bear_out_is_found(wide):
    result = replace(placed_far(wide), value=8, bound=8, status="optimal", stages=(Stage("waits", 9, 5, "feasible"),))

    assert any("status is 'optimal'" in said for said in check(wide, result))
