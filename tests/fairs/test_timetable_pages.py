"""The timetable by person, booth and interpreter: what each sheet says, in print and read aloud."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import translation

from tests import cast
from tests.fairs.stage import at, fair_today, open_names, post_of, registered
from tongxing.fairs import spoken
from tongxing.fairs.models import Fair, Interview


@pytest.fixture
def placed(gao, bakery, lin):
    """林晓雯 meets the bakery at 9:40 at B12, with an interpreter, in the quiet room."""
    fair = fair_today(Fair.State.SEEKERS)
    hall = cast.HallFactory(fair=fair, name="一号厅")
    booth = cast.BoothFactory(zone=cast.ZoneFactory(hall=hall, name="食品区"), number="B12")
    registration, post = registered(fair, lin), post_of(fair, bakery)
    fair.participations.update(booth=booth)
    start = fair.event.starts_at + dt.timedelta(minutes=40)
    return Interview.objects.create(
        registration=registration,
        vacancy=post,
        starts_at=start,
        ends_at=start + dt.timedelta(minutes=15),
        booth=booth,
        interpreter=cast.InterpreterShiftFactory(fair=fair, name="苏日娜"),
        quiet_room=cast.QuietRoomFactory(hall=hall, name="安静间一"),
    )


def shown(client, user, name, fair, **query):
    client.force_login(user)
    answer = client.get(reverse(f"fairs:{name}", args=[fair.pk]), query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_by_person_it_says_when_where_and_with_whom(client, gao, placed):
    said = shown(client, gao, "timetable_people", placed.registration.fair)
    for word in ("林**", "09:40", "B12", "麦香坊", "苏日娜", "安静间一", "1 场面试已排定时间"):
        assert word in said


def test_a_booth_without_interviews_has_a_sheet_too(client, gao, placed):
    fair, other = placed.registration.fair, cast.OrganisationFactory(name="空展位有限公司")
    cast.ParticipationFactory(fair=fair, employer=other, booth=cast.BoothFactory(zone=placed.booth.zone, number="B13"))
    said = shown(client, gao, "timetable_booths", fair)
    assert said.index("B12") < said.index("B13 空展位有限公司") < said.index("这里没有排定的面试")


def test_the_sheet_for_an_employer_names_only_who_agreed_to_be_shown(client, gao, placed):
    fair, person = placed.registration.fair, placed.registration.person
    client.force_login(gao)
    open_names(client, fair)
    assert "林晓雯" not in shown(client, gao, "timetable_booths", fair)
    cast.ConsentFactory(person=person, purpose="show_employer", about="organisation:0")
    assert "林晓雯" not in shown(client, gao, "timetable_booths", fair)
    cast.ConsentFactory(person=person, purpose="show_employer", about=f"organisation:{placed.vacancy.employer_id}")
    assert "林晓雯" in shown(client, gao, "timetable_booths", fair)


def test_two_shifts_of_one_interpreter_are_one_sheet(client, gao, placed):
    fair = placed.registration.fair
    cast.InterpreterShiftFactory(fair=fair, name="苏日娜", starts_at=at(fair, 13), ends_at=at(fair, 16))
    said = shown(client, gao, "timetable_interpreters", fair)
    assert said.count(">苏日娜</h2>") == 1
    assert "13:00–16:00" in said
    assert "林晓雯" not in said
    assert "林**" in said


def test_the_sheets_are_narrowed_and_one_stands_alone(client, gao, placed, bao, bakery):
    fair = placed.registration.fair
    other = Interview.objects.create(
        registration=registered(fair, bao), vacancy=placed.vacancy, why_not=[{"code": "no_quiet_room"}]
    )
    without = shown(client, gao, "timetable_people", fair, show="no_time")
    assert "包**" in without
    assert "没有安静间" in without
    assert "林**" not in without
    alone = shown(client, gao, "timetable_people", fair, only=placed.registration_id)
    assert "林**" in alone
    assert "包**" not in alone
    client.force_login(gao)
    assert client.get(reverse("fairs:timetable_people", args=[fair.pk]), {"only": "x"}).status_code == 404
    assert other.registration.number not in alone


def test_printed_it_is_one_page_of_all_sheets_and_large_where_wished(client, gao, placed):
    fair = placed.registration.fair
    for number in range(35):
        registration = cast.RegistrationFactory(fair=fair, person__name=f"求职者{number}号")
        Interview.objects.create(registration=registration, vacancy=placed.vacancy)
    assert shown(client, gao, "timetable_people", fair).count('class="sheet"') == 30
    assert shown(client, gao, "timetable_people", fair, **{"as": "print"}).count('class="sheet"') == 36
    assert '<div class="large-print">' in shown(client, gao, "timetable_people", fair, **{"as": "large"})


def test_read_aloud_it_is_sentences_in_order_without_a_table(client, gao, placed):
    said = shown(client, gao, "timetable_people", placed.registration.fair, **{"as": "text"})
    listed = re.search(r"<ol>(.*?)</ol>", said.split("<h2 ")[1]).group(1)
    assert listed == (
        "<li>9点40分，15分钟，一号厅 B12 展位：麦香坊烘焙有限公司，面点师。翻译苏日娜陪同您。在安静间一进行。</li>"
    )
    assert "<table" not in said


def test_the_sentences_leave_out_what_the_reader_knows(placed):
    fair = placed.registration.fair
    placed.who = "林晓雯"
    with translation.override("en"):
        at_booth, between = spoken.for_booth(fair, placed), spoken.for_interpreter(fair, placed)
    assert (
        at_booth
        == "9:40, 15 minutes, desk 1: 林晓雯, about 面点师. Interpreter 苏日娜 comes too. In quiet room 安静间一."
    )
    assert between == (
        "9:40, 15 minutes, 一号厅, booth B12: between 林晓雯 and 麦香坊烘焙有限公司. In quiet room 安静间一."
    )


def test_a_fair_of_two_days_says_the_day(placed):
    fair = placed.registration.fair
    assert spoken.clock(fair, at(fair, 14)) == "14点整"
    fair.event.ends_at += dt.timedelta(days=1)
    assert re.fullmatch(r"\d+月\d+日14点整", spoken.clock(fair, at(fair, 14)))


def test_before_it_is_made_each_view_says_so(client, gao):
    fair = fair_today(Fair.State.SEEKERS)
    assert "还没有编排" in shown(client, gao, "timetable_people", fair)
    assert "还没有编排" in shown(client, gao, "timetable_booths", fair)
    assert "还没有录入翻译" in shown(client, gao, "timetable_interpreters", fair)


def test_ones_own_timetable_reads_aloud_and_prints_large(client, lin, placed):
    fair = placed.registration.fair
    assert "9点40分，15分钟" in shown(client, lin, "my_timetable", fair, **{"as": "text"})
    assert "large-print" in shown(client, lin, "my_timetable", fair, **{"as": "large"})
    assert "large-print" not in shown(client, lin, "my_timetable", fair)


@pytest.mark.parametrize(
    "name", ["timetable", "timetable_people", "timetable_booths", "timetable_interpreters", "people"]
)
@pytest.mark.parametrize("starts", ["placed", "left out"])
def test_who_only_audits_reads_nobodys_whole_name(client, placed, auditor, name, starts):
    cast.ConsentFactory(person=placed.registration.person, purpose="show_employer", about="")
    if starts == "left out":
        Interview.objects.update(starts_at=None, ends_at=None)
    shapes = ("", "print", "text") if name != "people" else ("",)

    for shape in shapes:
        assert "林晓雯" not in shown(client, auditor, name, placed.registration.fair, **{"as": shape})
    assert name != "people" or "林**" in shown(client, auditor, name, placed.registration.fair)


def test_who_runs_the_fair_reads_whole_names_once_they_are_opened(client, placed, gao):
    for name in ("timetable", "timetable_people", "people"):
        assert "林晓雯" not in shown(client, gao, name, placed.registration.fair)
    open_names(client, placed.registration.fair)
    for name in ("timetable", "timetable_people", "people"):
        assert "林晓雯" in shown(client, gao, name, placed.registration.fair)


def cells_of(page, booth):
    """(columns, text) of each cell in the grid's row of ``booth``, and the times above them."""
    grid = page[page.index('<table class="table table--grid"') : page.index("</table>", page.index("table--grid"))]
    times = re.findall(r'<th scope="col">(\d\d:\d\d)</th>', grid)
    row = next(row for row in grid.split("<tr>") if f'<th scope="row">{booth}' in row)
    cells = re.findall(r'<td(?: colspan="(\d+)")?[^>]*>(.*?)</td>', row)
    plain = [(int(span or 1), re.sub(r"<[^>]+>|\s+", " ", text).strip()) for span, text in cells]
    return times, plain


