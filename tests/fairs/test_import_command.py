"""``tongxing import``: the same as the page, for who sits at the machine."""

import json
from contextlib import suppress

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from tests.cast import FairFactory
from tests.sheets import cells, xlsx
from tongxing.jobs.models import Vacancy

pytestmark = pytest.mark.django_db
TOP = ["单位名称", "岗位", "人数"]
GOOD, BAD = ["星河电子厂", "装配工", 20], ["星河电子厂", "质检员", "若干"]


@pytest.fixture
def fair(db):
    return FairFactory(
        event__region="150200", event__campaign__region="150200", event__key="fair.region", state="posts"
    )


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "岗位.xlsx"
    path.write_bytes(xlsx([TOP, GOOD]))
    return path


def run(*arguments):
    call_command("import", *map(str, arguments))


def test_a_fair_is_named_by_campaign_and_key_or_by_its_key(fair, file, capsys):
    run("vacancies", "dec-2025/fair.region", file, "--json")
    run("vacancies", "fair.region", file, "--json")

    first, second = (json.loads(part + "}") for part in capsys.readouterr().out.split("\n}\n")[:2])
    assert (first["counts"]["new"], second["counts"]["unchanged"]) == (1, 1)
    assert Vacancy.objects.count() == 1


def test_a_dry_run_writes_nothing(fair, file, capsys):
    run("vacancies", "fair.region", file, "--dry-run")

    assert "新增: 1" in capsys.readouterr().out
    assert not Vacancy.objects.exists()


def test_rows_that_need_mending_end_with_1_and_a_workbook(fair, file, tmp_path):
    file.write_bytes(xlsx([TOP, GOOD, BAD]))

    with pytest.raises(CommandError) as ended:
        run("vacancies", "fair.region", file, "--mend", tmp_path / "mend.xlsx")

    assert ended.value.returncode == 1
    assert "若干" in cells((tmp_path / "mend.xlsx").read_bytes())[1]
    assert Vacancy.objects.count() == 1


@pytest.mark.parametrize("what", ["no such fair", "no such file", "no table", "closed fair"])
def test_wrong_use_ends_with_2_and_says_what(fair, file, what):
    name, path = "fair.region", file
    if what == "no such fair":
        name = "dec-2025/fair.nowhere"
    elif what == "no such file":
        path = file.with_name("none.xlsx")
    elif what == "no table":
        file.write_bytes(b"\x89PNG\0")
    else:
        fair.state = "closed"
        fair.save()

    with pytest.raises(CommandError) as ended:
        run("vacancies", name, path)

    assert ended.value.returncode == 2


def test_a_second_sheet_with_a_table_is_named(fair, file, capsys):
    book = openpyxl.load_workbook(file)
    more = book.create_sheet("青山区")
    more.append(TOP)
    more.append(GOOD)
    book.save(file)

    run("vacancies", "fair.region", file, "--dry-run")

    assert "青山区" in capsys.readouterr().out


def answer(capsys, *arguments):
    """What ``--json`` prints, whether or not rows are handed back."""
    with suppress(CommandError):
        run(*arguments, "--json")
    return json.loads(capsys.readouterr().out)


def test_whatever_is_left_out_is_named_in_both_languages_of_the_command(fair, file, capsys):
    file.write_bytes(xlsx([TOP, GOOD, ["合计", "", 20], ["备注：请于本月报送"], [*TOP]]))

    said = answer(capsys, "vacancies", "fair.region", file)
    run("vacancies", "fair.region", file)
    printed = capsys.readouterr().out

    assert [(row["row"], row["why"]) for row in said["left_out"]] == [(3, "total"), (4, "note"), (5, "heading")]
    assert all(words in printed for words in ("第 3 行“合计”", "第 4 行“备注", "第 5 行"))


def test_json_shows_every_doubt_and_every_row_that_is_handed_back(fair, file, capsys):
    twice = ["星河电子厂", "质检员", 2]
    file.write_bytes(xlsx([TOP, GOOD, ["", "保安", 1], twice, twice, [], ["", "司机", 1], ["#N/A", "文员", 1]]))

    said = answer(capsys, "vacancies", "fair.region", file)

    assert said["counts"] == {"new": 4, "changed": 0, "unchanged": 0, "mend": 2}
    assert {(row["row"], row["cell"], row["field"]) for row in said["mend"]} == {
        (7, "A7", "employer"),
        (8, "A8", "employer"),
    }
    assert [(row["cell"], row["field"], row["kind"]) for row in said["doubts"]] == [
        ("A3", "employer", "new"),
        ("B4", "title", "new"),
        ("B5", "title", "new"),
    ]
    assert "4、5" in said["doubts"][1]["sentence"]


def test_doubts_are_printed_too(fair, file, capsys):
    file.write_bytes(xlsx([TOP, GOOD, ["", "保安", 1]]))

    run("vacancies", "fair.region", file)

    assert "A3" in capsys.readouterr().out


def test_more_doubts_than_a_screen_holds_are_counted(fair, file, capsys):
    file.write_bytes(xlsx([TOP, GOOD, *[["", f"岗位{n}甲", 1] for n in range(60)]]))

    run("vacancies", "fair.region", file)
    printed = capsys.readouterr().out

    assert "60 处" in printed
    assert "另有 10 处" in printed


def test_hidden_rows_columns_and_sheets_are_named(fair, file, capsys):
    book = openpyxl.Workbook()
    book.active.title = "旧版"
    for row in (TOP, ["旧厂", "装配工", 9]):
        book.active.append(row)
    sheet = book.create_sheet("2026岗位")
    for row in (TOP, GOOD, ["星河电子厂", "已撤回岗", 7]):
        sheet.append(row)
    book.active = 1
    book.worksheets[0].sheet_state = "hidden"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.save(file)

    said = answer(capsys, "vacancies", "fair.region", file)

    assert (said["sheet"], said["hidden_sheets"], said["hidden_columns"]) == ("2026岗位", ["旧版"], ["B 岗位"])
    assert [row["cell"] for row in said["mend"]] == ["A3"]
    assert Vacancy.objects.get().openings == 20
