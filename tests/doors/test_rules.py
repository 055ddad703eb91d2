"""One table says which rules hold where: the docs, the device and the clerk's page show the same."""

import re
from pathlib import Path

import pytest
from django.utils import timezone, translation

from tests.doors.stage import act, check_in, device_at, send
from tests.fairs.stage import at, registered
from tongxing.doors import actions, telling
from tongxing.doors.models import Device
from tongxing.doors.rules import RULES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "offline.md"


def test_the_docs_tell_the_rules_that_hold():
    rows = re.findall(r"^\| (.+) \| (yes|no) \| (yes|no) \|$", PAGE.read_text(encoding="utf-8"), re.M)
    with translation.override("en"):
        held = [(str(one.text), one.on_device, one.on_merging) for one in RULES]
    assert [(text, device == "yes", merging == "yes") for text, device, merging in rows] == held


def test_the_device_is_told_the_same_rules(fair, gao):
    device = actions.prepare(fair=fair, name="东门", role="door", by=gao)
    code = actions.make_code(device=device, by=gao)
    told = telling.enrolled(*actions.enrol(code=code, clock=timezone.now()))
    assert [one["text"] for one in told["rules"]] == [str(one.text) for one in RULES]
    assert told["fair"]["days"] == [timezone.localdate(fair.event.starts_at).isoformat()]


def test_each_rule_holds_somewhere():
    assert all(one.on_device or one.on_merging for one in RULES)


@pytest.mark.parametrize("minute", range(0, 60, 20))
def test_every_coming_is_one_on_merging_however_close(fair, gao, lin, minute):
    device, registration = device_at(fair, gao), registered(fair, lin)
    first = check_in(registration, at(fair, 9, minute), 1)
    second = check_in(registration, at(fair, 9, minute), 2)
    assert [one.state for one in send(device, first, second)] == ["accepted", "repeat"]
    assert fair.attendances.count() == 2


def test_a_locked_device_says_how_much_it_held(client, fair, gao):
    device = device_at(fair, gao)
    send(device, act("check_in", at(fair, 10), person=0), waiting=7)
    client.force_login(gao)
    page = client.get(Device.objects.get().get_absolute_url()).content.decode()
    assert "待传的 7 条记录" in page
