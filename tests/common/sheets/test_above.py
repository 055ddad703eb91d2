"""Cells that mean the one above, column by column."""

import pytest

from tests.common.sheets.files import HEADINGS, xlsx
from tongxing.common.sheets import find_table, read

TOP = ["单位名称", "岗位", "人数", "月薪"]
FIRST = ["甲厂", "装配工", 2, "4000"]
EVERYWHERE = [
    *(
        "同上",
        "仝上",
        "同 上",
        "同上。",
        "（同上）",
        "(同上)",
        "【同上】",
        "同前",
        "上同",
        "如上",
        "同上面",
        "同上一行",
        "同上行",
    ),
    *(
        "同上单位",
        "同上公司",
        "同上企业",
        "单位同上",
        "与上同",
        "与上相同",
        "与上行相同",
        "以上相同",
        "同上述",
        "Ditto",
        "ditto.",
    ),
    *('"', "''", "“", "”", "〃", "″", "′′", "〞", ",,", "、、", "，，", "same as above"),
]
NAMES_ONLY = ["同", "仝", "··", "↑", "々"]
NEVER = ["同上路面馆", "同仁堂", "同济医院", "上同街道办", "如上科技有限公司", "同前程人力资源"]


def rows_of(*rows):
    return find_table(read(xlsx([TOP, *rows]), "岗位"), HEADINGS).rows


@pytest.mark.parametrize("sign", EVERYWHERE)
def test_a_ditto_takes_the_value_above_in_each_column(sign):
    row = rows_of(FIRST, [sign, sign, 1, sign])[1]

    assert [row.text(field) for field in ("employer", "title", "wage")] == ["甲厂", "装配工", "4000"]
    assert row.address("employer") == "A3"


@pytest.mark.parametrize("sign", NAMES_ONLY)
def test_a_sign_that_names_nothing_is_a_ditto_where_a_name_belongs(sign):
    row = rows_of(FIRST, [sign, "保安", 1, sign])[1]

    assert (row.text("employer"), row.text("wage")) == ("甲厂", sign)


@pytest.mark.parametrize("sign", ["--", "—", "——", "/", "-", "。", "√", "***", "#"])
def test_other_signs_alone_are_no_name_and_are_handed_back(sign):
    row = rows_of(FIRST, [sign, "保安", 1, sign])[1]

    assert [fault.address for fault in row.faults] == ["A3"]
    assert row.text("wage") == sign  # elsewhere they may mean that there is nothing to say


@pytest.mark.parametrize("name", NEVER)
def test_a_name_that_begins_so_is_a_name(name):
    row = rows_of(FIRST, [name, "保安", 1, ""])[1]

    assert row.text("employer") == name
    assert not row.faults


def test_a_ditto_under_a_cell_that_cannot_be_read_is_handed_back():
    rows = rows_of(FIRST, ["#N/A", "保安", 1, ""], ["同上", "司机", 1, ""], ["同", "文员", 1, ""])

    assert [bool(row.faults) for row in rows] == [False, True, True, False]
    assert "读不出" in rows[2].faults[0].sentence


def test_where_each_row_speaks_for_itself_a_ditto_is_no_name():
    table = find_table(read(xlsx([TOP, FIRST, ["同上", "保安", 1, "同上"]]), "岗位"), HEADINGS, as_above=False)

    assert [fault.address for fault in table.rows[1].faults] == ["A3"]


@pytest.mark.parametrize("words", ["同上（甲厂）", "同第一行", "同第 2 行", "仝前：甲厂", "同左", "同下（乙厂）"])
def test_words_that_point_at_another_cell_are_no_name(words):
    row = rows_of(FIRST, [words, "保安", 1, "3000"])[1]

    assert row.cells["employer"].is_unreadable
    assert [fault.address for fault in row.faults] == ["A3"]


@pytest.mark.parametrize("name", ["同上海贸易有限公司", "同左岸咖啡馆", "同一个梦想传媒有限公司", "同前路修理厂"])
def test_a_firm_whose_name_begins_like_them_is_a_firm(name):
    row = rows_of(FIRST, [name, "保安", 1, "3000"])[1]

    assert row.text("employer") == name
    assert not row.faults
