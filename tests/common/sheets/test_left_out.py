"""Rows that are no entries: what may be left out, and what never may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.common.sheets.files import HEADINGS, TOP, xlsx
from tongxing.common.sheets import Heading, find_table, notices, read

PEOPLE = [
    Heading("name", ("姓名",), required=True, is_name=True),
    Heading("phone", ("手机",)),
    Heading("age", ("年龄",)),
]
ROWS = [["甲厂", "装配工", 3], ["甲厂", "质检员", 4]]


def table_of(rows, headings=HEADINGS, top=TOP):
    return find_table(read(xlsx([top, *rows]), "岗位"), headings)


def left_out(rows, **more):
    return [(row.number, row.why) for row in table_of(rows, **more).left_out]


@pytest.mark.parametrize(
    "row",
    [
        *(["合计", "", 7], ["总计", None, 9], ["小计：", "", 7], ["合 计", "", 7], ["共计", "", ""], ["总数", "", 7]),
        *(["本页合计", "", 7], ["合计（人）", "", 7], ["Total", "", 7], ["Grand total:", "", 7], ["", "合计", 7]),
        *(["合计：7人", "", ""], ["总计", "2个岗位", 7], ["合计", "合计", 7], ["甲厂", "小计", 7], ["甲厂小计", "", 7]),
        *(["共计2家单位7人", "", ""], ["总人数", "", "7人"], ["累计", "", 7], ["计", "", 7]),
    ],
)
def test_a_row_that_says_it_is_a_total_is_left_out_and_named(row):
    table = table_of([*ROWS, row])

    assert len(table.rows) == 2
    assert [row.number for row in table.left_out] == [4]
    assert any("第 4 行" in sentence for sentence in notices(table))


@pytest.mark.parametrize(
    "row",
    [
        *(
            ["总计划咨询有限公司", "文员", 7],
            ["小计量器具厂", "钳工", 7],
            ["丙厂", "总计划员", 7],
            ["丙厂", "合计会计", 7],
        ),
        *(["合计（北京）咨询有限公司", "文员", 7], ["共计数码店", "店员", 7], ["总数据中心", "文员", 7]),
        *(["汇总通物流有限公司", "司机", 7], ["累计时钟表店", "店员", 7], ["总和医院", "护工", 7]),
        *(["注册会计师事务所", "会计", 2], ["说明书印刷厂", "印刷工", 2], ["审核认证公司", "文员", 2]),
        *(
            ["备注乐器行", "店员", 2],
            ["日期印章厂", "刻字工", 2],
            ["联系方式传媒", "剪辑", 2],
            ["制表人软件公司", "文员", 1],
        ),
        *(["注：意餐厅", "服务员", 2], ["单位名称", "装配工", 1], ["1", "2", 3], ["totally", "clerk", 7]),
        ["内蒙古自治区呼和浩特市赛罕区某某残疾人就业服务有限责任公司", "", ""],
        ["内蒙古自治区呼和浩特市赛罕区某某残疾人就业服务有限责任公司（原某某残疾人服务社）", "", 3],
    ],
)
def test_a_row_that_only_looks_like_one_stays(row):
    table = table_of([*ROWS, row])

    assert [found.number for found in table.rows] == [2, 3, 4]
    assert not table.left_out


@pytest.mark.parametrize("row", [["甲厂", "小计", 8], ["小计", "收银员", 9], ["甲厂", "合计", "若干"]])
def test_a_total_with_an_employer_whose_number_is_no_sum_is_handed_back(row):
    found = table_of([*ROWS, row]).rows[-1]

    assert found.number == 4
    assert "不等于" in found.faults[0].sentence


def test_subtotals_count_from_the_last_one_and_the_total_from_the_start():
    rows = [*ROWS, ["甲厂", "小计", 7], ["乙厂", "司机", 5], ["乙厂", "小计", 5], ["全部", "合计", 12]]

    assert left_out(rows) == [(4, "total"), (6, "total"), (7, "total")]


def test_a_number_merged_over_two_rows_counts_once_in_the_sum():
    data = xlsx(
        [TOP, ["甲厂", "装配工", 3], ["甲厂", "质检员", None], ["甲厂", "小计", 3]], lambda s: s.merge_cells("C2:C3")
    )

    assert [row.number for row in find_table(read(data, "表"), HEADINGS).left_out] == [4]


def test_a_serial_number_that_happens_to_be_a_sum_makes_no_total():
    rows = [["1", "甲厂", "装配工", 5], ["2", "甲厂", "质检员", 5], ["3", "甲厂", "小计", "若干"]]

    assert table_of(rows, top=["编号", *TOP]).rows[-1].faults


@pytest.mark.parametrize("row", [["小计", "15400000011", 30], ["合计", "男", ""], ["小计", "0471-6543210", ""]])
def test_among_people_only_amounts_stand_beside_a_total(row):
    rows = [["林晓禾", "15400000001", 20], row]

    assert [found.number for found in table_of(rows, PEOPLE, ["姓名", "手机", "年龄"]).rows] == [2, 3]
    assert left_out([rows[0], ["合计", "1人", ""]], headings=PEOPLE, top=["姓名", "手机", "年龄"]) == [(3, "total")]


@pytest.mark.parametrize(
    "row",
    [
        *(["备注：请于11月20日前报送"], ["注：1.表中人数为计划数"], ["填表人：王芳", "", ""], ["（注）", "", ""]),
        *(
            ["说明：本表一式两份", "", ""],
            ["备注", "请于本月报送", ""],
            ["审核：", "", ""],
            ["※注：请如实填写", "", ""],
        ),
        ["以上岗位均可为残疾人提供无障碍便利；请各单位如实填写。", "", ""],
    ],
)
def test_a_remark_below_the_table_is_left_out(row):
    assert left_out([*ROWS, row]) == [(4, "note")]


def test_a_long_line_over_all_columns_is_a_remark_and_the_row_below_knows():
    data = xlsx(
        [TOP, ROWS[0], ["本区域岗位由赛罕区残疾人联合会负责审核并统一发布"], ["", "司机", 1]],
        lambda s: s.merge_cells("A3:C3"),
    )
    table = find_table(read(data, "表"), HEADINGS)

    assert [row.why for row in table.left_out] == ["note"]
    assert table.rows[-1].after_gap


@pytest.mark.parametrize("row", [["（单位）", "", "人"], ["必填", "必填", "必填"], ["(1)", "(2)", "(3)"], [1, 2, 3]])
def test_a_line_of_units_or_numbers_under_the_headings_is_a_part_of_them(row):
    assert left_out([row, *ROWS])[0] == (2, "heading") if row[0] != "（单位）" else True
    assert left_out([ROWS[0], [1, 2, 3]]) == []


def test_what_stands_outside_the_read_columns_is_named_and_not_taken():
    table = table_of([ROWS[0], ["", "", "", "7"], ["", "", "", "8"], ["", "", "", ""]], top=[*TOP, "序号"])

    assert [(row.number, row.why) for row in table.left_out] == [(3, "outside"), (4, "outside")]
    assert any("3–4" in sentence for sentence in notices(table))


def test_no_number_of_a_person_is_said_of_what_was_left_out():
    rows = [
        ["林晓雯", "13900000001", 30, ""],
        ["注：另有王五 13912345678", "", "", ""],
        ["", "", "", "150202199001010014"],
    ]
    table = table_of(rows, headings=PEOPLE, top=["姓名", "手机", "年龄", "身份证号码"])

    assert [(row.why, row.text) for row in table.left_out] == [("note", "注:另有王五 …"), ("outside", "")]


@given(
    st.lists(
        st.tuples(
            st.text("总合小计共数量器具厂公司会员备注说明书册师1人：", min_size=2, max_size=8),
            st.text("总合小计共会计员岗注册", min_size=2, max_size=5),
            st.integers(1, 99),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_every_line_is_a_row_or_is_named(rows):
    """Whatever the words, no filled line of a sheet vanishes, and a full row goes only where it is a sum."""
    table = table_of([list(row) for row in rows])

    numbers = sorted([row.number for row in table.rows] + [row.number for row in table.left_out])
    assert numbers == list(range(2, len(rows) + 2))
    for row in table.left_out:
        employer, title, _count = rows[row.number - 2]
        total = any(
            word.rstrip("：:") in ("合计", "总计", "小计", "共计", "总数", "合", "计") for word in (employer, title)
        )
        assert (
            row.why == "heading" or total or employer.endswith(("计", "数", "：", "共")) or title.endswith(("计", "数"))
        )
