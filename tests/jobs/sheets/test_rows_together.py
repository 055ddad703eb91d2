"""Rows of posts beside one another: whose the row below is, and rows that are equal."""

import pytest

from tests.cast import region
from tests.sheets import table_of
from tongxing.jobs.sheets.vacancies import HEADINGS, understand

pytestmark = pytest.mark.django_db
TOP = ["单位名称", "岗位", "人数"]


def understood(rows, top=TOP):
    return understand(table_of([top, *rows], HEADINGS), region=region("150200"))


def test_an_empty_employer_under_a_blank_line_is_handed_back():
    first, below, apart, last = understood(
        [["麦香坊", "面点师", 2], ["", "店员", 1], [], ["", "司机", 1], ["", "保安", 1]]
    )

    assert below.values["firm"].name == "麦香坊"
    assert not first.problems + below.problems
    assert [problem.field for problem in apart.problems] == ["employer"]
    assert [problem.field for problem in last.problems] == ["employer"]


def test_no_employer_is_inherited_from_above_a_row_whose_employer_is_wrong():
    _first, wrong, below = understood([["麦香坊", "面点师", 2], ["甲" * 121, "店员", 1], ["", "司机", 1]])

    assert wrong.problems
    assert [problem.field for problem in below.problems] == ["employer"]


@pytest.mark.parametrize("name", ["0", "12345", "--", "……"])
def test_a_number_or_signs_are_no_employer(name):
    [one] = understood([[name, "面点师", 2]])

    assert [problem.field for problem in one.problems] == ["employer"]


def test_equal_rows_are_doubted_with_all_their_numbers():
    lines = understood([["麦香坊", "面点师", 2], ["星河厂", "司机", 1], ["麦香坊", "面点师", 2], ["同上", "面点师", 2]])

    assert [[warning.field for warning in one.warnings] for one in lines] == [["title"], [], ["title"], ["title"]]
    assert "2、4、5" in lines[0].warnings[0].sentence


def test_equal_rows_with_numbers_of_their_own_are_doubted_as_well():
    lines = understood([["1", "麦香坊", "面点师", 2], ["2", "麦香坊", "面点师", 2]], ["编号", *TOP])

    assert all(one.warnings for one in lines)


def test_rows_that_differ_in_one_cell_are_two_posts_without_a_doubt():
    lines = understood([["麦香坊", "面点师", 2, "4000"], ["麦香坊", "面点师", 2, "5000"]], [*TOP, "月薪"])

    assert not any(one.warnings for one in lines)


def test_two_telephone_columns_of_an_employer_are_both_kept():
    [one] = understood([["麦香坊", "面点师", 2, "0471-6543210", "15400000011"]], [*TOP, "联系电话", "手机"])

    assert sorted(one.values["contact_phone"].split()) == ["0471-6543210", "15400000011"]
