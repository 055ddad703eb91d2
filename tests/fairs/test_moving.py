"""One interview moved by hand: what it breaks is said at once, what breaks nothing is written and told."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import cast
from tests.fairs.stage import at, booth_of, clock, fair_today, post_of, registered
from tongxing.common.refusal import Refused
from tongxing.fairs import actions, minutes
from tongxing.fairs.models import Fair, Interview, TimeChange
from tongxing.people.models import Message
from tongxing.trail.models import Entry


@pytest.fixture
def fair(monkeypatch, gao):
    """A fair of today, at eight in the morning."""
    fair = fair_today(Fair.State.SEEKERS)
    clock(monkeypatch, at(fair, 8))
    return fair


@pytest.fixture
def hall(fair):
    return cast.HallFactory(fair=fair, name="一号厅")


@pytest.fixture
def two(hall, bao, bakery):
    """包志强 meets the bakery and another employer."""
    registration = registered(hall.fair, bao)
    other = cast.OrganisationFactory(name="乳业有限公司")
    for employer, number in ((bakery, "A01"), (other, "A02")):
        cast.WishFactory(registration=registration, vacancy=post_of(hall.fair, employer))
        booth_of(hall, employer, number)
    actions.make_timetable(fair=hall.fair, by="tests")
    hall.fair.refresh_from_db()
    return list(Interview.objects.order_by("starts_at"))


def moved(interview, moment, by, **facts):
    fair = interview.registration.fair
    said = {"why": "您要求晚一点", "edition": fair.timetable_edition, **facts}
    return actions.move_interview(interview=interview, start=minutes.minute(fair, moment), by=by, **said)


def page(client, user, interview, **query):
    client.force_login(user)
    return client.get(reverse("fairs:move_interview", args=[interview.pk]), query).content.decode()


def test_what_breaks_nothing_is_written_and_told_once_with_old_new_and_why(fair, two, gao, bao):
    cast.ConsentFactory(person=bao.person, purpose="contact")
    first = two[0]
    change = moved(first, at(fair, 11), gao)
    first.refresh_from_db()
    assert first.starts_at == at(fair, 11)
    assert (change.old_starts_at, change.new_starts_at) == (at(fair, 9), at(fair, 11))
    text = Message.objects.get().text
    for word in ("原定9点整", "改到11点整", "A01", "您要求晚一点", "麦香坊"):
        assert word in text
    assert TimeChange.objects.get().is_told
    assert Entry.objects.filter(act="moved an interview").count() == 1


def test_the_page_says_at_once_what_it_breaks_and_which_times_are_free(client, fair, two, gao):
    second = timezone.localtime(two[1].starts_at)
    said = page(client, gao, two[0], to=f"{second:%H:%M}")
    assert "那时本人有另一场面试" in said
    assert "附近可以用的时间" in said
    assert "改时间并告知本人" not in said
    assert not TimeChange.objects.exists()


def test_a_time_off_the_grid_after_closing_or_past_is_refused_in_words(client, fair, two, gao, monkeypatch):
    assert "每隔 5 分钟" in page(client, gao, two[0], to="11:02")
    assert "16:00 结束" in page(client, gao, two[0], to="15:55")
    assert "9:00 开始" in page(client, gao, two[0], to="08:30")
    clock(monkeypatch, at(fair, 11))
    Interview.objects.filter(pk=two[0].pk).update(starts_at=at(fair, 12), ends_at=at(fair, 12, 15))
    two[0].refresh_from_db()
    with pytest.raises(Refused, match="现在已经 11:00"):
        moved(two[0], at(fair, 10), gao)
    assert Interview.objects.get(pk=two[0].pk).starts_at == at(fair, 12)


@pytest.mark.parametrize("start", ["9" * 30, "-" + "9" * 30, "9" * 5000, "-5", "1e9"])
def test_a_minute_that_no_page_gave_moves_nothing(client, fair, two, gao, start):
    client.force_login(gao)
    answer = client.post(
        reverse("fairs:move_interview", args=[two[0].pk]),
        {"start": start, "edition": fair.timetable_edition, "why": "试试"},
    )
    assert answer.status_code == 200
    assert not TimeChange.objects.exists()


def test_an_outcome_entered_meanwhile_keeps_its_time(fair, two, gao):
    looked_at = Interview.objects.get(pk=two[0].pk)
    Interview.objects.filter(pk=two[0].pk).update(outcome=Interview.Outcome.ABSENT)
    with pytest.raises(Refused, match="已有结果"):
        moved(looked_at, at(fair, 11), gao)


def test_the_page_asks_for_the_yes_and_keeps_it(client, fair, two, gao):
    said = page(client, gao, two[0], to="11:00")
    assert "没有冲突" in said
    address = reverse("fairs:move_interview", args=[two[0].pk])
    form = {"start": 11 * 60, "edition": fair.timetable_edition, "why": "单位请求"}
    answer = client.post(f"{address}?to=11:00", form, follow=True)
    assert "已更改 1 处时间" in answer.content.decode()
    assert Interview.objects.get(pk=two[0].pk).starts_at == at(fair, 11)


def test_the_second_of_two_clerks_sees_that_the_timetable_changed(client, fair, two, gao, han):
    edition = fair.timetable_edition
    moved(two[0], at(fair, 11), han)
    client.force_login(gao)
    form = {"start": 14 * 60, "edition": edition, "why": "单位请求"}
    answer = client.post(reverse("fairs:move_interview", args=[two[1].pk]), form)
    assert "有人改过时间表" in answer.content.decode()
    assert TimeChange.objects.count() == 1


def test_what_has_begun_or_has_an_outcome_stays(fair, two, gao, monkeypatch):
    Interview.objects.filter(pk=two[1].pk).update(outcome="no")
    with pytest.raises(Refused, match="已有结果"):
        moved(Interview.objects.get(pk=two[1].pk), at(fair, 14), gao)
    clock(monkeypatch, two[0].starts_at + dt.timedelta(minutes=1))
    with pytest.raises(Refused, match="已经开始"):
        moved(two[0], at(fair, 14), gao)


def test_one_that_found_no_time_gets_one_by_hand(client, fair, two, gao):
    Interview.objects.filter(pk=two[0].pk).update(
        starts_at=None, ends_at=None, booth=None, why_not=[{"code": "no_quiet_room"}]
    )
    change = moved(Interview.objects.get(pk=two[0].pk), at(fair, 10), gao)
    held = Interview.objects.get(pk=two[0].pk)
    assert (held.starts_at, held.why_not) == (at(fair, 10), [])
    assert held.booth.number == "A01"
    assert change.old_starts_at is None


def test_without_a_reason_nobody_is_moved(fair, two, gao):
    with pytest.raises(Refused, match="写明原因"):
        moved(two[0], at(fair, 11), gao, why=" ")


def test_an_employer_without_a_booth_is_named(client, fair, two, gao):
    fair.participations.update(booth=None)
    assert "没有展位" in page(client, gao, two[0], to="11:00")


def test_who_may_not_be_written_to_is_told_by_word_of_mouth(client, fair, two, gao):
    moved(two[0], at(fair, 11), gao)
    assert not Message.objects.exists()
    client.force_login(gao)
    day = reverse("fairs:today", args=[fair.pk])
    assert "还要当面告知的" in client.get(day).content.decode()
    client.post(reverse("fairs:mark_told", args=[TimeChange.objects.get().pk]))
    assert "还要当面告知的" not in client.get(day).content.decode()


def test_the_person_sees_what_it_was_and_why(client, fair, two, gao, bao):
    moved(two[0], at(fair, 11), gao)
    client.force_login(bao)
    said = client.get(reverse("fairs:my_timetable", args=[fair.pk])).content.decode()
    assert "09:00。原因：您要求晚一点" in said


def test_looking_at_a_time_asks_the_database_little(client, fair, two, gao, django_assert_max_num_queries):
    client.force_login(gao)
    with django_assert_max_num_queries(20):
        client.get(reverse("fairs:move_interview", args=[two[0].pk]), {"to": "11:00"})
