"""A live fair in browsers: it plays, captions come at once, 林晓雯 applies beside the picture, two direct it."""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from hub.command import arguments_of_server
from tests import cast
from tests.cast import PASSWORD
from tests.journeys import stage
from tests.journeys.conftest import zh
from tongxing.fairs.models import Fair
from tongxing.live import actions
from tongxing.live.models import LiveApplication
from tongxing.people.models import Message, Role
from tools.live_demo import MAIN, SIGN, Ingest, Sender

PLAYS = "video => !video.paused && video.currentTime > 0.5"
NOTE_EACH_CHANGE = """() => {
  const notice = document.querySelector("[data-wait]");
  window.notices = [];
  new MutationObserver(() => {
    const text = notice.hidden ? "" : notice.textContent;
    if (text !== (window.notices[window.notices.length - 1] || "")) window.notices.push(text);
  }).observe(notice, { attributes: true, childList: true });
}"""
"""In ``window.notices``: what the notice that the picture stopped says, change by change; empty where it is hidden."""
ASKED_AGAIN = 12
"""So often a stream that stopped is asked for while the notice is looked at."""
AT_ONCE = 2_000
"""Milliseconds in which a typed caption stands on a viewer's page."""


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@pytest.fixture
def hub(live_server, settings, tmp_path):
    """The live hub beside the site, as `tongxing serve` starts it."""
    port = free_port()
    settings.LIVE_FOLDER, settings.HUB = tmp_path / "live", str(port)
    environment = dict(os.environ, TONGXING_VAR=str(tmp_path), TONGXING_HUB_ORIGINS=live_server.url)
    process = subprocess.Popen(arguments_of_server("127.0.0.1", port, 1), env=environment)
    for _try in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/hub/health").close()
            break
        except OSError:
            time.sleep(0.1)
    yield port
    process.terminate()
    process.wait(10)


@pytest.fixture
def fair(demo_mark, hub):
    """A fair of today that is streamed; the bakery is the first of two employers."""
    made = stage.fair_today(state=Fair.State.RUNNING)
    Fair.objects.filter(pk=made.fair.pk).update(mode=Fair.Mode.BOTH)
    second = cast.OrganisationFactory(name="青山客服中心")
    cast.ParticipationFactory(fair=made.fair, employer=second)
    cast.VacancyFactory(event=made.event, employer=second, title="居家客服", from_home=True)
    made.fair.refresh_from_db()
    cast.staff("gao", "高云", Role.What.LEAD, "150200")
    cast.staff("surina", "苏日娜", Role.What.INTERPRETER, "150200")
    stream = actions.set_up(fair=made.fair, source="own", by="tests")
    actions.show(stream=stream, turn=stream.turns.get(participation__employer=made.bakery), version=0, by="tests")
    return SimpleNamespace(stream=stream, page=reverse("live:companion", args=[made.fair.pk]), **vars(made))


@pytest.fixture
def picture(fair, tmp_path):
    """A test stream through our own ingest."""
    if not shutil.which("ffmpeg"):
        pytest.fail("ffmpeg is not installed: make setup-develop")
    ingest = Ingest(tmp_path / "ingest", rtmp=free_port(), hls=free_port())
    sender = Sender(ingest, names=(MAIN, SIGN))
    ingest.start()
    sender.start()
    ingest.wait_for(SIGN)
    addresses = {"address": ingest.address(MAIN), "sign_address": ingest.address(SIGN)}
    actions.set_up(fair=fair.fair, source="own", by="tests", **addresses)
    yield sender
    sender.stop()
    ingest.stop()


def seeker():
    lin = cast.somebody("lin", "林晓雯", "19900000001", "150203", "sign_interpreter")
    cast.SeekerFactory(person=lin.person, about="喜欢做面包。")
    return lin


def play(reader):
    """Press play, as one does with the keyboard, and wait until the picture moves."""
    video = reader.page.locator("[data-main]")
    expect(video).to_be_visible()
    video.evaluate("video => { video.muted = true; return video.play(); }")
    reader.page.wait_for_function(f"() => ({PLAYS})(document.querySelector('[data-main]'))", timeout=20_000)
    return video


