"""``tongxing import``: the same as the page, for who sits at the machine."""

import json

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
    return FairFactory(event__region="150200", event__key="fair.region", state="posts")


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
