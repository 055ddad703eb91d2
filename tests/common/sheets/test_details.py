"""What the spreadsheet program hides, and cells that hold no value: named in each format, never read as empty."""

import io
import zipfile

import openpyxl
import pytest
import xlwt

from tests.common.sheets.files import HEADINGS, TOP, ods, text_file, xls, xlsx
from tongxing.common.sheets import SheetRefused, find_table, notices, read

FIRST = ["甲厂", "装配工", 2]


def table_of(data):
    return find_table(read(data, "岗位"), HEADINGS)


def rewritten(data: bytes, part: str, change) -> bytes:
    """The package with one part changed."""
    source, raw = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            body = source.read(name)
            target.writestr(name, change(body) if name == part else body)
    return raw.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def with_error(sheet):
    sheet["A3"].value, sheet["A3"].data_type = "#N/A", "e"


def set_text(cell, text):
    cell.value = text
    cell.data_type = "s"


ROWS = [TOP, FIRST, ["乙厂", "质检员", 1]]
ERRORS = {
    "xlsx": xlsx(ROWS, with_error),
    "xlsx of dimension A1": rewritten(
        xlsx(ROWS, with_error), SHEET, lambda body: body.replace(b'<dimension ref="A1:C3"', b'<dimension ref="A1"')
    ),
    "xlsx with single quotes": rewritten(xlsx(ROWS, with_error), SHEET, lambda body: body.replace(b't="e"', b"t='e'")),
    "xlsx without addresses": rewritten(
        xlsx(ROWS, with_error),
        SHEET,
        lambda body: body.replace(b' r="A3"', b"").replace(b' r="B3"', b"").replace(b' r="C3"', b""),
    ),
    "xls": xls([*ROWS[:2], ["", "质检员", 1]], lambda sheet: sheet.row(2).set_cell_error(0, 42)),
    "ods": ods(
        [*ROWS[:2], [{"valuetype": "string", "formula": "of:=NA()", "text": "#N/A"}, "质检员", 1]],
    ),
    "csv": text_file([*ROWS[:2], ["#N/A", "质检员", 1]]),
    "csv of LibreOffice": text_file([*ROWS[:2], ["Err:502", "质检员", 1]]),
    "csv of too narrow a column": text_file([*ROWS[:2], ["######", "质检员", 1]]),
    "csv in Chinese": text_file([*ROWS[:2], ["#名称？", "质检员", 1]]),
}
FORMULAS = {
    "xlsx": xlsx([TOP, FIRST, ['=HYPERLINK("http://example.invalid","丙厂")', "质检员", 1]]),
    "xlsx, shared": rewritten(
        xlsx([TOP, FIRST, ["=A2", "质检员", 1]]),
        SHEET,
        lambda body: body.replace(b"<f>A2</f>", b'<f t="shared" si="0"/>'),
    ),
    "xlsx, empty value": rewritten(
        xlsx([TOP, FIRST, ["=A2", "质检员", 1]]),
        SHEET,
        lambda body: body.replace(b"<v></v>", b"<v/>").replace(b"<v />", b"<v/>"),
    ),
    "ods": ods([TOP, FIRST, [{"formula": "of:=[.A2]"}, "质检员", 1]]),
    "csv": text_file([TOP, FIRST, ["=VLOOKUP(A2,表!A:B,2,0)", "质检员", 1]]),
    "text of a cell": xlsx([TOP, FIRST, [None, "质检员", 1]], lambda sheet: set_text(sheet["A3"], "=Sheet2!A5")),
}


@pytest.mark.parametrize("data", ERRORS.values(), ids=ERRORS)
def test_an_error_in_a_cell_is_handed_back_whatever_the_format(data):
    row = table_of(data).rows[1]

    assert row.cells["employer"].kind == "error"
    assert [(fault.field, fault.address) for fault in row.faults] == [("employer", "A3")]


@pytest.mark.parametrize("data", FORMULAS.values(), ids=FORMULAS)
def test_a_formula_without_a_stored_result_is_handed_back_and_not_quoted(data):
    row = table_of(data).rows[1]

    assert row.cells["employer"].kind == "formula"
    assert [fault.address for fault in row.faults] == ["A3"]
    assert "公式" in row.faults[0].sentence
    assert "example.invalid" not in row.faults[0].sentence


@pytest.mark.parametrize("value", [b"<v>5</v>", b"<v>0</v>"])
def test_a_formula_counts_with_its_stored_result(value):
    data = rewritten(
        xlsx([TOP, ["甲厂", "装配工", "=1+4"]]),
        SHEET,
        lambda body: body.replace(b"<v></v>", value).replace(b"<v />", value).replace(b"<v/>", value),
    )

    row = table_of(data).rows[0]
    assert row.text("openings") == value[3:4].decode()
    assert not row.faults


def test_a_formula_whose_stored_result_is_empty_text_is_an_empty_cell():
    def stored(body):
        assert b'<c r="A3"><f>' in body
        return body.replace(b'<c r="A3"><f>', b'<c r="A3" t="str"><f>')

    row = table_of(rewritten(xlsx([TOP, FIRST, ["=A9", "质检员", 1]]), SHEET, stored)).rows[1]

    assert row.cells["employer"].kind == "empty"


def test_an_error_outside_the_read_columns_harms_nobody():
    def error(sheet):
        sheet["E2"].value, sheet["E2"].data_type = "#REF!", "e"

    assert not table_of(xlsx([[*TOP, "", "核算"], FIRST], error)).rows[0].faults


def hide_row(sheet):
    sheet.row_dimensions[3].hidden = True


def hide_xls_row(sheet):
    sheet.row(2).hidden = True


