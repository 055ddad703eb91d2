"""A browser for the stories: one chromium for all, a fresh context each, the keyboard as the only hand."""

import os
import re
import shutil
import threading
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect, sync_playwright

from tests import clock
from tongxing.common import installation
from tongxing.people.models import Message

AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALLEST = {"width": 320, "height": 640}
USUAL = {"width": 1280, "height": 900}

# The browser's driver runs a loop of its own beside Django's checks for one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _one_request_at_a_time():
    """The server's threads share one connection to the database in memory: what one of them commits would cut off what
    another is reading. A real server has a connection for each thread."""
    answer, turn = WSGIHandler.__call__, threading.RLock()

    def answer_in_turn(handler, environ, start_response):
        with turn:
            return answer(handler, environ, start_response)

    WSGIHandler.__call__ = answer_in_turn
    yield
    WSGIHandler.__call__ = answer


@pytest.fixture(scope="session")
def chromium():
    """Debian's chromium; `make test` has installed it."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


def zh(sentence: str, **values) -> str:
    """What a Chinese page says for ``sentence``."""
    with translation.override("zh-hans"):
        return translation.gettext(sentence) % values


class Reader:
    """Somebody at a browser who uses the keyboard alone; each page they stop at is examined."""

    def __init__(self, browser, address: str):
        self.context = browser.new_context(viewport=USUAL, locale="zh-CN")
        self.context.add_init_script(clock.script())
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.address = address
        self.page.on("pageerror", lambda error: pytest.fail(f"script error on {self.page.url}: {error}"))

    def visit(self, path: str) -> None:
        """Open a page and examine it."""
        self.page.goto(self.address + path)
        self.examine()

    def examine(self) -> None:
        """No axe violation, at the usual width and at 320 px, and nothing to be pushed sideways, in tables too."""
        for size in (USUAL, SMALLEST):
            self.page.set_viewport_size(size)
            self.page.evaluate(AXE)
            found = self.page.evaluate(
                "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}}).then(result => result.violations)",
                RULES,
            )
            faults = [f"{one['id']} ({one['help']}): {[node['target'] for node in one['nodes']][:4]}" for one in found]
            assert not faults, f"{self.page.url} at {size['width']} px: {faults}"
            wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{self.page.url} at {size['width']} px is {wide} px too wide"
        hidden = self.page.evaluate(
            "[...document.querySelectorAll('.table-frame:not(.grid-frame)')]"
            ".filter(frame => frame.scrollWidth > frame.clientWidth + 1).map(frame => frame.textContent.slice(0, 40))"
        )
        assert not hidden, f"{self.page.url}: on a telephone these tables hide values at their side: {hidden}"
        self.page.set_viewport_size(USUAL)

    def reach(self, target) -> None:
        """Press Tab until ``target`` has the focus; it must be reachable within 150 presses."""
        expect(target).to_be_visible()
        for _press in range(150):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} is not reached with the Tab key on {self.page.url}")

    def follow(self, name: str, *, exact: bool = False) -> None:
        """Tab to the link ``name`` and open it; the page it leads to is examined."""
        self.reach(self.page.get_by_role("link", name=name, exact=exact).first)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.examine()

    def press(self, name: str, *, exact: bool = False) -> None:
        """Tab to the button ``name`` and press it; the page it leads to is examined."""
        self.reach(self.page.get_by_role("button", name=name, exact=exact).first)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.examine()

    def fill(self, label: str, text: str) -> None:
        """Tab to the field ``label`` and type."""
        field = self.page.get_by_label(label, exact=False).first
        self.reach(field)
        field.press("Control+a")
        self.page.keyboard.insert_text(text)

    def day(self, label: str, day) -> None:
        """Tab to the date field ``label`` and put ``day`` in."""
        field = self.page.get_by_label(label, exact=False).first
        self.reach(field)
        field.fill(f"{day:%Y-%m-%d}")

    def moment(self, label: str, day, clock) -> None:
        """Tab to the field ``label`` for a day with a time and put both in."""
        field = self.page.get_by_label(label, exact=False).first
        self.reach(field)
        field.fill(f"{day:%Y-%m-%d}T{clock:%H:%M}")

    def choose(self, label: str, option: str) -> None:
        """Tab to the list ``label`` and choose ``option`` by typing."""
        field = self.page.get_by_label(label, exact=False).first
        if field.get_attribute("role") == "combobox":
            return self.find(label, option, option)
        self.reach(field)
        value = field.locator("option", has_text=option).first.get_attribute("value")
        field.select_option(value)

    def find(self, label: str, typed: str, chosen: str) -> None:
        """Tab to the field ``label``, type, take the first that is found; ``chosen`` is its name."""
        field = self.page.get_by_role("combobox", name=label)
        self.reach(field)
        self.page.keyboard.insert_text(typed)
        expect(field).to_have_attribute("aria-expanded", "true")
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        expect(field).to_have_value(chosen)

    def upload(self, path) -> None:
        """Tab to the page's file field and hand it ``path``."""
        field = self.page.locator("input[type=file]").first
        self.reach(field)
        field.set_input_files(path)

    def tick(self, label: str) -> None:
        """Tab to the box ``label`` and tick it with the space bar."""
        box = self.page.get_by_label(label, exact=False).first
        self.reach(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def sees(self, text: str) -> None:
        """The page says ``text``."""
        expect(self.page.get_by_text(text, exact=False).first).to_be_visible()

    def sign_in(self, username: str, password: str) -> None:
        """Staff: user name and password."""
        self.visit(reverse("account_login"))
        self.fill("用户名", username)
        self.fill("密码", password)
        self.press(zh("Sign in"), exact=True)

    def sign_in_by_phone(self, phone: str) -> None:
        """The public: a mobile number and the code from the message."""
        self.visit(reverse("phone_sign_in"))
        self.fill(zh("Mobile number"), phone)
        self.press(zh("Send me the code"))
        code = re.search(r"\d{6}", Message.objects.order_by("-pk").first().text).group()
        self.fill(zh("Code from the message"), code)
        self.press(zh("Sign in"), exact=True)

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def open_browser(chromium, live_server):
    """``open_browser()`` gives a reader with a browser of their own; several can sit side by side."""
    readers = []

    def opened() -> Reader:
        readers.append(Reader(chromium, live_server.url))
        return readers[-1]

    yield opened
    for reader in readers:
        reader.close()


@pytest.fixture
def demo_mark(transactional_db):
    """The database of a story is a demonstration, so that its messages can be read."""
    installation.is_demo.cache_clear()
    installation.mark(demo=True)
