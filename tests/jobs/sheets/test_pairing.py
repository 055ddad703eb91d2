"""Which row is which post: as many equal pairs as there can be, against the slow obvious way."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tongxing.jobs.sheets.pairing import equal_pairs

POSTS = st.lists(st.fixed_dictionaries({"a": st.integers(0, 1), "b": st.integers(0, 1)}), max_size=5)
ROWS = st.lists(
    st.one_of(
        st.fixed_dictionaries({"a": st.integers(0, 1)}),
        st.fixed_dictionaries({"b": st.integers(0, 1)}),
        st.fixed_dictionaries({"a": st.integers(0, 1), "b": st.integers(0, 1)}),
    ),
    max_size=5,
)


def equal(row, post):
    return all(post[field] == value for field, value in row.items())


def most_pairs(rows, posts):
    """Every way to give rows posts, tried one after the other."""
    places = [*range(len(posts)), *[None] * len(rows)]
    return max(
        sum(place is not None and equal(row, posts[place]) for row, place in zip(rows, order, strict=True))
        for order in set(permutations(places, len(rows)))
    )


@given(ROWS, POSTS)
def test_no_way_pairs_more_rows_with_posts_that_equal_them(rows, posts):
    pairs = equal_pairs(rows, posts, lambda post, field: post[field])

    assert len(set(pairs.values())) == len(pairs)
    assert all(equal(rows[row], posts[post]) for row, post in pairs.items())
    assert len(pairs) == most_pairs(rows, posts)


def test_equal_rows_take_equal_posts_in_order():
    assert equal_pairs([{"a": 1}] * 3, [{"a": 1}] * 3, lambda post, field: post[field]) == {0: 0, 1: 1, 2: 2}


def test_a_row_moves_to_another_post_that_equals_it_where_one_needs_its_own():
    posts = [{"a": 0, "b": 0}, {"a": 0, "b": 1}]

    assert equal_pairs([{"a": 0}, {"b": 0}], posts, lambda post, field: post[field]) == {0: 1, 1: 0}
