"""The schematic map: north is up, one scale, no circle on another, told apart without colour."""

from itertools import combinations
from math import hypot

from tongxing.rounds.drawing import RADIUS, WIDTH, Way, map_of

OFFICE = (40.0, 110.0)


def drawn(*places, **asked):
    return map_of([Way("一组", OFFICE, list(enumerate(places, 1)), OFFICE)], is_exact=True, **asked)


def test_nothing_to_draw_without_a_stop():
    assert map_of([]) is None
    assert map_of([Way("一组", OFFICE, [], OFFICE)]) is None


def test_north_is_up_and_east_is_right():
    north, east = drawn((40.2, 110.0), (40.0, 110.2)).marks

    assert north.at_y < east.at_y
    assert north.at_x < east.at_x


def test_a_kilometre_is_as_long_in_both_directions():
    one = drawn((40.1, 110.0), (40.0, 110.1305))  # both about 11.1 km away
    office_x, office_y = one.ends[0]

    assert abs((office_y - one.marks[0].at_y) - (one.marks[1].at_x - office_x)) <= 2


def test_the_scale_bar_is_as_long_as_it_says():
    one = drawn((40.1, 110.0))
    span = abs(one.ends[0][1] - one.marks[0].at_y)

    assert abs(one.bar / float(one.bar_km) - span / 11.132) < 1


def test_no_circle_covers_another_even_at_the_same_place():
    marks = drawn(*[(40.05, 110.05)] * 5, (40.0501, 110.0501)).marks

    for one, other in combinations(marks, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= 2 * RADIUS - 1
    assert all(RADIUS <= mark.x <= WIDTH - RADIUS for mark in marks)


def test_teams_have_patterns_of_their_own():
    ways = [Way(f"{number}组", OFFICE, [(number, (40.1, 110 + number / 10))], OFFICE) for number in range(1, 5)]

    assert [line.pattern for line in map_of(ways).lines] == [1, 2, 3, 4]
