"""The hall's board on a television: read at ten metres, turned when it is long, kept when the network is gone."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.hall import SOON, hall_today
from tests.queues.stage import DeskFactory, taken
from tongxing.people.models import Account
from tongxing.queues import actions

TELEVISION = {"width": 1920, "height": 1080}
DIGIT = """element => {
  const style = getComputedStyle(element);
  const drawn = document.createElement("canvas").getContext("2d");
  drawn.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return drawn.measureText("0").actualBoundingBoxAscent;
}"""
CONTRAST = """element => {
  const channels = colour => colour.match(/[0-9.]+/g).slice(0, 3).map(Number).map(part => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  });
  const light = colour => { const [r, g, b] = channels(colour); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = getComputedStyle(document.documentElement).backgroundColor;
  const both = [light(getComputedStyle(element).color), light(ground)];
  return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
}"""


def called_at(fair, count: int) -> list:
    """So many desks, each with a number that is called and one that waits."""
    gao = Account.objects.get(username="gao")
    numbers = []
    for place in range(count):
        desk = DeskFactory(fair=fair, name=f"{place + 1}号综合服务与政策咨询办理台", prefix=f"A{chr(65 + place)}")
        numbers.append(taken(desk, gao, name=""))
        taken(desk, gao, name="")
        actions.call_next(desk=desk, by=gao)
    return numbers


def on_television(reader, fair) -> None:
    reader.page.set_viewport_size(TELEVISION)
    reader.page.goto(reader.address + reverse("queues:board", args=[fair.pk]))


def test_it_is_read_at_ten_metres(open_browser, demo_mark):
    hall = hall_today("林晓雯", "13900001111")
    called_at(hall.fair, 3)
    reader = open_browser()
    on_television(reader, hall.fair)
    page = reader.page
    called, coming = page.locator(".board__number").first, page.locator(".board__numbers span:not(.board__free)").first
    assert called.evaluate(DIGIT) >= 0.07 * 1080
    assert coming.evaluate(DIGIT) >= 0.045 * 1080
    assert called.evaluate(CONTRAST) >= 7
    assert coming.evaluate(CONTRAST) >= 7
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("document.documentElement.scrollHeight") <= 1080
    reader.examine()


def test_a_long_board_turns_its_pages_and_stops_when_asked(open_browser, demo_mark):
    hall = hall_today("林晓雯", "13900001111")
    called_at(hall.fair, 9)
    reader = open_browser()
    reader.page.clock.install()
    on_television(reader, hall.fair)
    page = reader.page
    expect(page.locator("#called-page")).to_have_text("1/2")
    expect(page.get_by_text("AI-001")).to_be_visible()
    page.clock.run_for(8100)
    expect(page.locator("#called-page")).to_have_text("2/2")
    expect(page.get_by_text("AA-001")).to_be_visible()
    page.keyboard.press(" ")
    page.clock.run_for(8100)
    expect(page.locator("#called-page")).to_have_text("2/2")
    bottom = page.locator(".board__foot").bounding_box()["y"]
    for line in page.locator(".board li:visible").all():
        box = line.bounding_box()
        assert box["y"] + box["height"] <= bottom + 1


def test_a_new_call_comes_by_itself(open_browser, demo_mark):
    hall = hall_today("林晓雯", "13900001111")
    gao = Account.objects.get(username="gao")
    number = taken(hall.policy, gao, name="")
    reader = open_browser()
    on_television(reader, hall.fair)
    expect(reader.page.get_by_text("现在没有叫号")).to_be_visible()
    actions.call_next(desk=hall.policy, by=gao)
    expect(reader.page.locator(".board__number")).to_have_text(number.text, timeout=SOON)


def test_without_network_it_keeps_what_it_saw_says_its_age_and_can_be_loaded_again(open_browser, demo_mark):
    hall = hall_today("林晓雯", "13900001111")
    number = called_at(hall.fair, 1)[0]
    reader = open_browser()
    page = reader.page
    on_television(reader, hall.fair)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    expect(page.locator(".board__number")).to_have_text(number.text)
    reader.context.set_offline(True)
    page.reload()
    expect(page.locator(".board__number")).to_have_text(number.text)
    expect(page.get_by_text("连接中断")).to_be_visible(timeout=25_000)
