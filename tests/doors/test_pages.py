"""The clerk's pages about devices: enrol, see what each holds, settle what waits."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import cast
from tests.doors.stage import act, check_in, device_at, send
from tests.fairs.stage import at, post_of, registered
from tongxing.doors import actions, closing, day
from tongxing.doors.models import Act, Claim, Device
from tongxing.doors.rules import RULES
from tongxing.doors.waiting import waiting
from tongxing.fairs import actions as fair_actions
from tongxing.trail.models import Entry


@pytest.fixture
def clerk(client, gao):
    client.force_login(gao)
    return client


def address(name, pk):
    return reverse(f"doors:{name}", args=[pk])


@pytest.fixture
def disagreement(fair, gao, lin, bakery):
    """Two devices at the bakery's booth, one of which says yes, the other no."""
    vacancy, registration = post_of(fair, bakery), registered(fair, lin)
    said = {"person": registration.pk, "vacancy": vacancy.pk, "side": "seeker"}
    for name, yes in (("甲台", True), ("乙台", False)):
        device = device_at(fair, gao, "booth", name=name, participation=fair.participations.get())
        send(device, act("intent", at(fair, 10), **said, yes=yes))
    return Claim.objects.filter(is_contested=True).first()


def test_a_device_is_prepared_and_its_code_is_shown_once(clerk, fair):
    answer = clerk.post(address("add", fair.pk), {"name": "东门", "role": "door"})
    device = Device.objects.get()
    assert answer.url == device.get_absolute_url()
    page = clerk.post(address("code", device.pk)).content.decode()
    code = page.split("<code>")[1].split("</code>")[0]
    assert "data:image/svg+xml" in page
    assert code not in clerk.get(device.get_absolute_url()).content.decode()
    assert actions.enrol(code=code, clock=timezone.now())[0] == device


def test_the_last_code_kills_the_one_before(fair, gao):
    device = actions.prepare(fair=fair, name="东门", role="door", by=gao)
    first, second = (actions.make_code(device=device, by=gao) for _code in range(2))
    assert first != second
    with pytest.raises(actions.devices.access.Over):
        actions.enrol(code=first, clock=timezone.now())


def test_an_employers_device_needs_its_employer(clerk, fair):
    page = clerk.post(address("add", fair.pk), {"name": "甲台", "role": "employer"}).content.decode()
    assert "哪家用人单位" in page
    assert not Device.objects.exists()


def test_what_waits_on_each_device_and_for_the_clerk_stands_in_the_table(clerk, fair, gao):
    send(device_at(fair, gao, name="西门"), act("check_in", at(fair, 10), person=0), waiting=12)
    page = clerk.get(address("devices", fair.pk)).content.decode()
    row = page.split("西门</a>")[1].split("</tr>")[0]
    assert re.findall(r'<td class="number"[^>]*>(\d+)', row) == ["1", "12", "1"]


def test_every_rule_stands_on_the_page(clerk, fair):
    page = clerk.get(address("devices", fair.pk)).content.decode()
    assert all(str(rule.text) in page for rule in RULES)


def test_a_device_is_locked_with_a_trail(clerk, fair, gao):
    device = device_at(fair, gao)
    clerk.post(address("lock", device.pk), {"why": "丢失"})
    device.refresh_from_db()
    assert device.locked_at
    assert device.roster_key == ""
    assert Entry.objects.get(act="locked a device").why == "丢失"


def test_a_refused_act_is_entered_once_its_reason_is_mended(clerk, fair, gao, lin):
    device = device_at(fair, gao)
    send(device, check_in(registered(fair, lin), at(fair, 10) - dt.timedelta(days=40)))
    refused = Act.objects.get()
    assert "只能在" in clerk.get(address("refused", fair.pk)).content.decode()
    settle = address("settle", refused.pk)
    again = clerk.post(settle, {"how": "again", "why": "再试"})
    assert "只能在" in again.content.decode()
    clerk.post(settle, {"how": "again", "why": "设备日期错了", "at": f"{at(fair, 10):%Y-%m-%dT%H:%M}"})
    refused.refresh_from_db()
    assert refused.state == "accepted"
    assert fair.attendances.get().arrived_at == at(fair, 10)
    assert refused.said_at == at(fair, 10) - dt.timedelta(days=40)


