"""Headings however they are written, where they stand, and two columns of one meaning."""

import pytest

from tests.common.sheets.files import HEADINGS, TOP, ods, text_file, xls, xlsx
from tongxing.common.sheets import SheetRefused, find_table, notices, read
from tongxing.jobs.sheets.vacancies import HEADINGS as POSTS


def table_of(rows, change=None, headings=HEADINGS):
    return find_table(read(xlsx(rows, change), "岗位"), headings)


@pytest.mark.parametrize(
    "top",
    [
        *(
            ["1.单位名称", "2.岗位", "3.招聘人数"],
            ["①单位名称", "②岗位", "③人数"],
            ["一、单位名称", "二、岗位", "三、人数"],
        ),
        *(
            ["（一）单位名称", "（二）岗位", "（三）人数"],
            ["1、单位名称", "2、岗位", "3、人数"],
            ["1 单位名称", "2 岗位", "3 人数"],
        ),
        *(["A.单位名称", "B.岗位", "C.人数"], ["⑴单位名称", "⑵岗位", "⑶人数"], ["(1)单位名称", "2)岗位", "3）人数"]),
        *(["單位名稱", "崗位", "招聘人數"], ["單位名稱", "職位", "招聘人數（人）"]),
        *(
            ["单位名称*", "*岗位", "招聘人数/人"],
            ["单位名称：", "岗位 ", "招聘人数（人）"],
            ["单 位 名 称", "岗\n位", "人 数"],
        ),
        *(
            ["单位名称（全称）", "岗位【必填】", "人数／人"],
            ["单位名称必填", "岗位(必填)", "人数*"],
            ["▲单位名称", "●岗位", "人数/名"],
        ),
    ],
)
def test_a_heading_is_known_however_it_is_written(top):
    table = table_of([top, ["甲厂", "装配工", 2]])

    assert table.headings == {"employer": "A", "title": "B", "openings": "C"}


@pytest.mark.parametrize(
    "name", ["单位全称", "企业全称", "公司全称", "用工单位", "招聘单位全称", "用人单位全称", "參會單位名稱"]
)
def test_the_usual_names_of_an_employer_are_known(name):
    assert table_of([[name, "岗位", "人数"], ["甲厂", "装配工", 2]], headings=POSTS).rows[0].text("employer") == "甲厂"


@pytest.mark.parametrize(
    "name",
    ["月薪(元)\n税前", "税前月薪", "月薪（税后）", "工资待遇(元/月)必填", "月薪/元 税前", "税后工资（元/月）"],
)
def test_what_is_said_beside_a_wage_leaves_it_a_wage(name):
    table = table_of([["单位名称", "岗位", "人数", name], ["甲厂", "装配工", 2, "4000"]], headings=POSTS)

    assert table.headings["wage"] == "D"
    assert table.unknown == []


def test_columns_that_hold_something_and_were_not_read_are_named_first():
    top = ["序号", "单位名称", "岗位", "人数", "福利\n说明", "发放时间", "备用"]

    table = table_of([top, [1, "甲厂", "装配工", 2, "包住", "每月5日", ""]], headings=POSTS)

    assert table.unknown == ["E 福利 说明", "F 发放时间"]
    assert any("E 福利 说明" in sentence for sentence in notices(table))


def test_units_and_numbers_leave_other_headings_alone():
    top = ["单位名称", "岗位", "招聘人数/人", "月薪/元", "联系人/电话", "薪资（元/月）"]

    table = table_of([top[:5], ["甲厂", "装配工", 2, "4000", "王芳 15400000011"]], headings=POSTS)

    assert table.headings == {"employer": "A", "title": "B", "openings": "C", "wage": "D", "contact": "E"}
    assert table.titles["wage"] == "月薪/元"


BLANKS = [["2026年岗位需求表"], ["", "", ""], ["", "填报单位", ""]]


@pytest.mark.parametrize(
    "data",
    [
        xlsx([[], [], TOP, ["甲厂", "装配工", 2]]),
        xls([[], [], TOP, ["甲厂", "装配工", 2]]),
        ods([["", "", ""], ["", "", ""], TOP, ["甲厂", "装配工", 2]]),
        text_file([[], [], TOP, ["甲厂", "装配工", 2]]),
        xlsx([["2026年岗位需求表"], ["填报：赛罕区"], TOP, ["甲厂", "装配工", 2]], lambda s: s.merge_cells("A1:C1")),
        xlsx([["岗位"], [], TOP, ["甲厂", "装配工", 2]], lambda s: s.merge_cells("A1:C2")),
    ],
    ids=["xlsx", "xls", "ods", "csv", "merged title", "title that is a heading"],
)
def test_the_heading_row_is_the_one_that_the_clerk_sees(data):
    table = find_table(read(data, "岗位"), HEADINGS)

    assert (table.heading_row, table.heading_rows, table.rows[0].number) == (3, 1, 4)
    assert table.rows[0].address("employer") == "A4"


def merged(*ranges):
    def change(sheet):
        for one in ranges:
            sheet.merge_cells(one)

    return change


TWO_LINES = [["单位名称", "岗位", "招聘人数", "", ""], ["", "", "男", "女", "合计"]]
OVER_TWO = merged("A1:A2", "B1:B2", "C1:E1")


@pytest.mark.parametrize("change", [OVER_TWO, None], ids=["merged", "not merged"])
def test_a_count_over_men_women_and_total_is_the_total(change):
    rows = table_of([*TWO_LINES, ["甲厂", "装配工", 1, 2, 3], ["甲厂", "质检员", "", "", 4]], change).rows

    assert [row.text("openings") for row in rows] == ["3", "4"]
    assert [row.address("openings") for row in rows] == ["E3", "E4"]
    assert not any(row.doubts or row.faults for row in rows)


