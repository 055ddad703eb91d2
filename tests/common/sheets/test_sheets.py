"""Spreadsheets as they really come, and as nobody should send them."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdsTable
from odf.table import TableCell, TableRow
from odf.text import P

from tongxing.common.sheets import Column, Heading, OutSheet, SheetRefused, find_table, read, write, write_csv

HEADINGS = [
    Heading("employer", ("单位名称", "企业名称", "用人单位"), required=True),
    Heading("title", ("岗位", "职位", "招聘岗位"), required=True),
    Heading("openings", ("人数", "招聘人数"), required=True),
    Heading("phone", ("联系电话",)),
]
ROWS = [["企业名称", "职位", "招聘人数", "联系电话"], ["星河面包坊", "面点师", 2, 13900000001]]


def xlsx(rows, change=None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def xls(rows) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("岗位")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def ods(rows) -> bytes:
    book = OpenDocumentSpreadsheet()
    table = OdsTable(name="岗位")
    for row in rows:
        line = TableRow()
        for value in row:
            kind = {"valuetype": "float", "value": value} if isinstance(value, int) else {"valuetype": "string"}
            cell = TableCell(**kind)
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    raw = io.BytesIO()
    book.write(raw)
    return raw.getvalue()


def csv_of(rows, encoding) -> bytes:
    return "\r\n".join(",".join(map(str, row)) for row in rows).encode(encoding)


@pytest.mark.parametrize(
    "data",
    [xlsx(ROWS), xls(ROWS), ods(ROWS), csv_of(ROWS, "utf-8"), csv_of(ROWS, "utf-8-sig"), csv_of(ROWS, "gb18030")],
    ids=["xlsx", "xls", "ods", "csv", "csv with BOM", "csv in GB18030"],
)
def test_every_kind_of_file_gives_the_same_table(data):
    table = find_table(read(data, "岗位表"), HEADINGS)

    assert [table.rows[0].text(name) for name in ("employer", "title", "openings", "phone")] == [
        "星河面包坊",
        "面点师",
        "2",
        "13900000001",
    ]
    assert table.rows[0].address("openings") == "C2"


def test_the_heading_may_stand_below_a_title_and_rows_may_end_in_totals_and_notes():
    rows = [["2025年岗位需求表"], [], [" 单位名称 *", "招聘\n岗位", "人数（人）"], ["甲厂", "装配工", "３"]]
    rows += [["合计", "", 3], ["备注：请于11月20日前报送"]]

    table = find_table(read(xlsx(rows), "表"), HEADINGS)

    assert [row.number for row in table.rows] == [4]
    assert table.rows[0].text("openings") == "3"
    assert [(row.number, row.why) for row in table.left_out] == [(5, "total"), (6, "note")]


def test_a_merged_employer_counts_for_each_of_its_rows():
    rows = [ROWS[0], ["甲厂", "装配工", 1], ["", "质检员", 2]]
    data = xlsx(rows, lambda sheet: sheet.merge_cells("A2:A3"))

    table = find_table(read(data, "表"), HEADINGS)

    assert [row.text("employer") for row in table.rows] == ["甲厂", "甲厂"]


def test_a_heading_in_two_lines_is_one_heading():
    rows = [["单位", "招聘需求", ""], ["单位名称", "岗位", "人数"], ["甲厂", "装配工", 1]]
    data = xlsx(rows, lambda sheet: sheet.merge_cells("B1:C1"))

    assert find_table(read(data, "表"), HEADINGS).rows[0].text("title") == "装配工"


def test_two_columns_of_one_meaning_are_refused_with_their_cells():
    data = xlsx([["单位名称", "岗位", "人数", "企业名称"], ["甲", "乙", 1, "丙"]])

    with pytest.raises(SheetRefused, match=r"A1.*D1"):
        find_table(read(data, "表"), HEADINGS)


def test_a_missing_heading_is_named():
    with pytest.raises(SheetRefused, match="人数"):
        find_table(read(xlsx([["单位名称", "岗位"], ["甲", "乙"]]), "表"), HEADINGS)


def test_a_date_where_a_number_belongs_is_known_as_a_date():
    table = find_table(read(xlsx([ROWS[0], ["甲", "乙", dt.datetime(2025, 12, 3), ""]]), "表"), HEADINGS)

    assert table.rows[0].cells["openings"].kind == "date"


def test_rare_and_mongolian_letters_arrive_unharmed():
    names = ["㛃𠮷厂", "\u182e\u1823\u1829\u182d\u1823\u182f\u180e\u1822\u202f\u1836\u1822\u1828"]
    table = find_table(read(xlsx([ROWS[0], *([name, "乙", 1, ""] for name in names)]), "表"), HEADINGS)

    assert [row.text("employer") for row in table.rows] == names


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 300 * 2**20)

    with pytest.raises(SheetRefused, match="MiB"):
        read(raw.getvalue(), "表")


def test_a_cell_at_the_end_of_the_world_is_refused():
    data = xlsx(ROWS, lambda sheet: sheet.cell(row=1_048_576, column=16_384, value="x"))

    with pytest.raises(SheetRefused, match=r"16384|1048576"):
        read(data, "表")


def test_a_password_is_named():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(SheetRefused, match="密码"):
        read(data, "表")


@pytest.mark.parametrize(
    "data",
    [b"", b"  ", b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x", b"\xff\xfe\xfa"],
)
def test_what_is_no_spreadsheet_is_refused_in_a_sentence(data):
    with pytest.raises(SheetRefused, match="表"):
        read(data, "表")


def test_a_formula_counts_with_its_stored_value_and_macros_are_left_alone():
    raw = xlsx([*ROWS, ["甲", "乙", "=1+1", ""]])
    table = find_table(read(raw, "表.xlsm"), HEADINGS)

    cell = table.rows[1].cells["openings"]
    assert (cell.kind, cell.text) == ("formula", "=")  # it was never calculated, so there is nothing to count


@pytest.mark.parametrize("text", ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_written_cell_never_becomes_a_formula(text):
    data = write([OutSheet("结果", [Column("姓名")], [[text]])])
    sheet = openpyxl.load_workbook(io.BytesIO(data))["结果"]

    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value.strip() == text.strip()
    assert b"'" + text.encode() in write_csv(["姓名"], [[text]]).replace(b'"', b"")


def test_equal_content_gives_equal_bytes():
    out = [OutSheet("人员", [Column("证号", 24)], [["990000198506151232"], [12]])]

    assert write(out) == write(out)


def test_a_long_number_stays_text():
    data = write([OutSheet("人员", [Column("证号")], [["990000198506151232"]])])

    assert openpyxl.load_workbook(io.BytesIO(data))["人员"]["A2"].value == "990000198506151232"


def test_an_empty_cell_has_its_own_address():
    table = find_table(read(xlsx([ROWS[0], ["甲", "乙", None, 1]]), "表"), HEADINGS)

    assert table.rows[0].address("openings") == "C2"


def test_an_error_in_a_cell_is_not_taken_for_an_empty_one():
    def break_it(sheet):
        sheet["A2"].value, sheet["A2"].data_type = "#N/A", "e"

    cell = find_table(read(xlsx(ROWS, break_it), "表"), HEADINGS).rows[0].cells["employer"]

    assert (cell.kind, cell.text, cell.address) == ("error", "#N/A", "A2")


@pytest.mark.parametrize("ditto", ["同上", "〃", '"'])
def test_a_cell_that_says_as_above_means_the_cell_above(ditto):
    table = find_table(read(xlsx([*ROWS, [ditto, "收银员", 1, ""]]), "表"), HEADINGS)

    assert table.rows[1].text("employer") == "星河面包坊"
    assert table.rows[1].address("employer") == "A3"


def test_as_above_in_the_first_row_is_an_empty_cell():
    assert find_table(read(xlsx([ROWS[0], ["同上", "收银员", 1, ""]]), "表"), HEADINGS).rows[0].text("employer") == ""


def test_headings_said_again_on_the_next_page_are_no_row():
    table = find_table(read(xlsx([*ROWS, ROWS[0], ["甲厂", "装配工", 1, ""]]), "表"), HEADINGS)

    assert [row.number for row in table.rows] == [2, 4]
    assert table.left_out == [(3, "heading", "企业名称")]


def test_further_sheets_with_a_table_are_named():
    def add(sheet):
        for title, rows in (("青山区", ROWS), ("空表", ROWS[:1]), ("说明", [["说明"]])):
            more = sheet.parent.create_sheet(title)
            for row in rows:
                more.append(row)

    assert find_table(read(xlsx(ROWS, add), "表"), HEADINGS).more == ["青山区"]


@pytest.mark.parametrize("markup", ["<html><table><tr><td>岗位</td></tr></table></html>", '<?xml version="1.0"?><a/>'])
def test_a_web_page_called_xls_is_told_as_such(markup):
    with pytest.raises(SheetRefused, match=r"“岗位\.xls”.*\.xlsx"):
        read(markup.encode(), "岗位.xls")


def test_a_pdf_called_xlsx_is_no_spreadsheet():
    with pytest.raises(SheetRefused, match="不是能读取的表格"):
        read("%PDF-1.7\n岗位".encode(), "岗位.xlsx")


def test_a_title_may_stand_above_a_table_with_tabs():
    data = "2025年岗位表\n" + "\n".join("\t".join(map(str, row)) for row in ROWS)

    assert find_table(read(data.encode("gbk"), "表.csv"), HEADINGS).rows[0].text("openings") == "2"


def test_an_apostrophe_that_keeps_a_long_number_is_no_part_of_it():
    table = find_table(read(csv_of([ROWS[0], ["甲厂", "装配工", 1, "'13900000001"]], "utf-8"), "表"), HEADINGS)

    assert table.rows[0].text("phone") == "13900000001"