def test_the_grid_has_a_booth_a_row_and_a_time_a_column(client, gao, placed, bao, bakery):
    fair = placed.registration.fair
    Interview.objects.create(
        registration=registered(fair, bao),
        vacancy=placed.vacancy,
        starts_at=placed.starts_at + dt.timedelta(minutes=45),
        ends_at=placed.ends_at + dt.timedelta(minutes=55),
        booth=placed.booth,
    )

    times, cells = cells_of(shown(client, gao, "timetable", fair), "B12")

    assert times == ["09:40", "09:55", "10:10", "10:25", "10:40"]
    assert [span for span, _text in cells] == [1, 1, 1, 2]
    for words in ("林**", "09:40–09:55", "翻译：苏日娜", "安静间一"):
        assert words in cells[0][1]
    assert cells[1] == (1, "")
    assert "包**" in cells[3][1]


def test_the_grid_shows_when_a_booth_has_lunch(client, gao, placed, bao):
    fair = placed.registration.fair
    placed.booth.lunch_from, placed.booth.lunch_until = dt.time(9, 55), dt.time(10, 25)
    placed.booth.save()
    later = {"starts_at": placed.starts_at + dt.timedelta(hours=1), "ends_at": placed.ends_at + dt.timedelta(hours=1)}
    Interview.objects.create(registration=registered(fair, bao), vacancy=placed.vacancy, booth=placed.booth, **later)

    _times, cells = cells_of(shown(client, gao, "timetable", fair), "B12")

    assert cells[1] == (2, "午休")
    assert sum(span for span, _text in cells) == 5


