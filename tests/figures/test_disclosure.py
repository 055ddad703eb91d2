"""What the public sees: no cell of people under five, and none that can be worked out from the others."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import cast
from tongxing.figures import counts
from tongxing.figures.definitions.fair import COUNTY
from tongxing.figures.disclosure import SMALLEST_SHOWN, shown

tables = st.lists(st.integers(1, 30), min_size=1, max_size=7)


def publish(numbers):
    return [cell.number for cell in shown([[f"c{i}", n] for i, n in enumerate(numbers)], about_people=True)]


def worlds(total: int, published: list):
    """Every table that would be published just so, with the same total: all that a reader can know."""
    hidden = [place for place, number in enumerate(published) if number is None]
    left = total - sum(number for number in published if number is not None)

    def fill(places, rest):
        if not places:
            if rest == 0:
                yield []
            return
        for number in range(1, rest - len(places) + 2):
            for others in fill(places[1:], rest - number):
                yield [number, *others]

    for filled in fill(hidden, left):
        numbers = list(published)
        for place, number in zip(hidden, filled, strict=True):
            numbers[place] = number
        if publish(numbers) == published:
            yield numbers


def test_a_small_cell_is_hidden_together_with_the_next_one():
    assert publish([3, 40, 9, 12]) == [None, 40, None, 12]


def test_cells_of_things_are_not_hidden():
    assert [cell.number for cell in shown([["C", 1], ["F", 80]], about_people=False)] == [1, 80]


def test_a_table_with_nothing_to_hide_among_is_not_shown():
    assert publish([4, 4]) == []


def test_equal_cells_are_hidden_together_lest_their_order_tells():
    assert publish([5, 1, 5, 9]) == [None, None, None, 9]


@given(tables)
def test_no_small_cell_is_shown(numbers):
    assert all(number is None or number >= SMALLEST_SHOWN for number in publish(numbers))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_no_hidden_cell_follows_from_the_total_and_the_others(numbers):
    published = publish(numbers)
    for place, number in enumerate(published):
        if number is None:
            assert len({world[place] for world in worlds(sum(numbers), published)}) > 1


@pytest.mark.django_db
def test_counties_stand_in_the_order_of_their_codes():
    for code in ("150221", "150203", "150402"):
        cast.region(code)
    cells = [["赤峰市红山区", 31], ["", 15], ["包头市土默特右旗", 12], ["包头市昆都仑区", 20]]
    row = SimpleNamespace(
        figure=SimpleNamespace(tables={"county": cells}),
        definition=SimpleNamespace(tables=[COUNTY]),
        is_small=False,
        is_about_people=True,
    )

    labels = [cell.label for cell in counts.tables(row)[0].cells]

    assert labels == ["包头市昆都仑区", "包头市土默特右旗", "赤峰市红山区", "未填写"]
