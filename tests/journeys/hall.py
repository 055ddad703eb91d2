"""The hall of the queue stories: two desks, an interview ahead, a clerk at the consoles, and a telephone that tells
what it did: each vibration and each spoken sentence is noted in ``window.felt`` and ``window.heard``."""

import datetime as dt
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.cast import PASSWORD, RegistrationFactory, somebody, staff
from tests.journeys.conftest import zh
from tests.journeys.stage import fair_today
from tests.queues.stage import DeskFactory
from tongxing.fairs.models import Fair, Interview

TELEPHONE = """
window.felt = [];
window.heard = [];
Object.defineProperty(navigator, "vibrate", {value: pattern => Boolean(pattern) && window.felt.push(pattern)});
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", {
  value: {speak: said => window.heard.push(said.text), cancel: () => {}}
});
"""
SOON = 8000
"""Milliseconds in which a page shows by itself what is new."""


def hall_today(name: str, phone: str, *needs: str) -> SimpleNamespace:
    """A running fair with a policy desk and a clinic, and one registered person with an interview in twenty minutes.

    That is time enough for the policy desk and too little for the clinic.
    """
    stage = fair_today(state=Fair.State.RUNNING)
    account = somebody("visitor", name, phone, "150203", *needs)
    registration = RegistrationFactory(fair=stage.fair, person=account.person)
    begins = timezone.now() + dt.timedelta(minutes=20)
    stage.interview = Interview.objects.create(
        registration=registration, vacancy=stage.vacancy, booth=stage.booth,
        starts_at=begins, ends_at=begins + dt.timedelta(minutes=15),
    )  # fmt: skip
    stage.policy = DeskFactory(fair=stage.fair, name="政策咨询台", prefix="P", code="POLICY", minutes=1)
    stage.clinic = DeskFactory(fair=stage.fair, name="简历指导角", prefix="R", code="CLINIC", minutes=30)
    staff("gao", "高云", "clerk", "150200")
    return stage


class Clerk:
    """高云 at the console of a desk: one key for each act."""

    def __init__(self, reader):
        self.reader = reader
        reader.sign_in("gao", PASSWORD)

    def at(self, desk) -> None:
        """Sit down at a desk's console."""
        self.reader.visit(reverse("queues:console", args=[desk.pk]))

    def key(self, key: str, says: str) -> None:
        """Press one key; the page then says ``says``, without having been left."""
        self.reader.page.keyboard.press(key)
        expect(self.reader.page.locator("main")).to_contain_text(says, timeout=SOON)

    def notes_outcome(self, interview) -> None:
        """The interview is over."""
        self.reader.visit(reverse("fairs:outcome", args=[interview.pk]))
        self.reader.reach(self.reader.page.get_by_label("还没有面试"))
        self.reader.page.keyboard.press("ArrowDown")
        expect(self.reader.page.get_by_label("双方有意向")).to_be_checked()
        self.reader.press(zh("Save"), exact=True)


def sits_down(reader) -> None:
    """The reader's telephone notes what it does."""
    reader.context.add_init_script(TELEPHONE)


def does(reader, name: str, then: str) -> None:
    """Press a button of a page that stays; soon it says ``then``, and is examined."""
    reader.reach(reader.page.get_by_role("button", name=name).first)
    reader.page.keyboard.press("Enter")
    shows(reader, then)


def shows(reader, text: str) -> None:
    """The page shows ``text`` soon, by itself, and is examined as it is then."""
    expect(reader.page.locator("main")).to_contain_text(text, timeout=SOON)
    reader.examine()


def picture(reader, name: str, folder: Path) -> Path:
    """Photograph the page as a telephone shows it; kept too where ``JOURNEY_PICTURES`` names a folder."""
    reader.page.set_viewport_size({"width": 360, "height": 740})
    path = folder / f"{name}.png"
    reader.page.screenshot(path=path)
    if "JOURNEY_PICTURES" in os.environ:
        shutil.copy(path, os.environ["JOURNEY_PICTURES"])
    return path
