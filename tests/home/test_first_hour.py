"""docs/tutorial/first-hour.md, followed: its pages by the names it prints, its folder as it says."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from lxml import html
from openpyxl import load_workbook

from tests import cast
from tests.fairs.stage import fair_today
from tests.folders.small import SmallFolder
from tongxing.bulletins.models import Bulletin
from tongxing.campaigns.models import Campaign
from tongxing.fairs.models import Fair, Registration
from tongxing.folders.actions import load_campaign
from tongxing.jobs.models import Vacancy
from tongxing.people.models import Message

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "first-hour.md"
TEXT = TUTORIAL.read_text(encoding="utf-8")
STEPS = dict(re.findall(r"(?ms)^## (\d) (.*?)(?=^## |\Z)", TEXT))
OF_THE_DAY = ("wishes", "interviews", "attendances", "resumes", "intents", "viewings")


class Walk:
    """Somebody at the pages, who follows links and presses buttons by the names that they read."""

    def __init__(self, client):
        self.client = client

    def open(self, address, data=None):
        answer = self.client.post(address, data, follow=True) if data else self.client.get(address, follow=True)
        assert answer.status_code == 200
        self.address, self.page = answer.request["PATH_INFO"], html.fromstring(answer.content.decode())
        return self

    def press(self, name, /, **typed):
        """The link, or the button with what was typed into its form, whose name begins with ``name``."""
        links = [link for link in self.page.iter("a") if self._name(link).startswith(name)]
        if links:
            return self.open(links[0].get("href").split("#")[0] or self.address)
        (button,) = [button for button in self.page.iter("button") if self._name(button).startswith(name)][:1]
        form = next(form for form in button.iterancestors("form"))
        assert set(typed) <= set(form.fields.keys())
        data = {field: value for field, value in form.fields.items() if value is not None} | typed
        if button.get("name"):
            data[button.get("name")] = button.get("value")
        return self.open(form.get("action") or self.address, data)

    @staticmethod
    def _name(element):
        return " ".join(element.text_content().split())

    @property
    def text(self):
        return self._name(self.page)


PRINTED_AS_AN_EXAMPLE = ("到场人次 1,009",)
"""Quoted from the demonstration's figures: its number is asserted where the demonstration is loaded."""


@pytest.fixture
def walk(client, demo):
    return Walk(client)


def test_the_walk_presses_every_name_that_the_tutorial_prints():
    """What is quoted there stands in one of the walks below, word for word."""
    walked = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in re.findall(r"“([^”]+)”", TEXT) if f'"{name}' not in walked] == []


def test_a_seeker_signs_in_with_the_code_from_the_page_of_messages(walk, lin):
    walk.open(reverse("front")).press("登录").press("获取验证码", phone=lin.phone)
    outbox = walk.press("查看发出的短信").text
    code = re.search(r"\d{6}", Message.objects.first().text)[0]
    assert code in outbox
    walk.client.post(reverse("phone_code"), {"code": code})
    for name in ("适合我的岗位", "我的信息"):
        assert walk.open(reverse("start")).press(name).page is not None


def test_staff_sign_in_by_name_and_see_what_waits(walk, han):
    walk.open(reverse("front")).press("登录").press("用户名密码或通行密钥登录")
    walk.client.force_login(han)
    assert "我的今日" in walk.open(reverse("start")).text


def test_a_visitor_opens_a_figure_and_the_posts(walk):
    event = fair_today().event
    cast.VacancyFactory(event=event)
    Bulletin.objects.create(
        campaign=event.campaign,
        slug="brief",
        title="活动简报",
        lead="一句话",
        state="published",
        published_at=timezone.now(),
    )
    walk.open(reverse("front"))
    assert "2025年国际残疾人日系列活动" in walk.text
    assert "简报" in walk.press("2025年国际残疾人日系列活动").text
    assert "面点师" in walk.press("岗位").text


