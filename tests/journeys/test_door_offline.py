"""The door without network: enrol, scan, let in, refuse, walk-in, start again; then all of it is there once."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import cast
from tests.journeys.conftest import zh
from tests.journeys.stage import fair_today
from tongxing.doors import actions, roster
from tongxing.doors.models import Act
from tongxing.fairs import tickets
from tongxing.fairs.models import Attendance, Fair, Registration
from tongxing.fairs.models.number import SIGNS

KEPT = """async () => {
  const names = await caches.keys();
  const cache = await caches.open(names[0]);
  return navigator.serviceWorker.controller && names.length === 1 ? (await cache.keys()).length : 0;
}"""


@pytest.fixture
def stage(db, gao, lin, bao):
    """A running fair with two people registered, and the code of a device for its door."""
    roster._editions.clear()
    stage = fair_today(state=Fair.State.RUNNING)
    stage.lin = cast.RegistrationFactory(fair=stage.fair, person=lin.person)
    stage.bao = cast.RegistrationFactory(fair=stage.fair, person=bao.person)
    return stage


def code_for(stage, by, role="door", participation=None):
    device = actions.prepare(fair=stage.fair, name="东门一号", role=role, participation=participation, by=by)
    return actions.make_code(device=device, by=by)


def forged(token):
    """The same ticket with its last sign changed, which is part of the signature."""
    return token[:-1] + SIGNS[(SIGNS.index(token[-1]) + 1) % 32]


def scan(reader, text):
    """What a hand scanner does: types quickly wherever the focus is, then Enter."""
    reader.page.keyboard.type(text)
    reader.page.keyboard.press("Enter")


def word(reader, sentence, **values):
    expect(reader.page.locator("[data-word-said]")).to_contain_text(zh(sentence, **values))


def press(reader, name):
    """Tab to a button and press it; the page stays."""
    reader.reach(reader.page.get_by_role("button", name=name, exact=True).first)
    reader.page.keyboard.press("Enter")


def enrol(reader, code):
    reader.page.goto(reader.address + reverse("doors:app") + f"#{code}")
    word(reader, "Ready")
    reader.page.wait_for_function(KEPT)


def heading(reader, sentence):
    expect(reader.page.get_by_role("heading", name=zh(sentence), exact=True)).to_be_visible()


def waiting(reader, count):
    expect(reader.page.locator("[data-waiting-count]")).to_have_text(str(count))


def test_the_door_without_network(open_browser, demo_mark, stage, gao):
    staff = open_browser()

    # with network, once: the device gets its roster and keeps the app itself
    staff.visit(reverse("doors:app"))
    heading(staff, "Make this device one of a fair")
    enrol(staff, code_for(stage, gao))
    assert "#" not in staff.page.url
    expect(staff.page.locator("[data-link]")).to_have_text(zh("connected"))
    staff.examine()

    # the network is cut, and the browser starts the page anew
    staff.context.set_offline(True)
    staff.page.reload()
    word(staff, "Ready")

    # a ticket, the same again, a forged one
    token = tickets.token_of(stage.lin)
    scan(staff, token)
    word(staff, "Come in")
    staff.examine()
    scan(staff, tickets.grouped(token))
    word(staff, "Repeat")
    staff.examine()
    scan(staff, forged(token))
    word(staff, "Not let in")
    word(staff, "Not genuine: the signature does not fit. Scan it once more; if it stays so, the ticket is forged.")
    staff.examine()

    # somebody without a ticket is found by the last digits of the telephone
    scan(staff, "0002")
    heading(staff, "Who is it?")
    staff.examine()
    press(staff, zh("Let in {name}, {number}").format(name="包**", number=stage.bao.number))
    word(staff, "Come in")
    waiting(staff, 2)

    # somebody new
    press(staff, zh("Walk-in"))
    staff.fill(zh("Name"), "王小明")
    staff.fill(zh("Mobile number"), "19900000077")
    staff.examine()
    press(staff, zh("Let in"))
    word(staff, "Come in")
    waiting(staff, 3)

    # one entry was a mistake: it is taken back with the reason
    scan(staff, token)
    word(staff, "Repeat")
    press(staff, zh("Let in again"))
    word(staff, "In again")
    press(staff, zh("Take back: {what}").format(what=f"{zh('Let in')} · 林** {stage.lin.number}"))
    staff.fill(zh("Why it was a mistake"), "同一人误扫")
    staff.examine()
    press(staff, zh("Take it back"))
    word(staff, "Taken back")
    waiting(staff, 5)

    # the page is started again without network; nothing is lost, and nothing is in the database yet
    staff.page.reload()
    word(staff, "Ready")
    press(staff, re.compile(zh("Sending")))
    heading(staff, "What waits")
    staff.examine()
    press(staff, zh("This device"))
    heading(staff, "Which rules hold where")
    staff.examine()
    assert not Act.objects.exists()

    # the network is back: all of it is there, once
    staff.context.set_offline(False)
    expect(staff.page.locator("[data-waiting-count]")).to_be_hidden(timeout=15_000)
    assert Act.objects.count() == 5
    assert Attendance.objects.filter(fair=stage.fair).count() == 3
    assert Registration.objects.get(fair=stage.fair, person__name="王小明").attendances.count() == 1
    assert stage.lin.attendances.count() == 1


def test_the_word_comes_at_once(open_browser, demo_mark, stage, gao):
    staff = open_browser()
    enrol(staff, code_for(stage, gao))
    for registration, name in ((stage.lin, "林"), (stage.bao, "包")):
        scan(staff, tickets.token_of(registration))
        expect(staff.page.locator(".word__who")).to_contain_text(name)

    spent = staff.page.evaluate("performance.getEntriesByName('scan to word').map(one => one.duration)")

    assert len(spent) == 2
    assert max(spent) <= 300
