"""The door without network: enrol, scan, let in, refuse, walk-in, start again; then all of it is there once."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import zh
from tests.journeys.door import device_of, enrol, forged, heading, press, running_fair, scan, waiting, word
from tongxing.doors.models import Act
from tongxing.fairs import tickets
from tongxing.fairs.models import Attendance, Registration
from tongxing.people.models import Person


@pytest.fixture
def stage(db, gao, lin, bao):
    return running_fair(lin, bao)


def test_the_door_without_network(open_browser, demo_mark, stage, gao):
    staff = open_browser()

    # with network, once: the device gets its roster and keeps the app itself
    staff.visit(reverse("doors:app"))
    heading(staff, "Make this device one of a fair")
    enrol(staff, device_of(stage, gao)[1])
    assert "#" not in staff.page.url
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
    waiting(staff, 0)
    assert Act.objects.count() == 5
    assert Attendance.objects.filter(fair=stage.fair).count() == 3
    assert Registration.objects.get(fair=stage.fair, person__name="王小明").attendances.count() == 1
    assert stage.lin.attendances.count() == 1


def test_a_booth_without_network(open_browser, demo_mark, stage, gao):
    staff = open_browser()
    participation = stage.fair.participations.get()
    enrol(staff, device_of(stage, gao, role="booth", participation=participation)[1])
    staff.context.set_offline(True)

    scan(staff, tickets.token_of(stage.lin))
    heading_of_person = staff.page.locator("[data-booth-person]")
    expect(heading_of_person).to_be_visible()
    staff.examine()
    press(staff, zh("Résumé taken"))
    word(staff, "Noted")
    press(staff, f"{zh('interested')} {zh('(the person)')}")
    word(staff, "The person: yes")
    press(staff, f"{zh('not interested')} {zh('(the employer)')}")
    word(staff, "The employer: no")
    waiting(staff, 3)
    staff.context.set_offline(False)
    waiting(staff, 0)

    said = Act.objects.filter(state=Act.State.ACCEPTED).order_by("counter").values_list("kind", flat=True)
    assert list(said) == ["resume", "intent", "intent"]
    assert stage.fair.submissions.get().participation == participation


def test_the_time_from_scan_to_word_is_kept_where_it_can_be_read(open_browser, demo_mark, stage, gao):
    staff = open_browser()
    enrol(staff, device_of(stage, gao)[1])
    for registration, name in ((stage.lin, "林"), (stage.bao, "包")):
        scan(staff, tickets.token_of(registration))
        expect(staff.page.locator(".word__who")).to_contain_text(name)

    spent = staff.page.evaluate("performance.getEntriesByName('scan to word').map(one => one.duration)")

    assert len(spent) == 2
    assert min(spent) > 0


FOUND = """async ([people, asked]) => {
  const { Roster } = await import("/static/js/door/roster.js");
  const roster = new Roster({ people }, "", null);
  return asked.map((text) => roster.find(text).map((person) => person.k));
}"""


def test_a_name_is_found_in_every_form_it_is_typed(open_browser, demo_mark, stage):
    staff = open_browser()
    staff.visit(reverse("doors:app"))
    people = [
        {"k": key, "n": f"R-{key}", "s": Person(name=name).masked_name(), "i": "", "t": ""}
        for key, name in enumerate(["林 晓雯", "乌恩·其其格", "𠮷㛃", "O’Brien"], 1)
    ]
    found_by = {
        1: ["林晓雯", "林 晓雯", "林\u3000晓雯", "林·晓雯\u200e", "\u200b林晓雯", "林", "林•晓"],
        2: ["乌恩其其格", "乌恩•其其格", "乌恩．其其格", "乌"],
        3: ["𠮷㛃", "𠮷"],
        4: ["O'Brien", "obrien"],
    }
    asked = {text: [key] for key, texts in found_by.items() for text in texts} | {"·": [], "晓雯": [], "王晓雯": []}
    assert staff.page.evaluate(FOUND, [people, list(asked)]) == list(asked.values())