def test_the_picture_plays_a_caption_comes_at_once_and_an_application_takes_two_presses(open_browser, fair, picture):
    seeker()
    viewer, captioner = open_browser(), open_browser()
    viewer.sign_in_by_phone("19900000001")
    viewer.visit(fair.page)
    video = play(viewer)
    viewer.page.wait_for_function("() => document.querySelector('[data-sign]').currentTime > 0", timeout=20_000)

    # 苏日娜 types; it stands on the viewer's page and on the picture within two seconds
    captioner.sign_in("surina", PASSWORD)
    captioner.visit(reverse("live:caption", args=[fair.fair.pk]))
    captioner.page.keyboard.insert_text("麦香坊招面点师两名")
    captioner.page.keyboard.press("Enter")
    expect(viewer.page.locator("[data-captions]")).to_contain_text("麦香坊招面点师两名", timeout=AT_ONCE)
    assert "麦香坊" in viewer.page.evaluate("document.querySelector('[data-main]').textTracks[0].cues[0].text")
    viewer.examine()

    # 林晓雯 applies beside the picture: “apply”, “I agree”
    viewer.reach(viewer.page.locator("[data-now] [data-apply]").first)
    viewer.page.keyboard.press("Enter")
    pane = viewer.page.locator("[data-pane-here]")
    expect(pane).to_contain_text("喜欢做面包")
    viewer.examine()
    viewer.reach(pane.get_by_role("button", name=zh("I agree and apply")))
    viewer.page.keyboard.press("Enter")
    expect(pane).to_contain_text(zh("You have applied"))
    viewer.examine()
    assert LiveApplication.objects.get().application.vacancy == fair.vacancy
    assert video.evaluate(PLAYS)
    assert viewer.page.url.endswith(fair.page)


def test_the_stream_stops_and_comes_back(open_browser, fair, picture):
    viewer = open_browser()
    viewer.visit(fair.page)
    video = play(viewer)
    viewer.page.evaluate(NOTE_EACH_CHANGE)
    picture.stop()
    viewer.page.wait_for_function("() => window.notices.length > 0", timeout=90_000)

    # it stays, whatever is fetched anew meanwhile: the last seconds once more are not the picture
    for _time in range(ASKED_AGAIN):
        viewer.page.wait_for_event("request", lambda request: request.url.endswith(f"{MAIN}.m3u8"), timeout=60_000)
    sentence = zh("The picture has stopped coming. It goes on by itself as soon as it is back.")
    assert viewer.page.evaluate("window.notices") == [sentence]

    picture.start()
    expect(viewer.page.locator("[data-wait]")).to_be_hidden(timeout=40_000)
    before = video.evaluate("video => video.currentTime")
    viewer.page.wait_for_timeout(1500)
    assert video.evaluate("video => video.currentTime") > before


def test_sign_language_is_enlarged_and_sound_is_enough(open_browser, fair, picture):
    viewer = open_browser()
    viewer.visit(fair.page)
    play(viewer)
    sign, main = viewer.page.locator("[data-sign]"), viewer.page.locator("[data-main]")
    small = sign.bounding_box()["width"]
    viewer.reach(viewer.page.get_by_role("button", name=zh("Sign language large")))
    viewer.page.keyboard.press("Enter")
    assert sign.bounding_box()["width"] > 2 * small
    assert main.bounding_box()["width"] < sign.bounding_box()["width"] / 2
    viewer.examine()
    viewer.reach(viewer.page.get_by_role("button", name=zh("Sound only")))
    viewer.page.keyboard.press("Enter")
    expect(main).to_be_hidden()
    assert main.evaluate(PLAYS)


def test_somebody_new_applies_in_six_steps(open_browser, fair):
    cast.region("150203")
    viewer = open_browser()
    viewer.visit(fair.page)
    pane = viewer.page.locator("[data-pane-here]")
    steps = []

    def press(target):
        viewer.reach(target)
        viewer.page.keyboard.press("Enter")
        steps.append(target)

    press(viewer.page.locator("[data-now] [data-apply]").first)
    viewer.fill(zh("Mobile number"), "19900000088")
    press(pane.get_by_role("button", name=zh("Send me the code")))
    expect(pane.get_by_label(zh("Code from the message"))).to_be_visible()
    viewer.fill(zh("Code from the message"), re.search(r"\d{6}", Message.objects.order_by("-pk").first().text).group())
    press(pane.get_by_role("button", name=zh("Sign in"), exact=True))
    viewer.fill(zh("Your name"), "乌兰")
    viewer.choose(zh("Banner, county or district"), "昆都仑区")
    press(pane.get_by_role("button", name=zh("Continue")))
    expect(pane.get_by_role("button", name=zh("I agree and apply"))).to_be_visible()
    viewer.examine()
    press(pane.get_by_role("button", name=zh("I agree and apply")))
    expect(pane).to_contain_text(zh("You have applied"))
    assert len(steps) <= 6
    assert viewer.page.url.endswith(fair.page)
    assert LiveApplication.objects.get().application.seeker.person.name == "乌兰"

    # signed in meanwhile, the page's own forms still work
    viewer.fill(zh("Your question"), "包住吗？")
    press(viewer.page.get_by_role("button", name=zh("Ask"), exact=True))
    expect(pane).to_contain_text(zh("Your question is here. It is shown once somebody has looked at it."))


