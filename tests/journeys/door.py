"""The door's device in a browser: enrolling it, scanning as a hand scanner does, and reading its word."""

import datetime as dt

from django.urls import reverse
from playwright.sync_api import expect

from tests import cast
from tests.journeys.conftest import zh
from tests.journeys.stage import fair_today
from tongxing.doors import actions, roster
from tongxing.fairs.models import Fair
from tongxing.fairs.models.number import SIGNS

KEPT = """async () => {
  const names = await caches.keys();
  const cache = await caches.open(names[0]);
  return navigator.serviceWorker.controller && names.length === 1 ? (await cache.keys()).length : 0;
}"""
NOTHING_WAITS = """async () => {
  const store = await import("/static/js/door/store.js");
  return (await store.counts(["waiting"])).waiting === 0;
}"""


def running_fair(lin, bao):
    """A fair of three days, today in the middle, with 林晓雯 and 包志强 registered."""
    roster._editions.clear()
    stage = fair_today(state=Fair.State.RUNNING)
    stage.event.starts_at -= dt.timedelta(days=1)
    stage.event.ends_at += dt.timedelta(days=1)
    stage.event.save()
    stage.lin = cast.RegistrationFactory(fair=stage.fair, person=lin.person)
    stage.bao = cast.RegistrationFactory(fair=stage.fair, person=bao.person)
    return stage


def device_of(stage, by, role="door", participation=None):
    """A device that waits to be enrolled, and its code."""
    device = actions.prepare(fair=stage.fair, name="东门一号", role=role, participation=participation, by=by)
    return device, actions.make_code(device=device, by=by)


def enrol(reader, code):
    """Open the app as the clerk's QR code does; the browser keeps it then."""
    reader.page.goto(reader.address + reverse("doors:app") + f"#{code}")
    word(reader, "Ready")
    reader.page.wait_for_function(KEPT)
    expect(reader.page.locator("[data-link]")).to_have_text(zh("connected"))


def forged(token):
    """The same ticket with its last sign changed, which is part of the signature."""
    return token[:-1] + SIGNS[(SIGNS.index(token[-1]) + 1) % 32]


def scan(reader, text):
    """What a hand scanner does: types quickly wherever the focus is, then Enter."""
    reader.page.keyboard.type(text)
    reader.page.keyboard.press("Enter")


def word(reader, sentence, **values):
    """The large word, or what stands below it, says ``sentence``."""
    expect(reader.page.locator("[data-word-said]")).to_contain_text(zh(sentence).format(**values))


def noticed(reader, sentence, **values):
    """A line above the page says ``sentence``."""
    expect(reader.page.locator("[data-notices]")).to_contain_text(zh(sentence).format(**values))


def heading(reader, sentence):
    expect(reader.page.get_by_role("heading", name=zh(sentence), exact=True)).to_be_visible()


def press(reader, name):
    """Tab to a button and press it; the page stays."""
    reader.reach(reader.page.get_by_role("button", name=name, exact=True).first)
    reader.page.keyboard.press("Enter")


def waiting(reader, count):
    """So many entries wait on the device."""
    place = reader.page.locator("[data-waiting-count]")
    if count:
        expect(place).to_have_text(str(count), timeout=15_000)
    else:
        reader.page.wait_for_function(NOTHING_WAITS, timeout=15_000)
        expect(place).to_be_hidden(timeout=15_000)


def wake(reader):
    """The page is looked at again after another app, or after a night."""
    reader.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
