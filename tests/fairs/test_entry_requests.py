"""An employer asks to take part in a fair; the federation confirms it, or refuses it with a reason."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import cast
from tests.fairs.stage import fair_today
from tongxing.common.refusal import Refused
from tongxing.fairs import actions
from tongxing.fairs.models import EntryRequest, Fair
from tongxing.people.models import Account, Message
from tongxing.trail.models import Entry


@pytest.fixture
def fair(db):
    return fair_today(Fair.State.POSTS)


def page(client, user, fair):
    client.force_login(user)
    return client.get(fair.get_absolute_url()).text


def asked(client, zhao, fair, bakery):
    client.force_login(zhao)
    address = reverse("fairs:ask_entry", args=[fair.pk])
    return client.post(address, {"employer": bakery.pk, "words": "三个岗位，两人到场"}, follow=True)


def test_the_employer_asks_on_the_fairs_page_and_the_clerk_confirms(client, fair, bakery, zhao, gao):
    Account.objects.filter(pk=zhao.pk).update(phone="19900000009", phone_verified_at=timezone.now())
    assert reverse("fairs:ask_entry", args=[fair.pk]) in page(client, zhao, fair)
    assert "待残联答复" in asked(client, zhao, fair, bakery).text
    assert not fair.participations.exists()

    client.force_login(gao)
    entries = reverse("fairs:entries", args=[fair.pk])
    assert "三个岗位，两人到场" in client.get(entries).text
    assert "1 家单位申请参会" in client.get(reverse("start")).text
    request = EntryRequest.objects.get()
    answer = client.post(reverse("fairs:confirm_entry", args=[request.pk]), follow=True)

    assert "没有待答复的申请" in answer.text
    assert fair.participations.get().employer == bakery
    assert "已确认参加" in Message.objects.get().text
    assert "申请参会" not in page(client, zhao, fair)
    assert Entry.objects.filter(act="confirmed an employer's entry", actor=f"account:{gao.pk}").exists()


def test_a_refusal_has_a_reason_that_the_employer_reads_and_it_may_ask_again(client, fair, bakery, zhao, gao):
    asked(client, zhao, fair, bakery)
    request = EntryRequest.objects.get()
    client.force_login(gao)
    refuse = reverse("fairs:refuse_entry", args=[request.pk])
    client.post(refuse, {"why": " "})
    assert EntryRequest.objects.get().state == "asked"
    client.post(refuse, {"why": "本场只招制造业"})

    assert "原因：本场只招制造业" in page(client, zhao, fair)
    assert not fair.participations.exists()
    asked(client, zhao, fair, bakery)
    assert EntryRequest.objects.filter(state="asked").count() == 1


def test_it_asks_once_while_it_waits_and_never_for_another_employer(client, fair, bakery, zhao):
    asked(client, zhao, fair, bakery)
    assert "已提交过申请" in asked(client, zhao, fair, bakery).text
    asked(client, zhao, fair, cast.OrganisationFactory())
    assert EntryRequest.objects.count() == 1


def test_one_that_takes_part_already_is_not_asked(client, fair, bakery, zhao):
    cast.ParticipationFactory(fair=fair, employer=bakery)
    assert "申请参会" not in page(client, zhao, fair)
    assert client.get(reverse("fairs:ask_entry", args=[fair.pk])).status_code == 404


@pytest.mark.parametrize("state", [Fair.State.DRAFT, Fair.State.CLOSED, Fair.State.REPORTED])
def test_a_fair_that_takes_no_employers_takes_no_requests(fair, bakery, zhao, state):
    Fair.objects.update(state=state)
    with pytest.raises(Refused):
        actions.ask_entry(fair=fair, employer=bakery, by=zhao)


def test_a_sister_citys_clerk_decides_nothing_and_two_clerks_decide_once(client, fair, bakery, zhao, gao, qi):
    request = actions.ask_entry(fair=fair, employer=bakery, by=zhao)
    client.force_login(qi)
    assert client.post(reverse("fairs:confirm_entry", args=[request.pk])).status_code == 404
    assert client.get(reverse("fairs:entries", args=[fair.pk])).status_code == 404
    actions.refuse_entry(request=request, why="满了", by=gao)
    with pytest.raises(Refused, match="已答复"):
        actions.confirm_entry(request=request, by=gao)
