"""What goes wrong at a door: false tickets, full storage, wrong clocks, strange rosters, lost devices."""

import base64
import datetime as dt
import json
import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils import timezone
from playwright.sync_api import expect

from tests import cast
from tests.journeys.conftest import zh
from tests.journeys.door import device_of, enrol, forged, noticed, press, running_fair, scan, waiting, wake, word
from tongxing.doors import actions, roster
from tongxing.doors.models import Act
from tongxing.fairs import tickets
from tongxing.fairs.actions import give_up_place
from tongxing.fairs.models import Attendance

# What the page asks of eye, ear and hand is written down instead.
LISTEN = """
  window.told = [];
  navigator.vibrate = (pattern) => told.push("shake " + pattern);
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  const speech = { cancel() {}, speak(one) { told.push("say " + one.text); } };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (at) { told.push("tone " + this.type); return start.call(this, at); };
"""
READ = """async ([token, key, publicKey]) => {
  const { readTicket } = await import("/static/js/door/tickets.js");
  const bytes = Uint8Array.from(atob(publicKey), (sign) => sign.charCodeAt(0));
  return readTicket(token, { key, publicKey: bytes }).catch((error) => error.reason);
}"""
LARGE = """async () => {
  const store = await import("/static/js/door/store.js");
  return store.put("large", new Uint8Array(8 * 1024 * 1024)).then(() => "room", (error) => error.constructor.name);
}"""
DATABASES = "indexedDB.databases().then((all) => all.map((one) => one.name))"
COPY = """async () => {
  const store = await import("/static/js/door/store.js");
  return crypto.subtle.exportKey("raw", await store.get("key")).then(() => "copied", (error) => error.name);
}"""


@pytest.fixture
def stage(db, gao, lin, bao):
    stage = running_fair(lin, bao)
    stage.elsewhere = cast.RegistrationFactory(fair=cast.FairFactory(), person=lin.person)
    return stage


@pytest.fixture
def staff(open_browser, demo_mark, stage, gao):
    """Somebody at the door with an enrolled device."""
    reader = open_browser()
    reader.device, code = device_of(stage, gao)
    reader.context.add_init_script(LISTEN)
    enrol(reader, code)
    return reader


def moved(registration, **by):
    """A ticket signed for another time."""
    event = registration.fair.event
    begins, ends = event.starts_at, event.ends_at
    event.starts_at, event.ends_at = begins + dt.timedelta(**by), ends + dt.timedelta(**by)
    token = tickets.token_of(registration)
    event.starts_at, event.ends_at = begins, ends
    return token


FULL = (
    "The storage of this device is full, so nothing was written. Free some space, then do it again; "
    "until then use another device or paper."
)
WRONG_CLOCK = "This device's clock is {minutes} minutes wrong. Entries are put right; better set the clock."


def said(moment):
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def test_tickets_are_read_as_the_server_reads_them(staff, stage):
    token, key = tickets.token_of(stage.lin), tickets.fair_key(stage.fair.pk)
    public = base64.b64encode(tickets.public_key_of(stage.fair.pk)).decode()

    def read(text, fair=key):
        return staff.page.evaluate(READ, [text, fair, public])

    found, truth = read(tickets.grouped(token).lower()), tickets.read(token, stage.fair.pk)

    assert found["registration"] == truth.registration
    assert found["notBefore"] == truth.not_before.timestamp() * 1000
    assert found["notAfter"] == truth.not_after.timestamp() * 1000
    changed = [token[:place] + ("0" if token[place] != "0" else "1") + token[place + 1 :] for place in range(5, 120, 7)]
    assert {read(one) for one in changed} == {"forged"}
    assert read(token, key + 1) == "other-fair"
    assert read("1" + token[1:]) == "newer"
    assert read(token[:-4]) == read("U" + token[1:]) == "unreadable"


def test_a_refusal_is_seen_heard_and_felt(staff, stage):
    scan(staff, forged(tickets.token_of(stage.lin)))
    word(staff, "Not let in")

    told = staff.page.evaluate("told")

    assert "shake 300,120,300" in told
    assert told.count("tone square") == 2
    assert any(one.startswith(f"say {zh('Not let in')}") for one in told)
    expect(staff.page.locator("[data-word-panel] use")).to_have_attribute("href", "#sign-danger")
    assert not Attendance.objects.exists()


def test_yesterday_tomorrow_and_another_fair_are_refused(staff, stage):
    begins, ends = tickets.window_of(stage.event)
    staff.context.set_offline(True)

    scan(staff, moved(stage.lin, days=-5))
    word(staff, "Past: this ticket let in until {ends}.", ends=said(ends - dt.timedelta(days=5)))
    scan(staff, moved(stage.lin, days=5))
    word(staff, "Not yet: this ticket lets in from {begins}.", begins=said(begins + dt.timedelta(days=5)))
    scan(staff, tickets.token_of(stage.elsewhere))
    word(staff, "A ticket of another fair.")
    waiting(staff, 0)


def test_a_page_left_open_over_night_asks_anew(staff, stage, bao, gao):
    staff.page.clock.set_fixed_time(timezone.now() + dt.timedelta(days=1))
    staff.context.set_offline(True)
    wake(staff)
    expect(staff.page.locator("[data-notice=roster]")).to_be_visible()

    token = tickets.token_of(stage.bao)
    give_up_place(registration=stage.bao, by=bao)
    roster._editions.clear()
    staff.context.set_offline(False)
    wake(staff)
    expect(staff.page.locator("[data-notice=roster]")).to_have_count(0)
    scan(staff, token)

    word(staff, "This place was given up. Ask the clerk.")


