"""Text files as programs export them: encodings, delimiters, guards."""

import pytest

from tests.common.sheets.files import HEADINGS, TOP, text_file
from tongxing.common.sheets import SheetRefused, find_table, read

ROWS = [[*TOP, "联系电话"], ["甲厂", "面点师", "2", "015400000011"]]


def table_of(data):
    return find_table(read(data, "岗位.txt"), HEADINGS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("delimiter", ["\t", ",", ";", "|"])
def test_text_is_read_in_each_encoding_with_each_delimiter(encoding, delimiter):
    row = table_of(text_file(ROWS, encoding, delimiter)).rows[0]

    assert [row.text(field) for field in ("employer", "title", "openings", "phone")] == ROWS[1]


def test_utf_16_big_endian_with_its_mark():
    assert table_of(b"\xfe\xff" + text_file(ROWS, "utf-16-be", "\t")).rows[0].text("employer") == "甲厂"


def test_big5_is_known_by_its_headings():
    rows = [["單位名稱", "崗位", "招聘人數"], ["臺中商行", "店員", "2"]]

    assert table_of(text_file(rows, "big5hkscs")).rows[0].text("employer") == "臺中商行"


def test_zeros_in_what_is_no_text_are_refused():
    with pytest.raises(SheetRefused, match="不是能读取的表格"):
        read(bytes(range(256)) * 20, "岗位.csv")


@pytest.mark.parametrize("line", ["sep=;\r\n", '"sep=;"\r\n', "SEP=;\n"])
def test_the_line_for_the_program_says_the_delimiter_and_is_no_row(line):
    table = table_of(text_file([["呼和浩特,赛罕,新城", "", "", ""], *ROWS], delimiter=";", before=line))

    assert (table.heading_row, table.rows[0].number) == (2, 3)


@pytest.mark.parametrize(
    ("title", "delimiter"),
    [("呼和浩特,岗位表", ";"), ("呼和浩特;岗位;表", ","), ("甲,乙,丙,丁,戊", "\t"), ("甲|乙", ",")],
)
def test_a_title_with_other_signs_does_not_decide(title, delimiter):
    data = text_file(ROWS, delimiter=delimiter, before=title + "\r\n")

    assert table_of(data).rows[0].text("title") == "面点师"


def test_cells_full_of_semicolons_do_not_decide_either():
    rows = [[*TOP, "月薪"], *[["甲厂", f"岗位{n}", "1", "底薪;提成;全勤;补贴;奖金"] for n in range(30)]]

    assert table_of(text_file(rows)).rows[0].text("title") == "岗位0"


@pytest.mark.parametrize(
    "line", ['="甲厂","=""面点师""",="2",="015400000011"', '"=""甲厂""",面点师,"=""2""","=""015400000011"""']
)
def test_guards_around_numbers_are_no_part_of_them(line):
    row = table_of((",".join(ROWS[0]) + "\r\n" + line + "\r\n").encode()).rows[0]

    assert [row.text(field) for field in ("employer", "title", "openings", "phone")] == ROWS[1]
    assert row.cells["phone"].raw == "015400000011"


def test_rows_are_counted_as_the_spreadsheet_program_does():
    data = '\r\n"岗位表\r\n（二〇二六年）"\r\n\r\n单位名称,岗位,人数\r\n甲厂,"装配\r\n工",2\r\n乙厂,司机,1\r\n'

    table = table_of(data.encode())

    assert (table.heading_row, [row.number for row in table.rows]) == (4, [5, 6])
