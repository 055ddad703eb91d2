"""What cannot be used is refused in one sentence that names file, row and column, and nothing is left behind."""

import duckdb
import pytest

from engines.matching import Person, Post, Problem
from engines.matching.region import BadInput, Sizes, match_region
from tests.engines.matching.region.made import stored, whole

PEOPLE = {
    "id": "row_id::BIGINT",
    "needs_must": "1::UBIGINT",
    "needs_wish": "0::UBIGINT",
    "skills": "['缝纫', 'typing']",
    "occupations": "['6-05', '4-10-04-02']",
    "education": "3",
    "wage_floor": "3000",
    "hours_min": "0",
    "hours_max": "40",
    "x": "NULL::INTEGER",
    "y": "NULL::INTEGER",
    "region": "'150204'",
    "way_max": "80000",
    "from_home": "0",
    "free_from": "DATE '2026-12-01'",
}
POSTS = {
    "id": "row_id::BIGINT",
    "organisation": "1",
    "openings": "2",
    "offered": "1::UBIGINT",
    "can_arrange": "0::UBIGINT",
    "cannot": "(1::UBIGINT << 63)",
    "skills_required": "['缝纫']",
    "skills_welcome": "['typing', 'baking']",
    "occupation": "'6-05-02-01'",
    "education_min": "1",
    "wage_min": "3000",
    "wage_max": "NULL::INTEGER",
    "hours_min": "40",
    "hours_max": "40",
    "x": "NULL::INTEGER",
    "y": "NULL::INTEGER",
    "region": "150203000000",
    "from_home": "0",
    "start": "DATE '2026-11-15'",
}


def files(folder, people=(), posts=(), rows=4):
    """The two files of ``rows`` rows, with these columns changed; ``None`` leaves one out."""
    paths = folder / "PEOPLE.parquet", folder / "POSTS.parquet"
    for path, columns in zip(paths, ({**PEOPLE, **dict(people)}, {**POSTS, **dict(posts)}), strict=True):
        select = ", ".join(f"{value} AS {name}" for name, value in columns.items() if value is not None)
        duckdb.sql(f"COPY (SELECT {select} FROM range({rows}) AS rows(row_id)) TO '{path}' (FORMAT parquet)")
    return paths


def test_names_codes_and_dates_are_read_as_the_plain_objects_are(tmp_path):
    match_region(*files(tmp_path), tmp_path / "out")

    day = duckdb.sql("SELECT DATE '2026-12-01'").fetchall()[0][0]
    people = [
        Person(
            id=one,
            needs_must=1,
            skills=["缝纫", "typing"],
            occupations=["6-05", "4-10-04-02"],
            education=3,
            wage_floor=3000,
            hours_max=40,
            region="150204",
            way_max=80_000,
            free_from=day,
        )
        for one in range(4)
    ]
    posts = [
        Post(
            id=one,
            organisation=1,
            openings=2,
            offered=1,
            cannot=1 << 63,
            skills_required=["缝纫"],
            skills_welcome=["typing", "baking"],
            occupation="6-05-02-01",
            education_min=1,
            wage_min=3000,
            region="150203",
            start=day.replace(month=11, day=15),
        )
        for one in range(4)
    ]
    lists = whole(Problem.of(people, posts))
    assert len(lists[0]) == 16
    assert stored(tmp_path / "out") == lists


