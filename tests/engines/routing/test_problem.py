"""What a problem of rounds takes in, and what it refuses."""

import doctest

import pytest

import engines.routing
from engines.routing import BadProblem, BadSettings, Lunch, Place, Problem, Settings, Stop, Team, Ways, solve

HERE = Place(40.57, 110.52)


def problem_of(**changes):
    rest = {"stops": [Stop(id=1, place=HERE)], "teams": [Team(id=1, shifts=[(510, 1020)], start=HERE)]}
    return Problem(**{**rest, **changes})


def stop(**changes):
    return {"stops": [Stop(id=1, place=HERE), Stop(**{"id": 2, "place": HERE, **changes})]}


def team(**changes):
    return {"teams": [Team(**{"id": 1, "shifts": [(510, 1020)], "start": HERE, **changes})]}


def ways(minutes, metres=((0, 0, 0),) * 3):
    return {"ways": Ways(minutes=minutes, metres=metres)}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (stop(id=1), "stops row 1, id: 1 is the id of an earlier row"),
        (stop(id="2"), "stops row 1, id: '2' cannot be"),
        (stop(minutes=-5), "stops row 1, minutes: -5 cannot be; give a whole number from 0"),
        (stop(minutes=float("nan")), "stops row 1, minutes: nan cannot be"),
        (stop(minutes=True), "stops row 1, minutes: True cannot be"),
        (stop(minutes=10**6), "stops row 1, minutes: 1000000 cannot be"),
        (stop(windows=[(600, 540)]), "stops row 1, windows: (600, 540) ends before it starts"),
        (stop(windows=[(540, 600), (590, 700)]), "stops row 1, windows: (540, 600) and (590, 700) overlap; join them"),
        (stop(windows=[540]), "stops row 1, windows: 540 is not a pair"),
        (stop(windows=[(-1, 5)]), "stops row 1, windows: -1 cannot be"),
        (stop(skills="sign"), "stops row 1, skills: 'sign' is not a list"),
        (stop(needs_ramp=1), "stops row 1, needs_ramp: 1 cannot be; give True or False"),
        (stop(load=-1), "stops row 1, load: -1 cannot be"),
        (stop(prize=2.5), "stops row 1, prize: 2.5 cannot be"),
        (stop(prize=10**7), "stops row 1, prize: 10000000 cannot be; give a whole number from 0 to 1000000"),
        (stop(place=None), "stops row 1, place: it is missing; give latitude and longitude, or give ways"),
        (stop(place=Place(float("nan"), 110)), "stops row 1, place: nan cannot be; give degrees"),
        (stop(place=Place(110, 40)), "stops row 1, place: 110 cannot be; give degrees from -90 to 90"),
        (stop(place=40), "stops row 1, place: 40 is not a pair"),
        (team(start=None), "teams row 0, start: it is missing"),
        (team(end=Place(0, 200)), "teams row 0, end: 200 cannot be; give degrees from -180 to 180"),
        (team(shifts=[(600, 540)]), "teams row 0, shifts: (600, 540) ends before it starts"),
        (team(shifts=[(510, 600), (700, 800)]), "teams row 0, shifts: two begin on day 0; give one a day"),
        (team(shifts=[(510, 1600), (1500, 1800)]), "teams row 0, shifts: (510, 1600) and (1500, 1800) overlap"),
        (team(ramp="yes"), "teams row 0, ramp: 'yes' cannot be"),
        (team(capacity=-1), "teams row 0, capacity: -1 cannot be"),
        (team(lunch=Lunch(minutes=-1, earliest=0, latest=0)), "teams row 0, lunch.minutes: -1 cannot be"),
        (team(lunch=Lunch(minutes=1, earliest=9, latest=8)), "teams row 0, lunch.latest: it is before earliest"),
        (ways([[0]]), "ways, minutes: there are 1 rows; 3 places are given"),
        (ways([[0, 1], [0], [0]]), "ways row 0, minutes: there are 2 columns; 3 places are given"),
        (ways([[0, 1, 1], [1, 0, -1], [1, 1, 0]]), "ways row 1, minutes: -1 in column 2; give from 0"),
        (ways([[0, 1, 1], [1, 0, 1.5], [1, 1, 0]]), "ways row 1, minutes: 1.5 in column 2 cannot be"),
        (ways([[0, 1, 1], [1, 7, 1], [1, 1, 0]]), "ways row 1, minutes: from a place to itself it is 7; give 0"),
        (ways([[0] * 3] * 3, [[0] * 3] * 2), "ways, metres: there are 2 rows"),
    ],
)
def test_bad_input_is_refused_with_row_and_field(changes, sentence):
    with pytest.raises(BadProblem) as refused:
        problem_of(**changes)

    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    "changes",
    [{"road_factor_percent": 99}, {"speed_kmh": 0}, {"iterations": 1.5}, {"seconds": 0}, {"exhaustive_stops": 8}],
)
def test_settings_that_make_no_sense_are_refused(changes):
    with pytest.raises(BadSettings, match=f"Settings.{next(iter(changes))} is"):
        Settings(**changes)


def test_a_problem_is_apart_from_what_it_was_made_of():
    stops, windows = [Stop(id=1, place=HERE)], [(540, 600)]
    problem = problem_of(stops=[*stops, Stop(id=2, place=HERE, windows=windows)])
    stops.clear()
    windows.clear()

    assert [one.windows for one in problem.stops] == [(), ((540, 600),)]


def test_without_stops_there_are_no_rounds():
    result = solve(problem_of(stops=[]))

    assert (result.routes, result.left_out, result.status, result.value) == ((), (), "optimal", 0)


def test_without_teams_everything_is_left_out_and_says_so():
    result = solve(problem_of(teams=[]))

    assert result.status == "infeasible"
    assert result.left_out[0].facts == ({"code": "no_shifts"},)


def test_the_example_at_the_door_is_true():
    assert doctest.testmod(engines.routing) == (0, 8)
