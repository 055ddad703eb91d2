"""The run-sheet: one press each, what follows moves, and an old page presses nothing."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.zones import stage
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Fair
from tongxing.zones import actions
from tongxing.zones.models import ProgrammeItem
from tongxing.zones.runsheet import AHEAD, DROPPED, NEXT, NOW, OVER, run_sheet

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def programme(fair):
    made = stage.ProgrammeFactory(fair=fair)
    for order, title in enumerate(("主持人开场", "领导致辞", "求职者发言"), 1):
        stage.ProgrammeItemFactory(programme=made, order=order, title=title, minutes=10)
    return made


def sheet_at(programme, minutes):
    return run_sheet(programme, list(programme.items.all()), programme.starts_at + minutes * MINUTE)


def clocks(programme, sheet):
    return [round((line.expected_at - programme.starts_at) / MINUTE) for line in sheet.lines]


def passed(programme, order, began, ended=None):
    """Item ``order`` began (and ended) so many minutes after the programme's beginning."""
    item = programme.items.get(order=order)
    item.began_at = programme.starts_at + began * MINUTE
    item.ended_at = None if ended is None else programme.starts_at + ended * MINUTE
    item.save()


def pressed(programme, act, by):
    programme.refresh_from_db()
    return act(programme=programme, version=programme.version, by=by)


def test_before_the_beginning_all_is_as_planned(programme):
    sheet = sheet_at(programme, -30)

    assert [line.state for line in sheet.lines] == [NEXT, AHEAD, AHEAD]
    assert clocks(programme, sheet) == [0, 10, 20]
    assert sheet.late_minutes == 0


def test_a_beginning_that_waits_moves_everything(programme):
    sheet = sheet_at(programme, 7)

    assert clocks(programme, sheet) == [7, 17, 27]
    assert sheet.late_minutes == 7


def test_who_speaks_too_long_moves_what_follows(programme):
    passed(programme, 1, 0)

    assert sheet_at(programme, 5).late_minutes == 0
    sheet = sheet_at(programme, 14)
    assert [line.state for line in sheet.lines] == [NOW, NEXT, AHEAD]
    assert clocks(programme, sheet) == [0, 14, 24]
    assert sheet.late_minutes == 4


def test_the_last_one_who_speaks_too_long_moves_the_end(programme):
    for order in (1, 2):
        passed(programme, order, 10 * order - 10, 10 * order)
    passed(programme, 3, 20)

    sheet = sheet_at(programme, 37)

    assert sheet.late_minutes == 7
    assert sheet.ends_at == programme.starts_at + 37 * MINUTE


def test_what_ends_early_lets_the_next_begin_early(programme):
    passed(programme, 1, 0, 6)

    sheet = sheet_at(programme, 6)

    assert clocks(programme, sheet) == [0, 6, 16]
    assert sheet.late_minutes == -4
    assert clocks(programme, sheet_at(programme, 13)) == [0, 13, 23]


def test_what_falls_out_gives_its_time_back(programme):
    passed(programme, 1, 0, 20)
    programme.items.filter(order=2).update(is_dropped=True)

    sheet = sheet_at(programme, 20)

    assert [line.state for line in sheet.lines] == [OVER, DROPPED, NEXT]
    assert clocks(programme, sheet)[2] == 20
    assert sheet.late_minutes == 0


def test_when_all_is_over_nothing_is_next(programme):
    for order in (1, 2, 3):
        passed(programme, order, 10 * order - 10, 10 * order + 2)

    sheet = sheet_at(programme, 600)

    assert sheet.is_over
    assert sheet.late_minutes == 2


def test_one_press_ends_one_and_begins_the_next(programme, gao):
    assert pressed(programme, actions.go_on, gao).title == "主持人开场"
    assert pressed(programme, actions.go_on, gao).title == "领导致辞"

    first, second, third = programme.items.all()
    assert first.ended_at == second.began_at
    assert third.began_at is None


def test_the_last_press_ends_the_programme(programme, gao):
    for _press in range(3):
        pressed(programme, actions.go_on, gao)

    assert pressed(programme, actions.go_on, gao) is None
    with pytest.raises(Refused, match="已全部结束"):
        pressed(programme, actions.go_on, gao)


