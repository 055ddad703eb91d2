"""What a timetable takes in, and what it refuses."""

import doctest

import pytest

import engines.scheduling
from engines.scheduling import (
    BadProblem,
    BadSettings,
    Booth,
    Interpreter,
    Meeting,
    Person,
    Problem,
    QuietRoom,
    Rest,
    Settings,
    solve,
)


def problem_of(**changes):
    rest = {
        "meetings": [Meeting(id=1, person=1, booth=1)],
        "people": [Person(id=1)],
        "booths": [Booth(id=1)],
        "opens": 540,
        "closes": 600,
    }
    return Problem(**{**rest, **changes})


def meeting(**changes):
    return [Meeting(id=1, person=1, booth=1), Meeting(**{"id": 2, "person": 1, "booth": 1, **changes})]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"meetings": meeting(id=1)}, "meetings row 1, id: 1 is the id of an earlier row"),
        ({"meetings": meeting(person=9)}, "meetings row 1, person: there is no person 9; add them to people"),
        ({"meetings": meeting(booth=9)}, "meetings row 1, booth: there is no booth 9"),
        ({"meetings": meeting(minutes=-15)}, "meetings row 1, minutes: -15 cannot be"),
        ({"meetings": meeting(minutes=0)}, "meetings row 1, minutes: 0 cannot be; give a whole number from 1 up"),
        ({"meetings": meeting(minutes=float("nan"))}, "meetings row 1, minutes: nan cannot be"),
        ({"meetings": meeting(minutes=True)}, "meetings row 1, minutes: True cannot be"),
        ({"meetings": meeting(minutes=10**6)}, "meetings row 1, minutes: 1000000 is more than two weeks"),
        ({"meetings": meeting(weight=0)}, "meetings row 1, weight: 0 cannot be"),
        ({"meetings": meeting(needs_languages="sign")}, "meetings row 1, needs_languages: 'sign' is not a list"),
        ({"meetings": meeting(needs_quiet=1)}, "meetings row 1, needs_quiet: 1 cannot be"),
        ({"people": [Person(id=1), Person(id=1)]}, "people row 1, id: 1 is the id of an earlier row"),
        ({"people": [Person(id=1, arrives=9, leaves=8)]}, "people row 0, leaves: it is before arrives"),
        ({"people": [Person(id=1, arrives=9.5)]}, "people row 0, arrives: 9.5 cannot be"),
        ({"booths": [Booth(id=1, desks=0)]}, "booths row 0, desks: 0 cannot be"),
        ({"booths": [Booth(id=1, opens=9, closes=8)]}, "booths row 0, closes: it is before opens"),
        ({"booths": [Booth(id=1, breaks=[(9, 8)])]}, "booths row 0, breaks: (9, 8) ends before it starts"),
        ({"booths": [Booth(id=1, breaks=[5])]}, "booths row 0, breaks: 5 is not a pair"),
        ({"booths": [Booth(id="1")]}, "booths row 0, id: '1' cannot be"),
        ({"interpreters": [Interpreter(id=1, languages=[""])]}, "interpreters row 0, languages"),
        (
            {"interpreters": [Interpreter(id=1, languages=(), begins=9, ends=8)]},
            "interpreters row 0, ends: it is before",
        ),
        ({"interpreters": [Interpreter(id=1, languages=())] * 2}, "interpreters row 1, id: 1 is the id of an earlier"),
        ({"quiet_rooms": [3, 3]}, "quiet_rooms row 1, id: 3 is the id of an earlier row"),
        ({"quiet_rooms": [QuietRoom(id=3, opens=9, closes=8)]}, "quiet_rooms row 0, closes: it is before opens"),
        ({"quiet_rooms": ["a"]}, "quiet_rooms row 0, id: 'a' cannot be"),
        (
            {"interpreters": [Interpreter(id=1, languages=(), breaks=[(9, 8)])]},
            "interpreters row 0, breaks: (9, 8) ends",
        ),
        ({"people": [Person(id=1, pace_percent=0)]}, "people row 0, pace_percent: 0 cannot be"),
        ({"people": [Person(id=1, most_in_a_row=0)]}, "people row 0, most_in_a_row: 0 cannot be"),
        ({"people": [Person(id=1, rests=[20])]}, "people row 0, rests: 20 is not a Rest"),
        ({"people": [Person(id=1, rests=[Rest(minutes=0)])]}, "people row 0, rests: 0 cannot be"),
        (
            {"people": [Person(id=1, rests=[Rest(minutes=9, earliest=1, latest=5)])]},
            "people row 0, rests: 9 minutes do not fit into its window",
        ),
        ({"people": [Person(id=1, rests=[Rest(minutes=1)] * 6)]}, "people row 0, rests: 6 cannot be; give at most 5"),
        ({"booths": [Booth(id=1, zone=1.5)]}, "booths row 0, zone: 1.5 cannot be"),
        ({"ways": {(1, 2): -1}}, "ways row 0, minutes: -1 cannot be"),
        ({"ways": {(1, 2): 3, (2, 1): 4}}, "ways row 1, minutes: (2, 1) takes 4 and 3; give one of them"),
        ({"ways": {1: 3}}, "ways row 0, zones: 1 is not a pair of two zones"),
        ({"ways": [3]}, "ways, zones: give a mapping of two zones to minutes"),
        ({"opens": 600, "closes": 540}, "fair, closes: give a time after opens"),
        ({"closes": 10**6}, "fair, closes: give a time after opens, at most two weeks later"),
        ({"opens": None}, "fair, opens: None cannot be"),
        ({"breaks": [(9, 8)]}, "fair, breaks: (9, 8) ends before it starts"),
    ],
)
def test_bad_input_is_refused_with_row_and_field(changes, sentence):
    with pytest.raises(BadProblem) as refused:
        problem_of(**changes)

    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"grid_minutes": 0},
        {"rest_minutes": -1},
        {"moves": 1.5},
        {"seed": True},
        {"objectives": ("waits",)},
        {"objectives": ("value", "value")},
        {"workers": 0},
    ],
)
def test_settings_that_make_no_sense_are_refused(changes):
    with pytest.raises(BadSettings, match=f"Settings.{next(iter(changes))} is"):
        Settings(**changes)


def test_a_problem_is_apart_from_what_it_was_made_of():
    meetings, languages = meeting(), ["sign"]
    problem = problem_of(meetings=meetings, interpreters=[Interpreter(id=1, languages=languages)])
    meetings.clear()
    languages.clear()

    assert [one.id for one in problem.meetings] == [1, 2]
    assert problem.interpreters[0].languages == {"sign"}


def test_without_meetings_there_is_an_empty_timetable():
    result = solve(problem_of(meetings=[]))

    assert (result.placed, result.left_out, result.status) == ((), (), "optimal")


def test_the_example_at_the_door_is_true():
    assert doctest.testmod(engines.scheduling) == (0, 6)
