"""What a folder's sheets hide, leave out or doubt: named by the command, refused where a row could be wrong."""

import json

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from tongxing.jobs.models import Vacancy


@pytest.fixture
def folder(small):
    """The small folder; ``change`` gets the sheet of one of its workbooks."""

    def change(name, act):
        path = small.write() / "fair.city" / f"{name}.xlsx"
        book = openpyxl.load_workbook(path)
        act(book.active)
        book.save(path)
        return path.parent.parent

    return change


def column(sheet, name):
    return next(cell.column for cell in sheet[1] if cell.value == name)


def add(sheet, **values):
    row = sheet.max_row + 1
    for name, value in values.items():
        sheet.cell(row=row, column=column(sheet, name), value=value)
    return row


def report(capsys, path, *arguments):
    """What ``load-campaign --json`` prints, and the number with which it ends."""
    ended = 0
    try:
        call_command("load_campaign", path, "--json", *arguments)
    except CommandError as error:
        ended = error.returncode
    return json.loads(capsys.readouterr().out), ended


@pytest.mark.django_db
def test_firms_and_posts_whose_names_begin_like_a_total_are_kept(small, load):
    small.sheets["employers"][0]["name"] = "总计划咨询有限公司"
    small.sheets["vacancies"][0] |= {"employer": "总计划咨询有限公司", "title": "总计划员"}
    small.sheets["employers"][1]["name"] = "小计量器具有限公司"
    small.sheets["vacancies"][1] |= {"employer": "小计量器具有限公司", "title": "合计会计"}

    loaded = load(small.write())

    assert not loaded.problems + loaded.notices
    assert sorted(Vacancy.objects.values_list("title", flat=True)) == ["合计会计", "总计划员"]


@pytest.mark.django_db
def test_a_total_is_left_out_and_named(folder, capsys):
    path = folder("vacancies", lambda sheet: add(sheet, 编号="合计", 招聘人数=11))

    said, ended = report(capsys, path)
    call_command("load_campaign", path)

    assert ended == 0
    assert [(notice["file"], "第 4 行“合计”" in notice["what"]) for notice in said["notices"]] == [
        ("fair.city/vacancies.xlsx", True)
    ]
    assert "第 4 行“合计”" in capsys.readouterr().out


def hide_row(sheet):
    sheet.row_dimensions[3].hidden = True


def break_cell(name, text):
    def act(sheet):
        cell = sheet.cell(row=3, column=column(sheet, name))
        cell.value, cell.data_type = text, "e" if text.startswith("#") else "f"

    return act


def merge_counts(sheet):
    letter = openpyxl.utils.get_column_letter(column(sheet, "招聘人数"))
    sheet.merge_cells(f"{letter}2:{letter}3")


def write(name, text):
    return lambda sheet: setattr(sheet.cell(row=3, column=column(sheet, name)), "value", text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sheet", "act", "cell", "words"),
    [
        ("vacancies", hide_row, "B3", "隐藏"),
        ("seekers", hide_row, "C3", "隐藏"),
        ("attendances", hide_row, "A3", "隐藏"),
        ("vacancies", break_cell("单位名称", "#N/A"), "B3", "#N/A"),
        ("vacancies", break_cell("工作地点", "#REF!"), "J3", "#REF!"),
        ("employers", break_cell("联系人", "#N/A"), "I3", "#N/A"),
        ("attendances", break_cell("签到方式", "=A1"), "G3", "公式"),
        ("employers", break_cell("单位名称", "=A1"), "B3", "公式"),
        ("vacancies", merge_counts, "E3", "2、3"),
        ("vacancies", write("岗位名称", "同上"), "C3", "同上"),
        ("employers", write("单位名称", "——"), "B3", "——"),
    ],
)
def test_a_row_that_could_be_wrong_stops_the_load_at_its_cell(folder, capsys, sheet, act, cell, words):
    said, ended = report(capsys, folder(sheet, act))

    assert ended == 1
    assert any(problem["cell"] == cell and words in problem["what"] for problem in said["problems"])
    assert not Vacancy.objects.exists()


@pytest.mark.django_db
def test_a_problem_is_said_once(folder, capsys):
    said, _ended = report(capsys, folder("vacancies", break_cell("月薪", "#N/A")))

    assert [problem["cell"] for problem in said["problems"]].count("F3") == 1


@pytest.mark.django_db
def test_a_hidden_sheet_is_named_and_not_read(folder, capsys):
    def add_sheet(sheet):
        more = sheet.parent.copy_worksheet(sheet)
        more.title, more.sheet_state = "旧版", "hidden"

    said, ended = report(capsys, folder("vacancies", add_sheet))

    assert ended == 0
    assert any("旧版" in notice["what"] for notice in said["notices"])


@pytest.mark.django_db
def test_doubts_are_counted_and_listed(small, capsys):
    small.sheets["vacancies"].append({**small.sheets["vacancies"][0], "number": "P-3"})
    path = small.write()

    said, ended = report(capsys, path)
    call_command("load_campaign", path)

    assert ended == 0
    assert [(doubt["cell"], "2、4" in doubt["what"]) for doubt in said["doubts"]] == [("C2", True), ("C4", True)]
    assert "2 处" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_note_in_a_file_of_regions_is_named(tmp_path, capsys):
    path = tmp_path / "regions.csv"
    path.write_text("code,name\n140000,山西省\n备注：截至2026年,\n", encoding="utf-8")

    call_command("regions", "load", str(path), "--json")

    assert "第 3 行“备注" in json.loads(capsys.readouterr().out)["notices"][0]["what"]


@pytest.mark.django_db
def test_a_firm_under_its_full_name_heading_with_two_telephones_is_read(folder, capsys):
    def rename(sheet):
        sheet.cell(row=1, column=column(sheet, "单位名称")).value = "单位全称"
        sheet.cell(row=1, column=sheet.max_column + 1).value = "手机"
        sheet.cell(row=2, column=column(sheet, "联系电话")).value = "0351-6543210"
        sheet.cell(row=2, column=sheet.max_column).value = "15400000021"

    said, ended = report(capsys, folder("employers", rename))

    assert (ended, said["problems"]) == (0, [])
