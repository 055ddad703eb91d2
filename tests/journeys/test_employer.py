"""赵敏 hires for a bakery: she sends in her sheet, mends it, and sees who showed themselves, by keyboard alone."""

import io

import openpyxl
from django.urls import reverse

from tests import cast
from tests.journeys.conftest import zh
from tests.journeys.stage import fair_today
from tongxing.fairs.models import Fair
from tongxing.jobs.models import Application, Vacancy

HEADINGS = ["单位名称", "岗位名称", "招聘人数", "月薪", "旗县", "可提供便利"]
GOOD = ["麦香坊烘焙有限公司", "裱花师", 2, "4000-6000", "昆都仑区", "手语翻译"]


def sheet(path, *rows):
    book = openpyxl.Workbook()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    book.save(path)
    return path


def test_a_sheet_is_sent_in_mended_and_brings_a_shortlist(open_browser, demo_mark, tmp_path):
    stage = fair_today(state=Fair.State.POSTS)
    zhao_account = cast.AccountFactory(username="zhao", name="赵敏")
    cast.member(zhao_account, stage.bakery)
    zhao = open_browser()
    zhao.sign_in("zhao", cast.PASSWORD)

    # one row is good, one asks for "several" people: she sees both before anything is written
    zhao.visit(reverse("fairs:import_vacancies", args=[stage.fair.pk]))
    bad = ["麦香坊烘焙有限公司", "配送员", "若干", "面议", "昆都仑区", ""]
    zhao.upload(sheet(tmp_path / "岗位.xlsx", GOOD, bad))
    zhao.press(zh("See what is in it"))
    zhao.sees("若干")
    assert not Vacancy.objects.filter(title="裱花师").exists()
    zhao.press(zh("Write the good rows"))

    # the workbook of rows to mend says why; mended, it is taken in whole
    with zhao.page.expect_download() as download:
        zhao.reach(zhao.page.get_by_role("link", name=zh("Download the rows to mend (.xlsx)")))
        zhao.page.keyboard.press("Enter")
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    heading = [cell.value for cell in book.active[1]]
    book.active.cell(row=2, column=heading.index("招聘人数") + 1, value=3)
    book.save(tmp_path / "改好.xlsx")
    zhao.visit(reverse("fairs:import_vacancies", args=[stage.fair.pk]))
    zhao.upload(tmp_path / "改好.xlsx")
    zhao.press(zh("See what is in it"))
    zhao.press(zh("Write it"))
    assert Vacancy.objects.get(title="配送员").openings == 3

    # a person shows themselves by applying; the shortlist says why they fit
    lin = cast.somebody("lin", "林晓雯", "19900000001", "150203", "sign_interpreter").person
    seeker = cast.SeekerFactory(person=lin)
    for purpose, about in (("matching", ""), ("show_employer", f"organisation:{stage.bakery.pk}")):
        cast.ConsentFactory(person=lin, purpose=purpose, about=about)
    Application.objects.create(seeker=seeker, vacancy=Vacancy.objects.get(title="裱花师"))
    zhao.visit(reverse("organisations:mine"))
    zhao.visit(reverse("jobs:shortlist", args=[Vacancy.objects.get(title="裱花师").pk]))
    zhao.sees("林晓雯")
    zhao.sees("开工时可以到岗")
    assert "手语翻译" not in zhao.page.inner_text("main"), "she did not agree to show what she needs"
