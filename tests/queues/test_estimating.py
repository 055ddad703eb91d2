"""The range: learnt from the day, wider when less is known, right as often as it says."""

import random

import pytest

from tongxing.queues.estimating import Away, Pace, Range, Turn, learn, ranges

STEADY = Pace(median=10, eighty=12, count=50, ahead=0, gone=0)


def wait(pace=STEADY, *, ahead=0, places=1, busy=(0.0,), last=None):
    """The range of whoever comes after ``ahead`` others."""
    return ranges(pace, places=places, busy=busy, queue=[Turn()] * ahead + [last or Turn()])[-1]


def test_before_the_day_has_taught_anything_what_was_expected_holds():
    pace = learn(10, [])

    assert pace.median == pytest.approx(11.5)
    assert 1.4 < pace.eighty / pace.median < 1.8


def test_the_days_own_turns_soon_count_for_more_than_what_was_expected():
    assert learn(10, [20.0] * 5).median > 15
    assert learn(10, [20.0] * 40).median == 20
    assert learn(10, [20.0] * 40).eighty == pytest.approx(22)


def test_median_and_eighty_percent_are_those_of_the_turns():
    draw = random.Random(7)
    turns = [draw.lognormvariate(2.5, 0.5) for _turn in range(400)]

    pace = learn(10, turns)

    assert pace.median == pytest.approx(sorted(turns)[200], rel=0.05)
    assert pace.eighty == pytest.approx(sorted(turns)[320], rel=0.05)


def test_who_comes_to_a_free_place_is_called_at_once():
    assert wait(busy=()) == Range(0, 2)


def test_who_has_others_before_them_waits_for_their_turns():
    assert wait(ahead=3).holds(40)
    assert not wait(ahead=3).holds(15)
    assert not wait(ahead=3).holds(70)


def test_two_places_halve_the_wait():
    one, two = wait(ahead=8), wait(ahead=8, places=2, busy=(0.0, 0.0))

    assert two.most < one.least


def test_a_place_that_has_been_taken_for_long_is_free_sooner():
    assert wait(busy=(9.0,)).most < wait(busy=(0.0,)).most


def test_less_knowledge_means_a_wider_range():
    sure, unsure = Pace(10, 15, 60, 0, 0), Pace(10, 15, 0, 0, 0)

    assert (
        wait(unsure, ahead=8).most - wait(unsure, ahead=8).least > wait(sure, ahead=8).most - wait(sure, ahead=8).least
    )


def test_people_who_are_called_first_make_it_longer_and_people_who_left_shorter():
    assert wait(Pace(10, 12, 50, 0.4, 0), ahead=8).most > wait(ahead=8).most
    assert wait(Pace(10, 12, 50, 0, 0.4), ahead=8).least < wait(ahead=8).least


def test_nobody_is_expected_while_they_are_in_an_interview():
    assert wait(busy=(), last=Turn(away=(Away(0, 0, 30),))).least >= 30


def test_somebody_who_is_away_lets_others_by():
    behind = ranges(STEADY, places=1, busy=(), queue=[Turn(away=(Away(0, 0, 60),)), Turn()])[1]

    assert behind == Range(0, 2)


def test_the_same_question_gets_the_same_answer():
    assert wait(ahead=5) == wait(ahead=5)


@pytest.mark.parametrize("ahead", [1, 4, 10, 25])
def test_a_range_is_right_four_times_in_five(ahead):
    """Against a queue played independently: one place after the other, turns drawn from a lognormal."""
    draw = random.Random(ahead)
    pace = Pace(median=10, eighty=15, count=40, ahead=0, gone=0)
    said = wait(pace, ahead=ahead, places=2, busy=(0.0, 0.0))
    right = 0
    for _day in range(300):
        free = [draw.lognormvariate(2.3026, 0.4818) + 0.5 for _place in range(2)]
        for _person in range(ahead):
            free.sort()
            free[0] += draw.lognormvariate(2.3026, 0.4818) + 0.5
        right += said.holds(min(free))

    assert right >= 240
