"""How people are cut into shards: bounded, near each other, and each person in exactly one."""

from hypothesis import given
from hypothesis import strategies as st

from engines.matching import Settings
from engines.matching.region.columns import PEOPLE, POSTS
from engines.matching.region.parquet import connect, quoted
from engines.matching.region.shards import Cell, cut, in_reach, plan
from engines.matching.region.taking import Source, take_in
from tests.engines.matching.region.made import save, scattered

PLACES = st.lists(st.tuples(st.integers(0, 2047), st.integers(0, 2047)), min_size=1, max_size=30, unique=True)


def cells(places, people):
    found = [Cell(0, a, b, people, (0, 0, 0, 0)) for a, b in places]
    return sorted(found, key=lambda cell: cell.path)


@given(PLACES, st.integers(1, 9), st.integers(1, 40))
def test_groups_are_bounded_and_hold_every_cell_once(places, people, most):
    given_ = cells(places, people)

    groups = cut(given_, most)

    assert sorted(map(repr, given_)) == sorted(repr(cell) for group in groups for cell in group)
    assert all(len(group) == 1 or len(group) * people <= most for group in groups)


def test_neighbours_stay_together():
    two_towns = cells([(10, 10), (11, 10), (10, 11), (1900, 1900), (1901, 1900)], people=5)

    groups = cut(two_towns, most=15)

    assert [{cell.a // 100 for cell in group} for group in groups] == [{0}, {19}]


def test_shards_hold_everybody_once_and_no_more_than_they_may(tmp_path):
    problem = scattered()
    files = save(tmp_path, problem)

    with connect() as con:
        words = take_in(con, Source.of(con, PEOPLE, files[0]), Source.of(con, POSTS, files[1]), tmp_path)
        shards = plan(con, tmp_path, words, Settings().bands, most=7)
        stored = con.execute(f"SELECT shard, id FROM {quoted(tmp_path / 'people.parquet')}").fetchall()

    assert sorted(one for _, one in stored) == sorted(problem.people["id"].tolist())
    assert [sum(shard == one.number for shard, _ in stored) for one in shards] == [one.people for one in shards]
    assert max(one.people for one in shards) == 7


def test_a_town_does_not_read_the_posts_of_another(tmp_path):
    problem = scattered(400, 400)
    files = save(tmp_path, problem)

    with connect() as con:
        words = take_in(con, Source.of(con, PEOPLE, files[0]), Source.of(con, POSTS, files[1]), tmp_path)
        shards = plan(con, tmp_path, words, Settings().bands, most=40)
        posts = quoted(tmp_path / "posts.parquet")
        counts = [
            con.execute(f"SELECT count(*) FROM ({in_reach(one.reach, posts)})").fetchall()[0][0] for one in shards
        ]

    assert min(counts) < 200  # a third of the posts have no place and belong to every shard
    assert max(counts) == 400
