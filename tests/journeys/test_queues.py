"""Two queues and an interview, by keyboard alone: 林晓雯, who hears nothing, and 萨仁, who sees nothing."""

import re

from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import zh
from tests.journeys.hall import SOON, Clerk, does, hall_today, picture, shows, sits_down
from tests.queues.stage import VisitorFactory, taken
from tongxing.people.models import Account
from tongxing.queues import access, actions
from tongxing.queues.models import Number


def test_a_deaf_person_goes_through_two_queues_and_an_interview(open_browser, demo_mark, tmp_path):
    hall = hall_today("林晓雯", "13900001111", "sign_interpreter")
    clerk = Clerk(open_browser())
    lin = open_browser()
    sits_down(lin)

    # two presses from the fair's page: she has a number, and is called as somebody who does not hear
    lin.sign_in_by_phone("13900001111")
    lin.visit(hall.fair.get_absolute_url())
    lin.follow(zh("Queues and my numbers"))
    lin.press("领号 · 政策咨询台")
    lin.sees("P-001")
    lin.follow(zh("How I want to be called"))
    expect(lin.page.get_by_label("手机振动")).to_be_checked()
    expect(lin.page.get_by_label("手机读出来")).not_to_be_checked()
    lin.press(zh("Call me like this"))

    # and one for the clinic: both stand on one page
    lin.follow(zh("Take another number"))
    lin.press("领号 · 简历指导角")
    lin.sees("P-001")
    lin.sees("R-001")

    # the policy desk calls: word, number and place fill her screen, the telephone vibrates, nothing speaks
    clerk.at(hall.policy)
    clerk.key("n", "P-001")
    shows(lin, zh("It is your turn"))
    call = lin.page.locator(".call")
    lin.page.set_viewport_size({"width": 360, "height": 740})
    assert call.bounding_box()["height"] >= 740
    assert font_of(lin.page.locator(".call__number")) >= 0.2 * 360
    expect(call).to_contain_text("政策咨询台")
    expect(lin.page.locator(".site-head")).to_be_hidden()
    assert lin.page.evaluate("felt.length") > 0
    assert lin.page.evaluate("heard.length") == 0
    assert lin.page.locator("audio, video").count() == 0
    assert picture(lin, "queue-deaf", tmp_path).stat().st_size > 5000

    # she says that she comes; the desk knows, and what it needs to know: she signs
    does(lin, zh("I am coming"), zh("The desk knows that you are coming."))
    clerk.reader.sees("用手语")
    clerk.key("b", zh("being served"))
    clerk.reader.examine()

    # meanwhile the clinic cannot call her: never to two places
    clerk.at(hall.clinic)
    clerk.key("n", "别的服务台")
    clerk.at(hall.policy)
    clerk.key("c", zh("Nobody is at the desk"))

    # nor before her interview, and she reads why
    shows(lin, "有面试")
    clerk.at(hall.clinic)
    clerk.key("n", "面试")
    lin.visit(reverse("fairs:my_timetable", args=[hall.fair.pk]))
    lin.sees("A01")
    clerk.notes_outcome(hall.interview)

    # after the interview the clinic calls her
    lin.visit(reverse("queues:queues", args=[hall.fair.pk]))
    lin.follow("我的号")
    clerk.at(hall.clinic)
    clerk.key("n", "R-001")
    shows(lin, "简历指导角")
    does(lin, zh("I am coming"), zh("The desk knows that you are coming."))
    clerk.key("b", zh("being served"))
    clerk.key("c", zh("Nobody is at the desk"))
    shows(lin, zh("You hold no number now."))
    assert set(Number.objects.values_list("state", flat=True)) == {Number.State.DONE}


def font_of(place) -> float:
    """The size of a place's letters in pixels."""
    return float(place.evaluate("element => parseFloat(getComputedStyle(element).fontSize)"))


def test_a_blind_person_goes_through_two_queues_and_an_interview(open_browser, demo_mark, tmp_path):
    hall = hall_today("萨仁", "13900001112", "screen_reader")
    somebody_before = taken(hall.policy, Account.objects.get(username="gao"), visitor=VisitorFactory(fair=hall.fair))
    clerk = Clerk(open_browser())
    saren = open_browser()
    sits_down(saren)
    page = saren.page

    # the QR code at the zone opens one page with one button
    saren.sign_in_by_phone("13900001112")
    saren.visit(reverse("queues:zone", args=[hall.policy.code]))
    assert heading(page) == "政策咨询台"
    saren.press("领号")
    assert heading(page) == "我的号"
    saren.visit(reverse("queues:zone", args=[hall.clinic.code]))
    saren.press("领号")

    # what changes is told: the one before her leaves
    saren.sees("前面还有 1 人")
    actions.leave(number=somebody_before, by=access.HOLDER)
    expect(page.get_by_role("status").filter(has_text="P-002")).to_contain_text("前面没有人", timeout=SOON)

    # she asks once that the page may speak, and hears how it will
    does(saren, zh("Try how I am called"), "请让本页开着")
    assert page.evaluate("heard") == ["将这样叫您。"]

    # the call: said by the telephone, told to the screen reader, and the focus stands at it
    clerk.at(hall.policy)
    clerk.key("n", "P-002")
    told = page.get_by_role("alert").filter(has_text="P-002")
    expect(told).to_contain_text("政策咨询台", timeout=SOON)
    assert page.evaluate("heard").pop() == told.text_content()
    assert page.title() == f"▶ {told.text_content()}"
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert heading(page) == "轮到您了"
    shows(saren, "P-002")
    said = page.get_by_role("region", name="轮到您了").aria_snapshot()
    assert order_of(said, 'heading "轮到您了" [level=1]', "P-002", "政策咨询台", 'button "我来了"')

    # the desk reads that she has to be fetched; she answers, and is served
    does(saren, zh("I am coming"), zh("The desk knows that you are coming."))
    clerk.reader.sees("请去接")
    clerk.key("b", zh("being served"))
    spoken = page.evaluate("heard.length")
    clerk.key("c", zh("Nobody is at the desk"))

    # her interview holds the clinic; the timetable is there as plain sentences
    shows(saren, "有面试")
    assert picture(saren, "queue-blind", tmp_path).stat().st_size > 5000
    saren.visit(reverse("fairs:my_timetable", args=[hall.fair.pk]) + "?shape=text")
    saren.sees("麦香坊")
    clerk.notes_outcome(hall.interview)

    # she asked the clinic for ten minutes, comes back, and is called
    saren.visit(reverse("queues:queues", args=[hall.fair.pk]))
    saren.follow("我的号")
    does(saren, "10 分钟后回来", zh("kept for you"))
    does(saren, zh("I am here again"), zh("waiting"))
    clerk.at(hall.clinic)
    clerk.key("n", "R-001")
    expect(page.get_by_role("heading", level=1)).to_contain_text("轮到您了", timeout=SOON)
    does(saren, zh("I am coming"), zh("The desk knows that you are coming."))
    clerk.key("b", zh("being served"))
    clerk.key("c", zh("Nobody is at the desk"))
    shows(saren, zh("You hold no number now."))
    assert spoken > 1


def heading(page) -> str:
    """The page's one first heading, as a screen reader says it."""
    snapshot = page.locator("body").aria_snapshot()
    found = re.findall(r'heading "([^"]+)" \[level=1\]', snapshot)
    assert len(found) == 1, snapshot
    return found[0]


def order_of(snapshot: str, *parts: str) -> bool:
    """Whether the accessibility tree reads ``parts`` in this order."""
    places = [snapshot.find(part) for part in parts]
    assert -1 not in places, snapshot
    return places == sorted(places)
