"""Rates by need: the ratio and its interval, what stays hidden, and who is compared with whom."""

from math import inf, isclose

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engines.matching import NO_NEED, Person, Post, Problem, fairness, ratio_interval

RAMP, SIGN = 0, 1


def problem_of(*groups):
    """(how many, needs_must, needs_wish) each; ids count from 0. One post, 100."""
    masks = [(must, wish) for count, must, wish in groups for _one in range(count)]
    people = [Person(id=number, needs_must=must, needs_wish=wish) for number, (must, wish) in enumerate(masks)]
    return Problem.of(people, [Post(id=100), Post(id=101)])


def by_need(report):
    return {group.need: group for group in report.groups}


def test_each_group_is_compared_with_everybody_outside_it():
    problem = problem_of((20, 1 << RAMP, 0), (30, 0, 0))

    found = by_need(fairness(problem, {100: [0, 1, 2, 3, 4], 101: list(range(20, 38))}))

    assert (found[RAMP].people, found[RAMP].chosen, found[RAMP].rate) == (20, 5, 0.25)
    assert isclose(found[RAMP].ratio, 0.25 / 0.6)
    assert isclose(found[NO_NEED].ratio, 0.6 / 0.25)


def test_a_need_counts_as_must_and_as_wish():
    problem = problem_of((6, 1 << RAMP, 0), (6, 0, 1 << RAMP), (12, 0, 0))

    assert by_need(fairness(problem, {}))[RAMP].people == 12


def test_the_best_place_counts_and_is_told_of_ten_only():
    problem = problem_of((12, 1 << RAMP, 0), (12, 0, 0))

    found = by_need(fairness(problem, {100: list(range(24)), 101: [11, 12]}))

    assert found[RAMP].mean_place == (sum(range(1, 12)) + 1) / 12
    assert by_need(fairness(problem, {100: list(range(9))}))[RAMP].mean_place is None


@pytest.mark.parametrize(
    ("with_ramp", "chosen", "verdict"), [(200, 40, "below"), (200, 150, "within"), (20, 12, "open"), (20, 0, "below")]
)
def test_small_numbers_allow_no_conclusion(with_ramp, chosen, verdict):
    problem = problem_of((with_ramp, 1 << RAMP, 0), (200, 0, 0))
    others = range(with_ramp, with_ramp + 150)

    found = by_need(fairness(problem, {100: [*range(chosen), *others]}))

    assert found[RAMP].verdict == verdict


def test_a_group_under_ten_is_hidden_and_with_it_the_next_smallest():
    problem = problem_of((9, 1 << RAMP, 0), (12, 1 << SIGN, 0), (40, 0, 0))

    report = fairness(problem, {100: [0, 1]})

    assert list(by_need(report)) == [NO_NEED]
    assert report.hidden_count == 2


def test_a_group_that_leaves_fewer_than_ten_outside_is_hidden():
    report = fairness(problem_of((91, 1 << RAMP, 0), (9, 0, 0)), {100: [0]})

    assert (report.groups, report.hidden_count, report.people, report.chosen) == ((), 2, 100, 1)


def test_a_small_group_within_a_large_one_hides_nothing_else():
    problem = problem_of((4, 1 << RAMP | 1 << SIGN, 0), (20, 1 << SIGN, 0), (20, 0, 0))

    assert list(by_need(fairness(problem, {}))) == [SIGN, NO_NEED]


def test_an_id_that_nobody_has_is_refused():
    with pytest.raises(LookupError, match="no person 7"):
        fairness(problem_of((3, 0, 0)), {100: [7]})
    with pytest.raises(LookupError, match="no post 9"):
        fairness(problem_of((3, 0, 0)), {9: []})


@settings(max_examples=2000, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([0, 1, 2, 3, 2**63]), st.sampled_from([0, 4, 2**62])), max_size=14),
    st.data(),
    st.integers(1, 4),
)
def test_no_shown_group_tells_of_a_few_and_the_rates_are_right(masks, data, least):
    problem = problem_of(*((1, must, wish) for must, wish in masks))
    chosen = data.draw(st.lists(st.integers(0, len(masks) - 1), unique=True)) if masks else []

    report = fairness(problem, {100: chosen}, least=least)

    seen = set()
    for group in report.groups:
        own = {
            number
            for number, (must, wish) in enumerate(masks)
            if (((must | wish) >> group.need & 1) if group.need >= 0 else not must | wish)
        }
        seen |= own
        assert (group.people, group.chosen) == (len(own), len(own & set(chosen)))
        assert least <= len(own) <= len(masks) - least
    unseen = len(masks) - len(seen)
    assert not report.groups or unseen == 0 or unseen >= least
    assert (report.people, report.chosen) == (len(masks), len(chosen))


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((7, 34, 1, 34), 1.22, 42.6),  # the trial of epinephrine of Fagerland & al. 2015
        ((20, 20, 20, 20), 20 / (20 + 3.8415), (20 + 3.8415) / 20),  # everybody: the closed form of Nam 1995
        ((0, 5, 0, 5), 0, inf),
        ((10, 10, 0, 10), 3.603, inf),
    ],
)
def test_the_interval_is_the_published_one(counts, low, high):
    found = ratio_interval(*counts)

    assert found.low == pytest.approx(low, rel=1e-3)
    assert found.high == pytest.approx(high, rel=1e-3)


COUNTS = st.integers(1, 300).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size)))


@settings(max_examples=2000, deadline=None)
@given(COUNTS, COUNTS)
def test_the_interval_holds_equality_just_when_pearson_s_test_does(one, other):
    (x, m), (y, n) = one, other
    assume(0 < x + y < m + n)
    pooled = (x + y) / (m + n)
    chi_square = (x / m - y / n) ** 2 / (pooled * (1 - pooled) * (1 / m + 1 / n))
    assume(abs(chi_square - 3.8414588) > 1e-4)

    low, high = ratio_interval(*one, *other)

    assert (low <= 1 <= high) == (chi_square < 3.8414588)


@settings(max_examples=500, deadline=None)
@given(COUNTS, COUNTS)
def test_the_interval_of_the_turned_ratio_is_turned(one, other):
    low, high = ratio_interval(*one, *other)

    turned = ratio_interval(*other, *one)

    assert turned.low == pytest.approx(1 / high, rel=1e-9)
    assert turned.high == (inf if low == 0 else pytest.approx(1 / low, rel=1e-9))
