"""The policy desk: an answer counts once, rests on a dated clause, and what was promised is kept."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tests.queues.stage import DeskFactory, NumberFactory, VisitorFactory
from tests.zones import stage
from tongxing.common.dates import today
from tongxing.common.refusal import Refused
from tongxing.fairs.models import Fair
from tongxing.queues.models import Number
from tongxing.trail.models import Entry
from tongxing.zones import actions
from tongxing.zones.models import FollowUp, Service

SAID = {"question": "残保金怎么算？", "answer": "按上年人数算。", "minutes": 12}
NUMBER = "Z-7K2M9-4QX0T"


def answered(fair, by, **facts):
    return actions.answer(fair=fair, by=by, **{**SAID, **facts})


def test_an_answer_is_one_session_however_often_it_is_sent(fair, gao):
    first, again = answered(fair, gao, number=NUMBER), answered(fair, gao, number=NUMBER)

    assert first == again
    assert Service.objects.get().minutes == 12
    assert first.registration is None


def test_a_form_that_was_used_for_somebody_else_is_not_lost_in_silence(fair, registration, gao):
    answered(fair, gao, number=NUMBER)

    with pytest.raises(Refused, match="另一条记录"):
        answered(fair, gao, number=NUMBER, registration=registration)


def test_question_and_answer_are_sealed(fair, gao):
    answered(fair, gao)

    with connection.cursor() as cursor:
        cursor.execute("SELECT question, answer FROM zones_advice")
        assert not any("残保金" in text or "上年" in text for text in cursor.fetchone())


def test_an_answer_needs_both_sentences(fair, gao):
    with pytest.raises(Refused, match="问题和回答"):
        answered(fair, gao, answer=" ")
    assert not Service.objects.exists()


@pytest.mark.parametrize("minutes", [0, 601])
def test_a_session_lasts_as_long_as_one_can(fair, gao, minutes):
    with pytest.raises(Refused, match="1 到 600"):
        answered(fair, gao, minutes=minutes)


@pytest.mark.parametrize("state", [Fair.State.SEEKERS, Fair.State.REPORTED])
def test_answers_are_entered_while_the_fair_takes_entries(fair, gao, state):
    Fair.objects.update(state=state)

    with pytest.raises(Refused):
        answered(fair, gao)


def test_a_clerk_of_a_sister_city_enters_nothing(fair, qi):
    with pytest.raises(Refused):
        answered(fair, qi)


def test_an_answer_rests_on_what_holds_where_the_fair_is(fair, gao):
    here, elsewhere = stage.PolicyFactory(region="150000"), stage.PolicyFactory(region="150400")

    assert answered(fair, gao, policy=here).advice.policy == here
    with pytest.raises(Refused, match="不适用"):
        answered(fair, gao, policy=elsewhere)


def test_taking_back_needs_a_reason_and_stays_in_the_trail(fair, gao):
    service = answered(fair, gao)

    with pytest.raises(Refused):
        actions.take_back_service(service=service, by=gao, why=" ")
    actions.take_back_service(service=service, by=gao, why="登记了两遍")

    assert not Service.objects.exists()
    kept = Entry.objects.get(act="took a service back")
    assert (kept.why, kept.details["minutes"]) == ("登记了两遍", 12)


def test_what_was_promised_waits_until_somebody_says_what_came_of_it(fair, gao):
    service = answered(fair, gao, follow_up={"what": "寄申请表", "until": today(), "account": gao})
    promised = service.follow_ups.get()

    with pytest.raises(Refused):
        actions.close_follow_up(follow_up=promised, outcome="", by=gao)
    actions.close_follow_up(follow_up=promised, outcome="已寄出", by=gao)

    promised.refresh_from_db()
    assert (promised.outcome, promised.closed_by) == ("已寄出", gao)
    with pytest.raises(Refused, match="已经办结"):
        actions.close_follow_up(follow_up=promised, outcome="再寄", by=gao)


def test_a_follow_up_can_be_closed_after_the_fair_was_reported(fair, gao):
    promised = answered(fair, gao, follow_up={"what": "寄申请表", "until": today(), "account": None}).follow_ups.get()
    Fair.objects.update(state=Fair.State.REPORTED)

    actions.close_follow_up(follow_up=promised, outcome="已寄出", by=gao)

    assert FollowUp.objects.get().closed_at


def test_one_press_finishes_the_number_and_counts_its_minutes(fair, desk, gao):
    now = timezone.now()
    number = NumberFactory(
        desk=DeskFactory(fair=fair, zone=desk), visitor=VisitorFactory(fair=fair), state=Number.State.SERVING,
        served_from=now - dt.timedelta(minutes=8, seconds=10), began_at=now - dt.timedelta(minutes=8, seconds=10),
    )  # fmt: skip

    service = answered(fair, gao, queue=number, minutes=None)

    number.refresh_from_db()
    assert number.state == Number.State.DONE
    assert (service.minutes, service.zone, service.began_at) == (9, desk, number.served_from)
    with pytest.raises(Refused, match="已经计入"):
        answered(fair, gao, queue=number, minutes=None)


def test_a_number_of_another_fair_is_not_finished(fair, gao):
    number = NumberFactory(state=Number.State.SERVING)

    with pytest.raises(Refused, match="另一场"):
        answered(fair, gao, queue=number)


def test_correcting_a_policy_keeps_what_it_said(gao):
    policy = stage.PolicyFactory(region="150200", clause="第八条")

    actions.correct_policy(policy=policy, clause="第九条", by=gao)

    assert Entry.objects.get(act="corrected a policy").details["old"] == {"clause": "第八条"}
    twin = stage.PolicyFactory(region="150200", title=policy.title, clause="第十条")
    with pytest.raises(Refused, match="已经登记"):
        actions.correct_policy(policy=twin, clause="第九条", by=gao)


def test_the_desk_offers_the_policies_in_force_that_day(client, fair, gao):
    stage.PolicyFactory(region="150000", title="现行办法")
    stage.PolicyFactory(region="150000", title="旧办法", valid_until=today() - dt.timedelta(days=1))
    stage.PolicyFactory(region="150000", title="新办法", valid_from=today() + dt.timedelta(days=1))
    client.force_login(gao)

    page = client.get(reverse("zones:policy_desk", args=[fair.pk])).content.decode()

    assert "现行办法" in page
    assert "旧办法" not in page
    assert "新办法" not in page


def test_an_answer_is_entered_on_the_page(client, fair, registration, gao):
    client.force_login(gao)
    data = {**SAID, "number": NUMBER, "who": "R-00001", "what": "寄申请表", "until": f"{today()}"}

    answer = client.post(reverse("zones:policy_desk", args=[fair.pk]), data)

    assert answer.status_code == 302
    service = Service.objects.get(number=NUMBER)
    assert (service.registration, service.follow_ups.get().what) == (registration, "寄申请表")
    assert "林晓雯" not in client.get(reverse("zones:service", args=[service.pk])).content.decode()


def test_a_promise_without_a_day_is_asked_for(client, fair, gao):
    client.force_login(gao)

    page = client.post(reverse("zones:policy_desk", args=[fair.pk]), {**SAID, "number": NUMBER, "what": "寄申请表"})

    assert "请写明什么时候办完" in page.content.decode()
    assert "残保金怎么算" in page.content.decode()


@pytest.mark.parametrize(("days", "is_taken"), [(-1, False), (0, True), (1, True)])
def test_something_is_promised_for_today_or_later(client, fair, gao, days, is_taken):
    service = answered(fair, gao)
    client.force_login(gao)

    promise = {"what": "寄申请表", "until": today() + dt.timedelta(days=days)}
    page = client.post(reverse("zones:add_follow_up", args=[service.pk]), promise, follow=True).text

    assert service.follow_ups.exists() == is_taken
    assert ("这一天已经过了" in page) != is_taken


def test_what_was_asked_never_stands_on_a_public_page_or_a_list(client, fair, gao, auditor):
    answered(fair, gao)

    for account in (None, auditor, gao):
        if account:
            client.force_login(account)
            assert "残保金" not in client.get(reverse("zones:services", args=[fair.pk])).content.decode()
        for path in (fair.get_absolute_url(), reverse("zones:exhibits", args=[fair.pk])):
            assert "残保金" not in client.get(path).content.decode()


def test_an_auditor_does_not_read_answers(client, fair, gao, auditor):
    service = answered(fair, gao)
    client.force_login(auditor)

    page = client.get(reverse("zones:service", args=[service.pk])).content.decode()

    assert service.number in page
    assert "残保金" not in page