def test_a_pause_ends_without_beginning(programme, gao):
    pressed(programme, actions.go_on, gao)
    pressed(programme, actions.finish, gao)

    assert not ProgrammeItem.objects.filter(began_at__isnull=False, ended_at=None).exists()
    with pytest.raises(Refused, match="没有正在进行"):
        pressed(programme, actions.finish, gao)


def test_a_press_is_taken_back_whole(programme, gao):
    pressed(programme, actions.go_on, gao)
    pressed(programme, actions.go_on, gao)

    pressed(programme, actions.take_back, gao)

    first, second, _third = programme.items.all()
    assert first.began_at
    assert first.ended_at is None
    assert second.began_at is None
    pressed(programme, actions.take_back, gao)
    with pytest.raises(Refused, match="还没有开始"):
        pressed(programme, actions.take_back, gao)


def test_of_two_stage_managers_the_second_press_does_nothing(programme, gao, han):
    seen = programme.version
    actions.go_on(programme=programme, version=seen, by=gao)

    with pytest.raises(Refused, match="没有执行"):
        actions.go_on(programme=programme, version=seen, by=han)
    assert ProgrammeItem.objects.exclude(began_at=None).count() == 1


@pytest.mark.parametrize("change", ["item", "order", "programme"])
def test_a_page_from_before_a_change_presses_nothing(programme, gao, change):
    seen, item = programme.version, programme.items.last()
    if change == "item":
        actions.save_item(programme=programme, item=item, minutes=3, by=gao)
    elif change == "order":
        actions.move_item(item=item, up=True, by=gao)
    else:
        actions.save_programme(fair=programme.fair, programme=programme, name="开幕", starts_at=timezone.now(), by=gao)

    with pytest.raises(Refused, match="没有执行"):
        actions.go_on(programme=programme, version=seen, by=gao)


def test_what_has_begun_keeps_its_place(programme, gao):
    pressed(programme, actions.go_on, gao)
    first = programme.items.first()

    for act in (
        lambda: actions.remove_item(item=first, by=gao),
        lambda: actions.move_item(item=programme.items.all()[1], up=True, by=gao),
        lambda: actions.drop(item=first, is_dropped=True, version=programme.version, by=gao),
    ):
        programme.refresh_from_db()
        with pytest.raises(Refused, match="已经开始"):
            act()


def test_items_change_places(programme, gao):
    actions.move_item(item=programme.items.last(), up=True, by=gao)

    assert [item.title for item in programme.items.all()] == ["主持人开场", "求职者发言", "领导致辞"]


def test_a_reported_fair_is_not_pressed(programme, gao):
    Fair.objects.update(state=Fair.State.REPORTED)

    with pytest.raises(Refused):
        pressed(programme, actions.go_on, gao)


def test_the_page_tells_the_second_manager_and_shows_what_is_on(client, programme, gao):
    client.force_login(gao)
    path, form = reverse("zones:press", args=[programme.pk]), {"what": "go_on", "version": programme.version}

    client.post(path, form)
    page = client.post(path, form, follow=True).content.decode()

    assert "没有执行" in page
    assert "主持人开场" in page
    assert programme.items.exclude(began_at=None).count() == 1


def test_an_open_page_learns_that_it_is_old(client, programme, gao):
    client.force_login(gao)
    path = reverse("zones:state", args=[programme.pk])
    before = json.loads(client.get(path).content)["version"]

    pressed(programme, actions.go_on, gao)

    assert json.loads(client.get(path).content)["version"] == before + 1


def test_the_public_reads_the_programme_and_not_the_speeches(client, programme, gao, surina):
    programme.items.update(speech="各位来宾")
    fair = programme.fair

    page = client.get(programme.get_absolute_url()).content.decode()
    assert "领导致辞" in page
    assert "各位来宾" not in page
    speeches = reverse("zones:speeches", args=[programme.pk])
    client.force_login(surina)
    assert client.get(speeches).status_code == 404
    stage.cast.InterpreterShiftFactory(fair=fair, account=surina)
    assert "各位来宾" in client.get(speeches).content.decode()