def test_a_refused_act_is_left_out_with_a_reason(clerk, fair, gao):
    device, tried = device_at(fair, gao), act("check_in", at(fair, 10), person=0)
    send(device, tried)
    refused = Act.objects.get()
    clerk.post(address("settle", refused.pk), {"how": "out", "why": ""})
    assert Act.objects.get().state == "refused"
    clerk.post(address("settle", refused.pk), {"how": "out", "why": "试机"})
    assert Act.objects.get().state == "left_out"
    assert (send(device, tried)[0].state, send(device, tried)[0].sentence) == ("refused", "试机")
    assert Entry.objects.get(act="settled a refused act").why == "试机"


def test_a_disagreement_is_shown_with_both_values_and_decided(clerk, fair, disagreement):
    page = clerk.get(address("conflicts", fair.pk)).content.decode()
    assert "甲台" in page
    assert "乙台" in page
    clerk.post(address("decide", disagreement.pk), {"value": "yes", "why": "问过本人"})
    assert fair.intents.get().seeker_agrees
    assert not Claim.objects.filter(is_contested=True).exists()


def test_a_ticket_that_two_doors_let_in_is_listed(clerk, fair, gao, lin):
    registration = registered(fair, lin)
    for name in ("东门", "西门"):
        send(device_at(fair, gao, name=name), check_in(registration, at(fair, 10)))
    page = clerk.get(address("repeats", fair.pk)).content.decode()
    assert registration.number in page
    assert "东门" in page
    assert "西门" in page


@pytest.mark.parametrize("name", ["devices", "add", "refused", "conflicts", "repeats"])
def test_a_clerk_of_another_region_does_not_find_the_fairs_devices(client, fair, qi, name):
    client.force_login(qi)
    assert client.get(address(name, fair.pk)).status_code == 404


def test_a_clerk_of_another_region_finds_no_device_act_or_claim(client, fair, gao, qi, disagreement):
    device = device_at(fair, gao)
    send(device, act("check_in", at(fair, 10), person=0))
    client.force_login(qi)
    refused = Act.objects.get(state="refused")
    answers = [
        client.get(address("device", device.pk)),
        client.post(address("code", device.pk)),
        client.post(address("lock", device.pk)),
        client.post(address("settle", refused.pk), {"how": "out", "why": "x"}),
        client.post(address("decide", disagreement.pk), {"value": "no", "why": "x"}),
    ]
    assert {answer.status_code for answer in answers} == {404}


def test_what_waits_is_a_task_of_those_who_run_the_fair(fair, gao, qi, lin, disagreement, django_assert_num_queries):
    gao.current_roles()
    with django_assert_num_queries(2):
        tasks = waiting(gao)
    assert [task.count for task in tasks] == [2]
    assert waiting(qi) == []
    lin.current_roles()
    with django_assert_num_queries(2):
        assert waiting(lin) == []


def test_the_day_and_the_checklist_count_the_same(fair, gao, disagreement):
    device = device_at(fair, gao, name="西门")
    send(device, act("check_in", at(fair, 10), person=0), waiting=4)
    of_day = day.of_fair(fair)
    assert (of_day["outstanding"], of_day["refused"], of_day["conflicts"]) == (4, 1, 1)
    left = closing.outstanding(fair)
    assert [one.count for one in left] == [4, 1, 1]
    assert "西门" in left[0].who


def test_a_fair_without_devices_has_nothing_to_say(db):
    fair = cast.FairFactory()
    assert day.of_fair(fair) == {}
    assert closing.outstanding(fair) == []


def test_the_ticket_shows_its_signs(client, fair, lin):
    client.force_login(lin)
    registration = registered(fair, lin)
    page = client.get(reverse("fairs:ticket", args=[registration.pk])).content.decode()
    signs = page.split("<code>")[1].split("</code>")[0]
    assert len(signs.split()) == 30
    assert fair_actions.check_in_by_ticket(fair_id=fair.pk, code=signs, by="test").registration == registration
