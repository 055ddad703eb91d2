"""Saving and loading again gives the same figures, the same hashes and the same bytes."""

import stat
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from engines.wording import ACCOMMODATIONS
from tests.cast import SupportNeedFactory
from tongxing.campaigns.models import Campaign, Event, Host
from tongxing.common.refusal import Refused
from tongxing.fairs.actions import make_timetable
from tongxing.fairs.models import (
    Attendance,
    Booth,
    Fair,
    Hall,
    Intent,
    InterpreterShift,
    Interview,
    Participation,
    QuietRoom,
    Registration,
    Submission,
    Viewing,
    Wish,
    Zone,
)
from tongxing.figures import registry
from tongxing.folders.actions import save_campaign
from tongxing.jobs.models import Application, Seeker, Suggestion, Vacancy
from tongxing.organisations.models import Organisation
from tongxing.people.models import Person, Region, SupportNeed
from tongxing.trail.models import Entry

BOTTOM_UP = (
    Interview, Wish, Intent, Submission, Attendance, Viewing, Suggestion, Application, Registration, Participation,
    Booth, Zone, QuietRoom, Hall, InterpreterShift, Fair, Vacancy, Host, Event, Campaign, Seeker, Person, Organisation,
)  # fmt: skip


def hashes():
    """The hash of every figure as its entries make it now."""
    found = {}
    for event in Event.objects.select_related("fair"):
        for key, one in registry.of_event(event).items():
            lines = list(one.lines(event))
            total = registry.value(one.rule, lines)
            found[key] = (total, registry.figure_hash(key=key, words=one.words(), value=total, lines=lines))
    return found


def forget_everything():
    for model in BOTTOM_UP:
        model.objects.all().delete()
    for region in Region.objects.order_by("-level"):
        region.delete()


def files(path):
    return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}


def save(folder):
    save_campaign(campaign=Campaign.objects.get(), folder=folder, by="tests")
    return folder


def test_a_saved_campaign_loads_into_an_empty_database_with_the_same_hashes(small, load, tmp_path):
    load(small.write())
    before = hashes()
    saved = files(save(tmp_path / "one"))
    forget_everything()
    assert load(tmp_path / "one").problems == []
    assert hashes() == before
    assert files(save(tmp_path / "two")) == saved


def test_what_is_entered_later_is_saved_too(small, load, tmp_path):
    small.event["fair"]["state"] = "running"
    load(small.write())
    make_timetable(fair=Fair.objects.get(), by="tests")
    Vacancy.objects.filter(number="P-1").update(
        title="面点师（早班）", wage_min=4200, wage_text="四千二", hours_min=30, hours_max=36, duties="和面\n烘烤"
    )
    Attendance.objects.filter(number="A-1").update(means="certificate")
    before = (hashes(), Interview.objects.values_list("starts_at", "booth__number").get())
    save(tmp_path / "one")
    forget_everything()
    assert load(tmp_path / "one").problems == []
    assert (hashes(), Interview.objects.values_list("starts_at", "booth__number").get()) == before
    vacancy = Vacancy.objects.get(number="P-1")
    assert (vacancy.title, vacancy.wage_min, vacancy.wage_max) == ("面点师（早班）", 4200, 6000)
    assert (vacancy.hours_min, vacancy.hours_max, vacancy.duties) == (30, 36, "和面\n烘烤")


def test_every_need_comes_back(small, load, tmp_path):
    load(small.write())
    bao = Person.objects.get(name="包志强")
    for index, one in enumerate(ACCOMMODATIONS):
        SupportNeedFactory(person=bao, code=one.code, is_must=index % 2 == 0)
    before = set(bao.support_needs.values_list("code", "is_must"))
    save(tmp_path / "one")
    SupportNeed.objects.all().delete()
    load(tmp_path / "one")
    assert set(bao.support_needs.values_list("code", "is_must")) == before


def test_a_second_number_and_a_large_wage_come_back_as_they_were(small, load, tmp_path):
    load(small.write())
    Person.objects.filter(name="包志强").update(other_phones="19900000077 0472-5150000转8 母亲")
    Seeker.objects.filter(person__name="包志强").update(wage_floor=36_000)
    Vacancy.objects.filter(number="P-1").update(wage_min=6667, wage_max=8333, wage_text="8-10万")
    save(tmp_path / "one")
    forget_everything()
    assert load(tmp_path / "one").problems == []
    bao = Person.objects.get(name="包志强")
    assert (bao.other_phones, bao.seeker.wage_floor) == ("19900000077 0472-5150000转8 母亲", 36_000)
    assert Vacancy.objects.values_list("wage_min", "wage_max").get(number="P-1") == (6667, 8333)


def test_loading_what_was_just_saved_changes_nothing(small, load, tmp_path):
    load(small.write())
    assert load(save(tmp_path / "one")).total().is_quiet


def test_the_files_are_for_their_owner_alone(small, load, tmp_path):
    load(small.write())
    folder = save(tmp_path / "one")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()} == {0o600}


def test_the_trail_says_that_numbers_were_written_in_clear(small, load, tmp_path):
    load(small.write())
    save(tmp_path / "one")
    assert Entry.objects.get(act="saved a campaign as a folder").why == "names and numbers in clear"


def test_a_folder_with_something_else_in_it_is_left_alone(small, load, tmp_path):
    load(small.write())
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("mine")
    with pytest.raises(Refused, match="不是空的"):
        save(tmp_path / "letters")
    assert files(tmp_path / "letters") == {"mine.txt": b"mine"}
    assert not Entry.objects.filter(act="saved a campaign as a folder").exists()


def test_the_same_campaign_is_saved_over_itself(small, load, tmp_path):
    load(small.write())
    first = files(save(tmp_path / "one"))
    Attendance.objects.get(number="A-3").delete()
    assert files(save(tmp_path / "one")) != first
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_when_writing_fails_the_old_folder_stays(small, load, tmp_path, monkeypatch):
    load(small.write())
    first = files(save(tmp_path / "one"))
    monkeypatch.setattr("tongxing.folders.writing.write", lambda sheets: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        save(tmp_path / "one")
    assert files(tmp_path / "one") == first
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_command_warns_that_numbers_stand_in_clear(small, load, tmp_path):
    load(small.write())
    out = StringIO()
    call_command("save_campaign", "taiyuan-2026", tmp_path / "one", stdout=out)
    assert "明文的姓名、电话和残疾人证号" in out.getvalue()


def test_a_campaign_that_does_not_exist_is_wrong_use(small, load, tmp_path):
    load(small.write())
    with pytest.raises(CommandError, match="现有：taiyuan-2026") as error:
        call_command("save_campaign", "spring", tmp_path / "one")
    assert error.value.returncode == 2
