"""What a timetable is like at the size of a fair."""

import random
from dataclasses import replace

import pytest

from engines.scheduling import Booth, Interpreter, Meeting, Person, Problem, Settings, check, explain, solve

UNPREPARED = Settings(preparing_minutes=0)
QUICK = replace(UNPREPARED, rounds=4, moves=300)


@pytest.fixture(scope="module")
def fair():
    """A morning with 20 booths, 60 people and 150 wishes, more than there is time for."""
    chance = random.Random(3)
    languages = {person: chance.choice([(), (), (), ("sign",), ("mongolian",)]) for person in range(60)}
    wishes = sorted({(chance.randrange(60), min(int(chance.expovariate(0.15)), 19)) for _ in range(190)})[:150]
    return Problem(
        meetings=[
            Meeting(
                id=number,
                person=person,
                booth=booth,
                minutes=15 + 5 * (person % 3),
                weight=1 + person % 2,
                needs_languages=languages[person],
                needs_quiet=person % 9 == 0,
            )
            for number, (person, booth) in enumerate(wishes)
        ],
        people=[Person(id=one, arrives=540 + 30 * (one % 4), leaves=750 - 15 * (one % 5)) for one in range(60)],
        booths=[Booth(id=one, desks=1 + one % 2) for one in range(20)],
        interpreters=[
            Interpreter(id=1, languages=["sign"]),
            Interpreter(id=2, languages=["mongolian"], ends=690),
            Interpreter(id=3, languages=["sign", "mongolian"], begins=600),
        ],
        quiet_rooms=[1, 2],
        opens=540,
        closes=750,
        breaks=[(690, 705)],
    )


def test_a_full_morning_passes_the_judge(fair):
    result = solve(fair, QUICK)

    assert check(fair, result) == []
    assert result.value >= 200
    assert len(result.placed) + len(result.left_out) == 150


def test_the_same_seed_gives_the_same_timetable(fair):
    one, other = solve(fair, replace(QUICK, seed=5)), solve(fair, replace(QUICK, seed=5))

    assert (one.placed, one.left_out, one.stages) == (other.placed, other.left_out, other.stages)


def test_searching_parts_shortens_waits_at_no_loss_of_value(fair):
    before, after = solve(fair, replace(QUICK, rounds=0, effort=0)), solve(fair, QUICK)

    assert after.value >= before.value
    assert after.stages[2].value < before.stages[2].value


def test_effort_is_bounded_by_the_number_of_moves(fair):
    assert solve(fair, replace(QUICK, moves=70, rounds=0, effort=0)).moves == 70


def test_one_meeting_is_moved_to_make_room_for_another():
    """Whoever may come at any time is placed first and sits where the other must be."""
    people = [Person(id=1), *(Person(id=one, arrives=0, leaves=20) for one in range(2, 7))]
    meetings = [Meeting(id=1, person=1, booth=1, weight=9)]
    meetings += [Meeting(id=one, person=one, booth=one) for one in range(2, 7)]
    meetings.append(Meeting(id=7, person=2, booth=1))
    booths = [Booth(id=one) for one in range(1, 7)]
    problem = Problem(
        meetings=[one if one.id != 2 else replace(one, booth=1) for one in meetings[:-1]],
        people=people,
        booths=booths,
        opens=0,
        closes=60,
    )

    result = solve(problem)

    assert result.status == "optimal"
    assert not result.left_out
    assert result.placed_by_meeting[1].start >= 15


def test_nobody_is_left_with_nothing_while_a_second_meeting_of_another_could_give_way():
    """Person 1 wants the whole morning of booth 1, which is all that person 2 wishes for."""
    meetings = [Meeting(id=one, person=1, booth=one, weight=5) for one in range(1, 6)]
    meetings.append(Meeting(id=9, person=2, booth=1, weight=1))
    problem = Problem(
        meetings=meetings,
        people=[Person(id=1), Person(id=2)],
        booths=[Booth(id=1, closes=15), *(Booth(id=one) for one in range(2, 6))],
        opens=0,
        closes=180,
    )

    result = solve(problem, Settings(moves=0))

    assert 9 in result.placed_by_meeting
    assert [one.meeting for one in result.left_out] == [1]


def test_bookings_of_an_interpreter_leave_room_for_rests():
    meetings = [Meeting(id=one, person=one, booth=one, minutes=20, needs_languages=["sign"]) for one in range(5)]
    problem = Problem(
        meetings=meetings,
        people=[Person(id=one) for one in range(5)],
        booths=[Booth(id=one) for one in range(5)],
        interpreters=[Interpreter(id=1, languages=["sign"])],
        opens=0,
        closes=180,
    )

    assert [one.start for one in solve(problem, UNPREPARED).placed] == [0, 20, 60, 80, 120]


def test_a_rest_is_kept_before_the_next_booking_as_well():
    """Who comes at any time may be interpreted for in one stretch with what follows only up to 40 minutes."""
    problem = Problem(
        meetings=[
            Meeting(id=1, person=1, booth=1, minutes=30, needs_languages=["sign"]),
            Meeting(id=2, person=2, booth=2, minutes=20, needs_languages=["sign"]),
        ],
        people=[Person(id=1), Person(id=2, arrives=60, leaves=80)],
        booths=[Booth(id=1), Booth(id=2)],
        interpreters=[Interpreter(id=1, languages=["sign"])],
        opens=0,
        closes=140,
    )
    result = solve(problem, replace(UNPREPARED, grid_minutes=1))

    assert result.placed_by_meeting[2].start == 60
    assert explain(problem, result, 1).free_starts == (*range(11), *range(100, 111))


def test_an_interpreter_rests_first_where_going_on_at_once_would_cost_a_meeting():
    """The second could start at 30, but only 40, after a full rest, leaves time for the third."""
    windows = [(0, 20), (30, 60), (45, 80)]
    numbers = range(3)
    problem = Problem(
        meetings=[Meeting(id=one, person=one, booth=one, minutes=20, needs_languages=["sign"]) for one in numbers],
        people=[Person(id=one, arrives=windows[one][0], leaves=windows[one][1]) for one in numbers],
        booths=[Booth(id=one) for one in numbers],
        interpreters=[Interpreter(id=1, languages=["sign"])],
        opens=0,
        closes=100,
    )

    assert [one.start for one in solve(problem, UNPREPARED).placed] == [0, 40, 60]


@pytest.mark.parametrize("first", [1, 2])
def test_the_way_between_zones_is_kept_however_short_the_wait_could_be(first):
    """The booth that is to be first closes early; the way takes 20 minutes at this person's pace."""
    booths = [Booth(id=one, zone=one, closes=15 if one == first else None) for one in (1, 2)]
    problem = Problem(
        meetings=[Meeting(id=one, person=1, booth=one) for one in (1, 2)],
        people=[Person(id=1, pace_percent=200)],
        booths=booths,
        opens=0,
        closes=90,
        ways={(1, 2): 10},
    )

    result = solve(problem)

    assert check(problem, result) == []
    assert [(one.booth, one.start) for one in result.placed] == [(first, 0), (3 - first, 35)]