@pytest.mark.parametrize(
    ("side", "changed", "sentence"),
    [
        ("people", {"wage_floor": None}, "PEOPLE.parquet, column wage_floor: this column is missing."),
        ("people", {"sex": "1"}, "PEOPLE.parquet, column sex: matching has no such field; leave it out."),
        ("people", {"x": "1.5"}, "PEOPLE.parquet, column x: it holds DECIMAL(2,1); give whole numbers."),
        ("people", {"free_from": "now()"}, "column free_from: it holds TIMESTAMP WITH TIME ZONE; give dates"),
        ("people", {"free_from": "DATE 'infinity'"}, "row 0, free_from: -1 cannot be; give a date, or nothing."),
        ("people", {"id": "1"}, "PEOPLE.parquet, row 1, id: 1 is the id of an earlier row; give each its own."),
        ("people", {"id": "nullif(row_id, 2)"}, "PEOPLE.parquet, row 2, id: it is empty; give a value."),
        (
            "people",
            {"wage_floor": "1000 - 500 * row_id::INTEGER"},
            "row 3, wage_floor: -500 cannot be; give yuan a month from 0 to 10,000,000.",
        ),
        ("people", {"needs_wish": "row_id::UBIGINT"}, "row 1, needs_wish: it repeats a need of needs_must;"),
        ("people", {"hours_max": "row_id - 1"}, "row 0, hours_max: -1 cannot be;"),
        ("people", {"y": "3"}, "row 0, y: a place needs both x and y; give the other or neither."),
        ("people", {"region": "'15020'"}, "row 0, region: '15020' is not a region;"),
        ("people", {"region": "1502"}, "row 0, region: 1502 is not a region; give 6, 9 or 12 digits."),
        ("people", {"occupations": "['6-05', 'baker']"}, "row 0, occupations: 'baker' is not an occupation code;"),
        ("people", {"occupations": "['1', '2', '3', '4', '5', '6']"}, "row 0, occupations: give at most 5 of them."),
        ("people", {"occupations": "[NULL, '6-05']"}, "row 0, occupations: there is a gap between the wishes;"),
        ("people", {"skills": "['sewing', '']"}, "row 0, skills: a skill without a name stands in the list;"),
        ("people", {"skills": "[1::UBIGINT]"}, "POSTS.parquet, column skills_required: skills are written as in"),
        ("posts", {"wage_max": "2999"}, "POSTS.parquet, row 0, wage_max: it is below wage_min; exchange the two."),
        (
            "posts",
            {"cannot": "1::UBIGINT"},
            "POSTS.parquet, row 0, cannot: it repeats a bit of offered or can_arrange;",
        ),
        ("posts", {"skills_welcome": "[1::UBIGINT]"}, "POSTS.parquet, column skills_welcome: it is not written as"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(tmp_path, side, changed, sentence):
    paths = files(tmp_path, **{side: changed})

    with pytest.raises(BadInput) as refused:
        match_region(*paths, tmp_path / "out")

    assert sentence in str(refused.value)
    assert str(refused.value).count("\n") == 0
    assert not (tmp_path / "out").exists()


def test_a_bad_cell_far_down_is_found_in_its_row(tmp_path):
    paths = files(tmp_path, people={"education": "CASE WHEN row_id = 70000 THEN 9 ELSE 1 END"}, rows=70_001)

    with pytest.raises(BadInput, match="row 70000, education: 9 cannot be; give a level from 0 to 8"):
        match_region(*paths, tmp_path / "out")


def test_an_id_that_comes_again_far_down_is_found(tmp_path):
    paths = files(tmp_path, posts={"id": "row_id % 70000"}, rows=70_001)

    with pytest.raises(BadInput, match=r"POSTS\.parquet, row 70000, id: 0 is the id of an earlier row"):
        match_region(*paths, tmp_path / "out")


def test_a_file_that_is_none_is_refused(tmp_path):
    people, posts = files(tmp_path)
    posts.write_text("id,organisation")

    with pytest.raises(BadInput, match=r"POSTS\.parquet: this is not a Parquet file\."):
        match_region(people, posts, tmp_path / "out")
    with pytest.raises(BadInput, match=r"NOBODY\.parquet: there is no such file\."):
        match_region(tmp_path / "NOBODY.parquet", posts, tmp_path / "out")


def test_a_file_without_rows_is_refused(tmp_path):
    with pytest.raises(BadInput, match=r"PEOPLE\.parquet: there is not a single row in it\."):
        match_region(*files(tmp_path, rows=0), tmp_path / "out")


def test_a_shard_of_nobody_is_refused():
    with pytest.raises(BadInput, match="The people of a shard are 0"):
        Sizes(people=0)


def test_words_of_unequal_length_are_filled_up(tmp_path):
    words = {"skills": "[1::UBIGINT]"}
    paths = files(tmp_path, words, {"skills_required": "[]::UBIGINT[]", "skills_welcome": "[1::UBIGINT, 0]"})

    match_region(*paths, tmp_path / "out")

    assert {row[4] for row in stored(tmp_path / "out")[1]} == {741}  # 400 of them for the one welcome skill