def test_a_total_that_men_and_women_do_not_add_up_to_is_doubted():
    row = table_of([*TWO_LINES, ["甲厂", "装配工", 1, 2, 5]], OVER_TWO).rows[0]

    assert row.text("openings") == "5"
    assert [doubt.address for doubt in row.doubts] == ["E3"]


def test_men_and_women_without_a_total_are_added_up_aloud():
    rows = [
        ["单位名称", "岗位", "招聘人数", ""],
        ["", "", "男", "女"],
        ["甲厂", "装配工", 1, 2],
        ["乙厂", "司机", 2, "若干"],
        ["丙厂", "保洁", "", "若干"],
        ["丁厂", "保安", 4, "/"],
    ]

    added, vague, alone, men = table_of(rows, merged("A1:A2", "B1:B2", "C1:D1")).rows

    assert added.text("openings") == "3"
    assert "C3、D3" in added.doubts[0].sentence
    assert (vague.cells["openings"].is_unreadable, len(vague.faults)) == (True, 1)
    assert (alone.text("openings"), alone.address("openings"), alone.faults) == ("若干", "D5", ())
    assert (men.text("openings"), men.address("openings"), men.doubts) == ("4", "C6", ())


def test_a_total_left_empty_is_the_sum_aloud():
    row = table_of([*TWO_LINES, ["甲厂", "装配工", 1, 2, ""]], OVER_TWO).rows[0]

    assert (row.text("openings"), len(row.doubts)) == ("3", 1)


def test_sub_columns_may_stand_in_brackets_of_one_line():
    top = ["单位名称", "岗位", "招聘人数（男）", "招聘人数（女）"]

    assert table_of([top, ["甲厂", "装配工", 1, 2]]).rows[0].text("openings") == "3"


def test_the_upper_line_makes_the_lower_one_clear():
    headings = [*HEADINGS, *(heading for heading in POSTS if heading.field in ("headcount", "contact_name"))]
    rows = [["单位", "", "招聘", ""], ["名称", "人数", "岗位", "人数"], ["甲厂", 80, "装配工", 2]]

    row = table_of(rows, merged("A1:B1", "C1:D1"), headings).rows[0]

    assert [row.text(field) for field in ("employer", "headcount", "title", "openings")] == [
        "甲厂",
        "80",
        "装配工",
        "2",
    ]


def test_the_first_entry_is_never_taken_for_a_line_of_headings():
    rows = [[*TOP, "沟通"], ["甲厂", "装配工", "2", "手机"], ["乙厂", "司机", "1", "微信"]]

    assert [row.number for row in table_of(rows).rows] == [2, 3]


@pytest.mark.parametrize("second", [["", ""], ["甲厂", "乙厂"]], ids=["empty", "equal"])
def test_of_two_columns_of_one_meaning_one_is_read_where_the_other_says_nothing_else(second):
    rows = [[*TOP, "企业名称"], ["甲厂", "装配工", 2, second[0]], ["乙厂", "司机", 1, second[1]]]

    assert [row.text("employer") for row in table_of(rows).rows] == ["甲厂", "乙厂"]


def test_an_empty_first_column_gives_way():
    rows = [["企业名称", "单位名称", "岗位", "人数"], ["", "甲厂", "装配工", 2]]

    assert table_of(rows).rows[0].text("employer") == "甲厂"


def test_two_telephone_columns_are_both_kept():
    rows = [
        [*TOP, "联系电话", "手机"],
        ["甲厂", "装配工", 2, "0471-6543210", "15400000011"],
        ["乙厂", "司机", 1, "", "15400000012"],
    ]

    assert [row.text("phone") for row in table_of(rows).rows] == ["0471-6543210、15400000011", "15400000012"]


def test_where_somebody_lives_comes_before_where_they_are_registered():
    rows = [[*TOP, "户籍地", "现住址"], ["甲厂", "装配工", 2, "赛罕区", "新城区"], ["甲厂", "司机", 1, "赛罕区", ""]]

    first, second = table_of(rows).rows

    assert (first.text("region"), second.text("region")) == ("新城区", "赛罕区")
    assert "D2" in first.doubts[0].sentence
    assert not second.doubts


def test_what_was_found_is_named_without_empty_places():
    rows = [["", "单位名称", "", "岗位"], ["", "", "", ""], ["", "甲厂", "", "装配工"]]

    with pytest.raises(SheetRefused) as refused:
        table_of(rows, merged("B1:B2", "D1:D2"))

    assert "单位名称、岗位" in str(refused.value)
    assert "、、" not in str(refused.value)


def test_one_number_over_two_posts_is_handed_back_with_both_rows_named():
    rows = [TOP, ["甲厂", "装配工", 5], ["", "质检员", None], ["乙厂", "司机", 1]]

    found = table_of(rows, merged("A2:A3", "C2:C3")).rows

    assert [len(row.faults) for row in found] == [1, 1, 0]
    assert all("2、3" in row.faults[0].sentence for row in found[:2])
    assert [row.text("employer") for row in found] == ["甲厂", "甲厂", "乙厂"]


def test_a_title_over_two_wages_stays_fine():
    rows = [[*TOP, "月薪"], ["甲厂", "装配工", 5, "4000"], ["", "", 2, "5000"]]

    assert not any(row.faults for row in table_of(rows, merged("A2:A3", "B2:B3")).rows)


def test_a_row_under_a_blank_line_knows_it():
    rows = table_of(
        [TOP, ["甲厂", "装配工", 5], ["", "司机", 1], [], ["", "保安", 1], ["合计", "", 7], ["", "文员", 1]]
    ).rows

    assert [row.after_gap for row in rows] == [False, False, True, True]
