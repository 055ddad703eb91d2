"""Who gets a text message when a timetable is made or made again, and what stands in it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import cast
from tests.fairs.stage import at, booth_of, clock, fair_today, post_of, registered
from tongxing.fairs import actions
from tongxing.fairs.models import Fair, Interview, Participation
from tongxing.people.models import Account, Message


@pytest.fixture
def fair(monkeypatch, gao):
    """A fair of today, at eight in the morning."""
    fair = fair_today(Fair.State.SEEKERS)
    clock(monkeypatch, at(fair, 8))
    return fair


@pytest.fixture
def post(fair, bakery, bao):
    """包志强, who agreed to be contacted, wishes to meet the bakery."""
    cast.ConsentFactory(person=bao.person, purpose="contact")
    cast.SupportNeedFactory(person=bao.person, code="quiet_room")
    hall = cast.HallFactory(fair=fair, name="一号厅")
    cast.QuietRoomFactory(hall=hall)
    post = post_of(fair, bakery)
    booth_of(hall, bakery, "A01")
    cast.WishFactory(registration=registered(fair, bao), vacancy=post)
    return post


@pytest.fixture
def hiring(zhao):
    """赵敏 has a telephone that is known to be hers."""
    Account.objects.filter(pk=zhao.pk).update(phone="19900000009", phone_verified_at=timezone.now())
    zhao.refresh_from_db()
    return zhao


def texts(account):
    return [message.text for message in Message.objects.order_by("pk") if message.to == account.phone]


def test_the_person_reads_day_time_place_and_post_and_nothing_of_their_needs(fair, post, gao, bao):
    actions.make_timetable(fair=fair, by=gao)
    (text,) = texts(bao)
    for word in ("12月9日包头市残疾人专场招聘会", "9点整，一号厅 A01 展位", "麦香坊烘焙有限公司“面点师”"):
        assert word in text
    for word in ("安静", "包志强", "轮椅"):
        assert word not in text


def test_made_again_with_nothing_changed_nobody_is_written_to(fair, post, gao, bao, hiring):
    actions.make_timetable(fair=fair, by=gao)
    before = Message.objects.count()
    assert before == 2
    counts = actions.make_timetable(fair=fair, by=gao)
    assert (Message.objects.count(), counts["texted"], counts["not_texted"]) == (before, 0, 0)


def test_a_moved_and_a_lost_time_are_told_with_the_old_one(fair, post, gao, bao, hiring):
    actions.make_timetable(fair=fair, by=gao)
    fair.event.starts_at = at(fair, 9, 30)
    fair.event.save()
    actions.make_timetable(fair=fair, by=gao)
    assert "改到9点30分，一号厅 A01 展位（原定9点整）" in texts(bao)[-1]
    assert "新增 0 场，改时间 1 场，取消 0 场" in texts(hiring)[-1]
    Participation.objects.update(booth=None)
    actions.make_timetable(fair=fair, by=gao)
    assert "原定9点30分的面试取消" in texts(bao)[-1]
    assert "取消 1 场" in texts(hiring)[-1]
    assert len(texts(bao)) == len(texts(hiring)) == 3


def test_only_who_has_a_change_is_written_to(fair, post, gao, bao, lin):
    actions.make_timetable(fair=fair, by=gao)
    cast.ConsentFactory(person=lin.person, purpose="contact")
    other = cast.OrganisationFactory(contact_phone="199 0000 0077")
    second = post_of(fair, other)
    booth_of(fair.halls.get(), other, "A02")
    cast.InterpreterShiftFactory(fair=fair, starts_at=at(fair, 9), ends_at=at(fair, 12))
    cast.WishFactory(registration=registered(fair, lin), vacancy=second)
    actions.make_timetable(fair=fair, by=gao)
    assert len(texts(bao)) == 1
    assert "9点" in texts(lin)[0]
    assert sum(message.to == "19900000077" for message in Message.objects.all()) == 1


def test_no_yes_to_contact_and_no_mobile_number_mean_a_sheet_on_paper(client, fair, post, gao, bao, bakery):
    bao.person.consents.all().delete()
    bakery.contact_phone = "0472-5150000"
    bakery.save()
    client.force_login(gao)
    answer = client.post(reverse("fairs:make_timetable", args=[fair.pk]), follow=True).content.decode()
    assert not Message.objects.exists()
    assert "另有 2 个人或单位的时间有新增或变动，但收不到短信" in answer


def test_a_time_that_is_over_is_told_to_nobody(monkeypatch, fair, post, gao, bao):
    clock(monkeypatch, at(fair, 15, 50))
    actions.make_timetable(fair=fair, by=gao)
    assert Interview.objects.exclude(starts_at=None).exists()
    assert not Message.objects.exists()