def test_a_locked_device_forgets_everything(staff, stage, gao):
    assert staff.page.evaluate(COPY) == "InvalidAccessError"
    staff.context.set_offline(True)
    scan(staff, tickets.token_of(stage.lin))
    waiting(staff, 1)
    actions.lock(device=staff.device, why="丢失", by=gao)

    staff.context.set_offline(False)

    noticed(staff, "{count} entries had not been sent.", count=1)
    staff.sees(zh("Make this device one of a fair"))
    assert staff.page.evaluate(DATABASES) == []
    assert "林" not in staff.page.locator("body").inner_text()
    staff.page.reload()
    staff.sees(zh("Make this device one of a fair"))


def test_full_storage_is_said_and_nothing_is_called_done(open_browser, demo_mark, stage, gao):
    staff = open_browser()
    wire = staff.context.new_cdp_session(staff.page)
    wire.send("Storage.overrideQuotaForOrigin", {"origin": staff.address, "quotaSize": 3 * 1024 * 1024})
    enrol(staff, device_of(stage, gao)[1])
    wire.send("Storage.overrideQuotaForOrigin", {"origin": staff.address, "quotaSize": 1})
    assert staff.page.evaluate(LARGE) == "Full"  # and the browser has looked how little is left

    scan(staff, tickets.token_of(stage.lin))

    word(staff, "Not noted")
    word(staff, FULL)
    waiting(staff, 0)
    wire.send("Storage.overrideQuotaForOrigin", {"origin": staff.address})
    scan(staff, tickets.token_of(stage.lin))
    word(staff, "Come in")


def test_a_clock_a_year_off_is_seen_and_put_right(open_browser, demo_mark, stage, gao):
    staff = open_browser()
    staff.page.clock.set_fixed_time(timezone.now() - dt.timedelta(days=365))
    enrol(staff, device_of(stage, gao)[1])
    noticed(staff, WRONG_CLOCK, minutes=365 * 24 * 60)

    scan(staff, tickets.token_of(stage.lin))
    word(staff, "Come in")
    waiting(staff, 0)

    act = Act.objects.get()
    assert abs(act.said_at - (timezone.now() - dt.timedelta(days=365))) < dt.timedelta(minutes=2)
    assert abs(stage.lin.attendances.get().arrived_at - timezone.now()) < dt.timedelta(minutes=2)


def test_a_roster_that_is_not_ours_changes_nothing(staff, stage):
    nonce = os.urandom(12)
    box = nonce + AESGCM(os.urandom(32)).encrypt(nonce, b'{"people": []}', None)
    strange = {"edition": "strange", "box": base64.b64encode(box).decode()}
    staff.page.route("**/doors/app/roster", lambda route: route.fulfill(json=strange))

    def newer(route):
        route.fulfill(json={**route.fetch().json(), "roster_edition": "strange"})

    staff.page.route("**/doors/app/state*", newer)

    wake(staff)

    noticed(staff, "The roster that came is not this fair's. The one before it stays. Tell the clerk.")
    scan(staff, "包志强")
    word(staff, "{count} found", count=1)


def test_of_a_half_accepted_upload_only_the_rest_is_sent_again(staff, stage):
    sent = []

    def half(route):
        """Take all, but say of every second act of the first portion that nothing was written."""
        acts = json.loads(route.request.post_data)["acts"]
        answer = route.fetch().json()
        if not sent:
            answer["acts"] = [
                {**one, "state": "again"} if place % 2 else one for place, one in enumerate(answer["acts"])
            ]
        sent.append([act["id"] for act in acts])
        route.fulfill(json=answer)

    staff.context.set_offline(True)
    for registration in (stage.lin, stage.bao):
        scan(staff, tickets.token_of(registration))
        word(staff, "Come in")
    press(staff, zh("Walk-in"))
    staff.fill(zh("Name"), "王小明")
    staff.fill(zh("Mobile number"), "19900000077")
    press(staff, zh("Let in"))
    waiting(staff, 3)
    staff.page.route("**/doors/app/acts", half)
    staff.context.set_offline(False)
    waiting(staff, 0)

    assert [len(portion) for portion in sent] == [3, 1]
    assert sent[1][0] in sent[0]
    assert Attendance.objects.count() == 3


def test_a_newer_version_is_taken_and_nothing_is_lost(staff, stage, monkeypatch):
    scan(staff, tickets.token_of(stage.lin))
    word(staff, "Come in")
    monkeypatch.setattr("tongxing.doors.views.app.version", lambda: "newer")

    wake(staff)
    noticed(staff, "A new version of this app is here.")
    press(staff, zh("Load it now"))

    noticed(staff, "This app was renewed. Nothing was lost.")
    expect(staff.page.locator("html")).to_have_attribute("data-version", "newer")
    scan(staff, tickets.token_of(stage.lin))
    word(staff, "Repeat")


def test_when_the_fair_is_reported_all_is_forgotten(staff, stage):
    stage.fair.state = "reported"
    stage.fair.save()

    wake(staff)

    expect(staff.page.locator("[data-notice=gone]")).to_contain_text(str(stage.fair))
    staff.sees(zh("Make this device one of a fair"))
    assert staff.page.evaluate(DATABASES) == []