HIDDEN_ROWS = {
    "xlsx": xlsx([*ROWS, ["丙厂", "司机", 1]], hide_row),
    "xlsx of no height": rewritten(
        xlsx([*ROWS, ["丙厂", "司机", 1]]), SHEET, lambda body: body.replace(b'<row r="3"', b'<row r="3" ht="0"')
    ),
    "xls": xls([*ROWS, ["丙厂", "司机", 1]], hide_xls_row),
    "ods, by hand": ods([*ROWS, ["丙厂", "司机", 1]], row_visibility={2: "collapse"}),
    "ods, by a filter": ods([*ROWS, ["丙厂", "司机", 1]], row_visibility={2: "filter"}),
}


@pytest.mark.parametrize("data", HIDDEN_ROWS.values(), ids=HIDDEN_ROWS)
def test_a_hidden_row_is_handed_back(data):
    rows = table_of(data).rows

    assert [bool(row.faults) for row in rows] == [False, True, False]
    assert rows[1].faults[0].address == "A3"
    assert "隐藏" in rows[1].faults[0].sentence


def test_a_cell_as_above_under_a_hidden_row_is_handed_back():
    rows = table_of(xlsx([*ROWS, ["同上", "司机", 1]], hide_row)).rows

    assert "隐藏" in rows[2].faults[0].sentence


HIDDEN_COLUMNS = {
    "xlsx": xlsx(ROWS, lambda sheet: setattr(sheet.column_dimensions["C"], "hidden", True)),
    "xls": xls(ROWS, lambda sheet: setattr(sheet.col(2), "hidden", True)),
    "ods": ods(ROWS, column_visibility={2: "collapse"}),
}


@pytest.mark.parametrize("data", HIDDEN_COLUMNS.values(), ids=HIDDEN_COLUMNS)
def test_a_hidden_column_is_read_and_named(data):
    table = table_of(data)

    assert table.rows[0].text("openings") == "2"
    assert table.hidden_columns == ["C 人数"]
    assert any("C 人数" in sentence for sentence in notices(table))


def test_of_two_columns_of_one_meaning_the_hidden_one_gives_way():
    data = xlsx([[*TOP, "招聘人数"], [*FIRST, 9]], lambda sheet: setattr(sheet.column_dimensions["C"], "hidden", True))

    assert table_of(data).rows[0].text("openings") == "9"


def two_sheets(state, *, only_hidden=False):
    book = openpyxl.Workbook()
    book.active.title = "旧版"
    book.active.append(TOP)
    book.active.append(["旧厂", "装配工", 7])
    more = book.create_sheet("2026岗位")
    for row in [["说明"]] if only_hidden else [TOP, FIRST]:
        more.append(row)
    book.worksheets[0].sheet_state = state
    book.active = 1
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def xls_sheets():
    book = xlwt.Workbook()
    for name, row in (("旧版", ["旧厂", "装配工", 7]), ("2026岗位", FIRST)):
        sheet = book.add_sheet(name)
        for number, values in enumerate([TOP, row]):
            for column, value in enumerate(values):
                sheet.write(number, column, value)
    book.get_sheet(0).visibility = 1
    book.set_active_sheet(1)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


HIDDEN_SHEETS = {
    "hidden": two_sheets("hidden"),
    "very hidden": two_sheets("veryHidden"),
    "xls": xls_sheets(),
    "ods": ods([TOP, FIRST], sheets=[("旧版", [TOP, ["旧厂", "装配工", 7]], True)]),
}


@pytest.mark.parametrize("data", HIDDEN_SHEETS.values(), ids=HIDDEN_SHEETS)
def test_the_visible_sheet_is_read_and_the_hidden_one_named(data):
    table = table_of(data)

    assert table.rows[0].text("employer") == "甲厂"
    assert (table.hidden_sheets, table.more) == (["旧版"], [])
    assert any("旧版" in sentence for sentence in notices(table))


def test_a_table_on_a_hidden_sheet_alone_is_refused_by_its_name():
    with pytest.raises(SheetRefused, match="旧版"):
        table_of(two_sheets("hidden", only_hidden=True))


def test_an_empty_template_before_the_table_is_passed_over():
    book = openpyxl.Workbook()
    book.active.append(TOP)
    more = book.create_sheet("岗位")
    for row in (TOP, FIRST):
        more.append(row)
    raw = io.BytesIO()
    book.save(raw)

    assert table_of(raw.getvalue()).sheet == "岗位"


def test_merged_cells_of_an_ods_spread_like_those_of_an_xlsx():
    data = ods([TOP, FIRST, ["", "质检员", 1]], spans={(1, 0): (2, 1)})

    assert [row.text("employer") for row in table_of(data).rows] == ["甲厂", "甲厂"]


def test_a_workbook_with_a_document_type_is_refused():
    data = rewritten(
        xlsx(ROWS, with_error), SHEET, lambda body: body.replace(b"<worksheet", b"<!DOCTYPE x><worksheet", 1)
    )

    with pytest.raises(SheetRefused, match="岗位"):
        table_of(data)


def test_a_binary_workbook_is_refused_since_its_errors_cannot_be_told():
    data = rewritten(xlsx(ROWS), "[Content_Types].xml", lambda body: body)
    renamed = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(renamed, "w") as target:
        for name in source.namelist():
            target.writestr(name.replace("workbook.xml", "workbook.bin"), source.read(name))

    with pytest.raises(SheetRefused, match="另存为"):
        table_of(renamed.getvalue())


@pytest.mark.parametrize("cut", range(520, 5100, 512))
def test_a_torn_xls_is_refused_in_a_sentence(cut):
    with pytest.raises(SheetRefused, match="岗位"):
        table_of(ERRORS["xls"][:cut])