def test_each_desk_of_a_booth_has_its_row_and_each_hall_its_grid(client, gao, placed):
    fair, other = placed.registration.fair, cast.HallFactory(fair=placed.registration.fair, name="二号厅")
    placed.booth.desks = 2
    placed.booth.save()
    far = cast.BoothFactory(zone=cast.ZoneFactory(hall=other), number="C1")
    moved = {"booth": far, "starts_at": placed.starts_at, "ends_at": placed.ends_at, "vacancy": placed.vacancy}
    Interview.objects.create(registration=cast.RegistrationFactory(fair=fair), **moved)

    first = shown(client, gao, "timetable", fair, hall=placed.booth.zone.hall_id, day="2026-12-09")
    second = shown(client, gao, "timetable", fair, hall=other.pk, day="2026-12-09")

    assert '<th scope="row">B12·1' in first
    assert '<th scope="row">B12·2' in first
    assert '<th scope="row">C1' not in first
    assert '<th scope="row">C1' in second


def test_a_list_and_a_grid_alone_can_be_asked_for(client, gao, placed):
    fair = placed.registration.fair

    assert "table--grid" not in shown(client, gao, "timetable", fair, **{"as": "list"})
    alone = shown(client, gao, "timetable", fair, **{"as": "grid"})
    assert "table--grid" in alone
    assert '<ol class="lines">' not in alone


def test_the_grid_names_nobody_whole(client, gao, placed):
    assert "林晓雯" not in shown(client, gao, "timetable", placed.registration.fair, **{"as": "grid"})
