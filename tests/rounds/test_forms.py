"""What clerks type: coordinates in either order, times of a day, who is visited, a spreadsheet."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import cast
from tests.rounds.stage import RoundFactory, StopFactory, TeamFactory
from tests.sheets import xlsx
from tongxing.common.dates import today
from tongxing.rounds.forms.fields import PositionField, WindowsField
from tongxing.rounds.models import Round, Stop, Team

ANSWERS = {
    "kind": "home_visit",
    "who": "",
    "label": "",
    "address": "演示村",
    "position": "40.5683,110.5279",
    "minutes": "30",
    "is_must": "1",
}


@pytest.fixture
def one(db):
    return RoundFactory()


def add(client, one, **answers):
    return client.post(reverse("rounds:add_stop", args=[one.pk]), {**ANSWERS, **answers})


@pytest.mark.parametrize("text", ["40.5683,110.5279", "110.5279 40.5683", "４０.5683，110.5279"])
def test_coordinates_may_come_in_either_order(text):
    assert PositionField().clean(text) == "40.568300 110.527900"


@pytest.mark.parametrize(
    "text", ["40.5683", "40.5683 41.2", "200, 300", "东河区", "-40.5683, 110.5279", "40.5683 −110.5279"]
)
def test_what_is_no_place_in_china_is_refused(text):
    with pytest.raises(ValidationError):
        PositionField().clean(text)


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("", []),
        ("9:00-11:30", [[540, 690]]),
        ("14:00－16:00、9:00至11:30", [[540, 690], [840, 960]]),
        ("9:00-10:00, 9:30-11:00", [[540, 660]]),
        ("9:00-9:00", [[540, 540]]),
    ],
)
def test_times_of_a_day_are_read_as_people_write_them(text, windows):
    assert WindowsField().clean(text) == windows


@pytest.mark.parametrize("text", ["上午", "11:30-9:00", "9:75-10:00", "23:00-25:00", "9:00-11:30 大概"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValidationError):
        WindowsField().clean(text)


def test_a_person_is_found_by_name_or_number(client, one, gao):
    client.force_login(gao)
    person = cast.PersonFactory(name="乌日娜", region="150221")
    assert add(client, one, who="乌日娜").status_code == 302
    add(client, one, who=person.phone, kind="device_delivery")

    assert [stop.person for stop in Stop.objects.all()] == [person, person]


def test_namesakes_are_told_apart_by_their_number(client, one, gao):
    client.force_login(gao)
    for _number in range(2):
        cast.PersonFactory(name="乌日娜", region="150221")
    said = add(client, one, who="乌日娜").content.decode()

    assert "有几个符合" in said
    assert not Stop.objects.exists()


def test_a_person_of_another_region_is_not_found(client, one, gao):
    client.force_login(gao)
    cast.PersonFactory(name="邻市的人", region="150402")

    assert "本地区没有这样的人" in add(client, one, who="邻市的人").content.decode()


def test_an_employer_is_found_by_name(client, one, gao):
    client.force_login(gao)
    firm = cast.OrganisationFactory(name="麦香坊烘焙有限公司", region="150221")
    add(client, one, kind="employer_visit", who="麦香坊")

    assert Stop.objects.get().organisation == firm


def test_a_place_that_is_neither_has_a_name(client, one, gao):
    client.force_login(gao)
    assert "请写明走访谁" in add(client, one).content.decode()
    add(client, one, label="村卫生室", is_must="", prize="20")

    assert (Stop.objects.get().masked_name(), Stop.objects.get().prize) == ("村卫生室", 20)


def test_what_is_left_empty_stays_closed_and_kept(client, one, gao):
    client.force_login(gao)
    stop = StopFactory(round=one, address="演示村一组3号")
    changed = {"minutes": "45", "is_must": "1", "address": "", "position": "", "note": ""}
    client.post(reverse("rounds:edit_stop", args=[stop.pk]), changed)
    again = Stop.objects.get()

    assert (again.minutes, again.address, again.position) == (45, stop.address, stop.position)


def test_a_whole_round_by_its_forms(client, gao):
    client.force_login(gao)
    region = cast.region("150221")
    client.post(reverse("rounds:new"), {"name": "春季走访", "region": region.pk, "first_on": str(today()), "days": "2"})
    one = Round.objects.get()
    team = {
        "name": "一组", "begins": "08:30", "ends": "17:30", "start_name": "旗残联", "start_position": "40.566,110.527",
        "lunch_minutes": "45", "lunch_from": "11:30", "lunch_until": "13:30",
    }  # fmt: skip
    client.post(reverse("rounds:add_team", args=[one.pk]), team)
    add(client, one, label="村卫生室")
    client.post(reverse("rounds:plan", args=[one.pk]))
    one.refresh_from_db()

    assert one.state == Round.State.PLANNED
    assert "村卫生室" in client.get(one.get_absolute_url()).content.decode()


@pytest.mark.parametrize("first", ["0001-01-01", "1925-11-25", "9999-12-31"])
def test_a_round_of_another_century_is_a_slip(client, gao, first):
    client.force_login(gao)
    answers = {"name": "春季走访", "region": cast.region("150221").pk, "first_on": first, "days": "2"}

    assert "请看一下年份" in client.post(reverse("rounds:new"), answers).content.decode()
    assert not Round.objects.exists()


def test_an_old_round_keeps_its_day_when_its_name_changes(client, gao):
    client.force_login(gao)
    one = RoundFactory(first_on="2001-03-10")
    client.post(reverse("rounds:edit", args=[one.pk]), {"name": "夏季走访", "first_on": "2001-03-10", "days": "1"})

    assert Round.objects.get().name == "夏季走访"


def test_an_employer_is_visited_once_on_a_round(client, one, gao):
    client.force_login(gao)
    cast.OrganisationFactory(name="麦香坊烘焙有限公司", region="150221")
    for _time in range(2):
        said = add(client, one, kind="employer_visit", who="麦香坊")

    assert "已经在这条路线上" in said.content.decode()
    assert Stop.objects.count() == 1


def test_an_address_that_is_a_letter_is_refused(client, one, gao):
    client.force_login(gao)
    said = add(client, one, label="村卫生室", address="远" * 201, note="长" * 501).content.decode()

    assert said.count("errorlist") == 2
    assert not Stop.objects.exists()


def test_a_team_back_before_it_sets_out_is_refused(client, one, gao):
    client.force_login(gao)
    team = TeamFactory(round=one)
    answers = {
        "name": team.name, "begins": "17:00", "ends": "08:00", "start_name": "旗残联",
        "start_position": "40.566,110.527", "lunch_minutes": "90", "lunch_from": "11:30", "lunch_until": "12:00",
    }  # fmt: skip
    said = client.post(reverse("rounds:edit_team", args=[team.pk]), answers).content.decode()

    assert "返回时间早于出发时间" in said
    assert "放不下午餐" in said


def test_hours_of_lunch_are_in_order_even_where_none_is_planned(client, one, gao):
    client.force_login(gao)
    answers = {
        "name": "一组", "begins": "08:30", "ends": "17:30", "start_name": "旗残联",
        "start_position": "40.566,110.527", "lunch_minutes": "0", "lunch_from": "13:30", "lunch_until": "11:30",
    }  # fmt: skip
    said = client.post(reverse("rounds:add_team", args=[one.pk]), answers).content.decode()

    assert "放不下午餐" in said


def test_an_account_number_that_cannot_be_is_a_wrong_choice(client, one, gao):
    client.force_login(gao)
    answers = {
        "name": "一组", "begins": "08:30", "ends": "17:30", "start_name": "旗残联", "accounts": "9" * 30,
        "start_position": "40.566,110.527", "lunch_minutes": "0", "lunch_from": "11:30", "lunch_until": "13:30",
    }  # fmt: skip
    answer = client.post(reverse("rounds:add_team", args=[one.pk]), answers)

    assert answer.status_code == 200
    assert not Team.objects.exists()


HEAD = ["事项", "走访对象", "地点名称", "地址", "坐标", "分钟", "时段", "能力", "坡道"]


def send(client, one, *rows):
    file = SimpleUploadedFile("走访点.xlsx", xlsx([HEAD, *rows]))
    return client.post(reverse("rounds:import_stops", args=[one.pk]), {"file": file})


def test_stops_come_from_a_spreadsheet(client, one, gao):
    client.force_login(gao)
    cast.PersonFactory(name="乌日娜", region="150221")
    send(
        client,
        one,
        ["入户走访", "乌日娜", "", "演示村", "40.57,110.52", 25, "9:00-11:00", "手语、康复", "是"],
        ["送辅具", "", "村卫生室", "", "110.50,40.58", "", "", "", ""],
    )
    first, second = Stop.objects.all()

    assert (first.minutes, first.windows, first.skills, first.needs_ramp) == (
        25, [[540, 660]], ["sign", "rehabilitation"], True,
    )  # fmt: skip
    assert (second.kind, second.label, second.minutes, second.is_must) == ("device_delivery", "村卫生室", 30, True)


def test_one_bad_cell_adds_nothing_and_is_named(client, one, gao):
    client.force_login(gao)
    said = send(
        client,
        one,
        ["送辅具", "", "村卫生室", "", "40.57,110.52", "", "", "", ""],
        ["入户走访", "没有这个人", "", "", "某处", "", "", "唱歌", ""],
    ).content.decode()

    assert "B3: " in said
    assert "E3: " in said
    assert "H3: " in said
    assert not Stop.objects.exists()


def test_a_file_that_is_no_table_is_refused_in_a_sentence(client, one, gao):
    client.force_login(gao)
    file = SimpleUploadedFile("走访点.xlsx", b"%PDF-1.7")
    answer = client.post(reverse("rounds:import_stops", args=[one.pk]), {"file": file})

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()


def test_rows_that_stand_twice_or_are_there_already_are_named(client, one, gao):
    client.force_login(gao)
    kept = StopFactory(round=one, kind=Stop.Kind.DEVICE_DELIVERY)
    cast.PersonFactory(name="乌日娜", region="150221")
    place = ["入户走访", "", "村卫生室", "", "40.57,110.52", "", "", "", ""]
    person = ["入户走访", "乌日娜", "", "", "40.57,110.52", "", "", "", ""]
    said = send(
        client, one, place, person, place, person, ["送辅具", kept.person.phone, "", "", "40.57,110.52", "", "", "", ""]
    ).content.decode()

    assert [cell in said for cell in ("B2: ", "B3: ", "B4: ", "B5: ", "B6: ")] == [False, False, True, True, True]
    assert Stop.objects.count() == 1


@pytest.mark.parametrize(("said", "needs"), [("是", True), (True, True), ("", False), ("否", False), (False, False)])
def test_yes_and_no_are_read_as_people_write_them(client, one, gao, said, needs):
    client.force_login(gao)
    send(client, one, ["送辅具", "", "村卫生室", "", "40.57,110.52", "45分钟", "", "", said])

    assert (Stop.objects.get().needs_ramp, Stop.objects.get().minutes) == (needs, 45)


def test_a_word_that_is_neither_yes_nor_no_is_not_taken_for_no(client, one, gao):
    client.force_login(gao)
    said = send(client, one, ["送辅具", "", "村卫生室", "", "40.57,110.52", "", "", "", "门口有台阶"])

    assert "I2: 请写“是”或“否”" in said.content.decode()
    assert not Stop.objects.exists()


def test_a_sheet_of_too_many_stops_is_refused_before_it_is_read(client, one, gao, monkeypatch):
    client.force_login(gao)
    monkeypatch.setattr(Round, "MOST_STOPS", 2)

    assert "最多2个" in send(client, one, *[["唱歌"] * 9] * 3).content.decode()