def test_two_directors_with_one_key_each(open_browser, fair):
    gao, other, viewer = open_browser(), open_browser(), open_browser()
    cast.staff("han", "韩主任", Role.What.LEAD, "150000")
    gao.sign_in("gao", PASSWORD)
    other.sign_in("han", PASSWORD)
    viewer.visit(reverse("live:text", args=[fair.fair.pk]))
    for director in (gao, other):
        director.visit(reverse("live:direct", args=[fair.fair.pk]))
        expect(director.page.locator(".direct-now")).to_contain_text("麦香坊")

    with gao.page.expect_navigation():
        gao.page.keyboard.press("ArrowRight")
    expect(gao.page.locator("#on-now + p")).to_contain_text("青山客服中心")
    expect(other.page.locator("#on-now + p")).to_contain_text("青山客服中心", timeout=AT_ONCE)
    expect(viewer.page.locator("[data-now]")).to_contain_text("居家客服", timeout=AT_ONCE)
    viewer.examine()

    # the other one names the bakery by its number; then the keys are turned off
    with other.page.expect_navigation():
        other.page.keyboard.type(str(fair.stream.turns.get(participation__employer=fair.bakery).order))
        other.page.keyboard.press("Enter")
    expect(other.page.locator("#on-now + p")).to_contain_text("麦香坊")
    other.page.locator("[data-keys]").uncheck()
    other.page.keyboard.press("p")
    other.page.wait_for_timeout(300)
    expect(other.page.locator("#on-now + p")).to_contain_text("麦香坊")


def test_a_line_of_the_transcript_opens_the_place(open_browser, fair, picture):
    viewer = open_browser()
    viewer.visit(fair.page)
    play(viewer)
    actions.write_caption(stream=fair.stream, text="面点师两名", by="tests")
    fair.stream.captions.update(second=1.0)
    viewer.page.wait_for_function("() => document.querySelector('[data-main]').currentTime > 3", timeout=20_000)
    viewer.reach(viewer.page.get_by_role("link", name=zh("What was said so far")))
    viewer.page.keyboard.press("Enter")
    line = viewer.page.locator("[data-pane-here] [data-second]")
    expect(line).to_be_visible()
    viewer.page.locator("[data-main]").evaluate(
        "video => video.addEventListener('seeking', () => { window.sought = video.currentTime; })"
    )
    line.press("Enter")
    viewer.page.wait_for_function("() => window.sought === 1")


def test_without_a_script_it_is_a_page(chromium, live_server, fair):
    actions.write_caption(stream=fair.stream, text="欢迎大家", by="tests")
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(live_server.url + fair.page)
    expect(page.locator("[data-captions]")).to_contain_text("欢迎大家")
    page.get_by_label(zh("Your question")).fill("包住吗？")
    page.get_by_role("button", name=zh("Ask"), exact=True).click()
    expect(page.get_by_text(zh("Your question is here. It is shown once somebody has looked at it."))).to_be_visible()
    context.close()


def test_the_page_comes_back_when_the_hub_was_away(open_browser, fair, hub, settings):
    viewer = open_browser()
    viewer.visit(fair.page)
    link = viewer.page.locator("[data-link]")
    expect(link).to_contain_text(zh("connected: this page follows by itself"))
    viewer.context.set_offline(True)
    viewer.page.evaluate("window.dispatchEvent(new Event('online'))")
    actions.write_caption(stream=fair.stream, text="断线时的一行", by="tests")
    viewer.context.set_offline(False)
    expect(viewer.page.locator("[data-captions]")).to_contain_text("断线时的一行", timeout=15_000)
