"""The pages of zones that only keep what was said: each takes a form, changes one thing, and leads back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import cast
from tests.zones import stage
from tongxing.zones.models import Exhibit, Maker, Policy, Programme, ProgrammeItem, Service, Showing, ZonesEvent

NUMBER = "Z-7K2M9-4QX0T"


@pytest.fixture
def clerk(client, gao):
    client.force_login(gao)
    return client


def said(clerk, address, /, *args, **data):
    """The answer to a form that was filled in; it must have been taken."""
    answer = clerk.post(reverse(f"zones:{address}", args=args), data)
    assert answer.status_code == 302, answer.content.decode()
    return answer


def typed(moment) -> str:
    """A moment as a browser sends it."""
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def test_a_session_from_paper(clerk, fair, registration):
    begins = typed(fair.event.starts_at)

    said(clerk, "enter_session", fair.pk, kind="clinic", who="林晓雯", minutes=25, began_at=begins, number=NUMBER)

    service = Service.objects.get()
    assert (service.kind, service.registration, service.began_at) == ("clinic", registration, fair.event.starts_at)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"minutes": 25, "began_at": "2020-01-01T10:00"}, "只能在"),
        ({"minutes": 25, "who": "查无此人"}, "没有找到"),
        ({}, "请填写分钟"),
        ({"minutes": 700}, "600"),
    ],
)
def test_a_session_that_cannot_be_is_asked_again(clerk, fair, data, sentence):
    page = clerk.post(reverse("zones:enter_session", args=[fair.pk]), {"kind": "clinic", "number": NUMBER, **data})

    assert sentence in page.content.decode()
    assert not Service.objects.exists()


def test_two_people_of_one_name_are_told_apart_by_ticket(clerk, fair):
    cast.RegistrationFactory.create_batch(2, fair=fair, person__name="王芳")

    page = clerk.post(
        reverse("zones:enter_session", args=[fair.pk]),
        {"kind": "clinic", "number": NUMBER, "minutes": 5, "who": "王芳"},
    )

    assert "找到了几个人" in page.content.decode()


def test_an_answer_is_put_right_and_taken_back(clerk, fair):
    advice = stage.AdviceFactory(service__fair=fair)
    number = advice.service_id

    said(clerk, "correct_answer", number, question="残保金怎么算？", answer="按比例算。")
    advice.refresh_from_db()
    assert advice.answer == "按比例算。"
    said(clerk, "undo_service", number, why="登记了两遍")
    assert not Service.objects.exists()


def test_where_it_is_counted(clerk, fair):
    event = cast.EventFactory(campaign=fair.event.campaign, key="fair.zones", kind="zones", region="150200")

    said(clerk, "count_under", fair.pk, event=event.pk)

    assert ZonesEvent.objects.get().event == event


def test_a_policy_entered_and_corrected(clerk, fair):
    facts = {"title": "残疾人就业条例", "clause": "第八条", "valid_from": "2007-05-01"}
    said(clerk, "enter_policy", fair.pk, **facts)
    policy = Policy.objects.get()

    again = clerk.post(reverse("zones:enter_policy", args=[fair.pk]), facts)
    said(clerk, "correct_policy", fair.pk, policy.pk, **{**facts, "clause": "第九条"})

    assert "已经登记过" in again.content.decode()
    policy.refresh_from_db()
    assert (policy.clause, policy.region) == ("第九条", fair.event.region)


def test_a_maker_with_an_exhibit_and_a_time(clerk, fair):
    said(clerk, "add_maker", fair.pk, name="索伦嘎", phone="19900000000")
    maker = Maker.objects.get()
    said(clerk, "edit_maker", maker.pk, name="索伦嘎", shown_as="索伦嘎工坊", is_workshop="on")
    said(clerk, "say_yes", maker.pk, means="paper")
    said(clerk, "add_exhibit", maker.pk, kind="work", title="皮画", description="牛皮。")
    exhibit = Exhibit.objects.get()
    said(clerk, "edit_exhibit", exhibit.pk, kind="work", title="皮雕", description="牛皮。")
    times = {name: typed(getattr(fair.event, name)) for name in ("starts_at", "ends_at")}
    said(clerk, "add_showing", exhibit.pk, **times)
    said(clerk, "remove_showing", Showing.objects.get().pk)

    maker.refresh_from_db()
    exhibit.refresh_from_db()
    assert (maker.shown_as, maker.is_workshop, maker.agrees(), exhibit.title) == ("索伦嘎工坊", True, True, "皮雕")
    said(clerk, "say_yes", maker.pk, take_back="1")
    maker.refresh_from_db()
    assert not maker.agrees()


def test_a_programme_with_items_in_another_order(clerk, fair):
    begins = typed(fair.event.starts_at)
    shift = cast.InterpreterShiftFactory(fair=fair)
    said(clerk, "programmes", fair.pk, name="开幕", starts_at=begins)
    programme = Programme.objects.get()
    said(clerk, "edit_programme", programme.pk, name="开幕式", starts_at=begins)
    for title in ("致辞", "歌舞"):
        said(clerk, "add_item", programme.pk, title=title, minutes=5, interpreters=[shift.pk])
    first, last = ProgrammeItem.objects.all()
    said(clerk, "edit_item", first.pk, title="领导致辞", minutes=6)
    said(clerk, "move_item", last.pk, up="1")
    said(clerk, "drop", first.pk, version=Programme.objects.get().version, drop="on")
    said(clerk, "remove_item", last.pk)

    item = ProgrammeItem.objects.get()
    assert (item.title, item.minutes, item.is_dropped, item.interpreters.count()) == ("领导致辞", 6, True, 0)
    assert Programme.objects.get().name == "开幕式"