def test_a_campaign_and_its_fair_are_made_by_hand(walk, han):
    walk.client.force_login(han)
    region = str(cast.region("150200").pk)
    walk.open(reverse("start")).press("新建活动")
    walk.press("保存", name="2026年春风行动", starts_on="2026-12-01", ends_on="2026-12-31", region=region)
    campaign = Campaign.objects.get()
    walk.press("添加项目")
    assert "招聘会" in walk.text
    times = {"starts_at": "2026-12-20T09:00", "ends_at": "2026-12-20T16:00"}
    walk.press("保存", kind="fair", name="春季专场招聘会", place="会展中心", region=region, **times)
    walk.press("开放岗位征集")
    assert Fair.objects.get().state == Fair.State.POSTS
    walk.open(campaign.get_absolute_url()).press("向公众公开")
    campaign.refresh_from_db()
    assert campaign.is_public


def kept_a_few(folder: Path) -> None:
    """As step 6 says: the sheets of the day are gone, one employer and two people stay with the employer's posts."""
    outline = folder / "campaign.toml"
    outline.write_text(
        outline.read_text().replace("taiyuan-2026", "spring-2026").replace("太原市助残招聘月", "春风行动")
    )
    for sheet in folder.glob("*/*"):
        if sheet.stem in OF_THE_DAY:
            sheet.unlink()
        elif sheet.suffix == ".xlsx":
            book = load_workbook(sheet)
            rows = book.active
            for number in range(rows.max_row, 1, -1):
                if (sheet.stem == "seekers" and number > 3) or _is_of_another(sheet.stem, rows, number):
                    rows.delete_rows(number)
            book.save(sheet)


def _is_of_another(name, rows, number) -> bool:
    values = [cell.value for cell in rows[number]]
    return name in {"employers", "vacancies"} and "太原青禾食品有限公司" not in values and "E-1" not in values


def test_the_copied_folder_is_loaded_beside_the_one_it_was_copied_from(db, tmp_path):
    """A saved folder holds the tickets that were given out: the copy's people get others."""
    assert all(f"`{sheet}`" in STEPS["6"] for sheet in OF_THE_DAY)
    load_campaign(folder=SmallFolder(tmp_path / "small").write(), by="tests")
    saved = tmp_path / "saved"
    call_command("save_campaign", "taiyuan-2026", str(saved), stdout=StringIO())
    kept_a_few(saved)

    check = load_campaign(folder=saved, by="tests", dry_run=True)
    loaded = load_campaign(folder=saved, by="tests")
    again = load_campaign(folder=saved, by="tests")

    assert (list(map(str, check.problems)), list(map(str, loaded.problems))) == ([], [])
    made = Registration.objects.filter(fair__event__campaign__slug="spring-2026")
    assert made.count() == 2
    assert Registration.objects.values("ticket").distinct().count() == Registration.objects.count()
    assert not again.problems
    assert Vacancy.objects.filter(event__campaign__slug="spring-2026").exists()


def test_rows_that_lean_on_rows_taken_out_are_said_in_one_line_a_kind(db, tmp_path):
    folder = SmallFolder(tmp_path)
    folder.sheets["attendances"] = [
        {"number": f"A-{number}", "registration": f"R-{number + 50}", "arrived_at": "2026-05-17 09:30"}
        for number in range(1, 9)
    ]
    problems = [str(problem) for problem in load_campaign(folder=folder.write(), by="tests").problems]
    leaning = [problem for problem in problems if problem.startswith("fair.city/attendances.xlsx")]
    assert len(leaning) == 1
    assert "有 8 行引用的编号不在 seekers.xlsx 里：R-51、R-52、R-53 …" in leaning[0]


def test_every_command_of_the_tutorial_is_one_of_ours():
    commands = re.findall(r"\.venv/bin/tongxing (\S+)", TEXT)
    known = (TUTORIAL.parents[1] / "reference" / "commands.md").read_text(encoding="utf-8")
    assert len(commands) >= 6
    assert [name for name in commands if f"tongxing {name}" not in known] == []
