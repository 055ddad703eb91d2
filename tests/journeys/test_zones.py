"""高云 answers at the policy desk and runs the stage by keyboard; 韩主任 presses on an old page; a visitor writes."""

from django.urls import reverse

from tests.cast import PASSWORD, InterpreterShiftFactory, ZoneFactory, staff
from tests.journeys.conftest import zh
from tests.journeys.stage import fair_today
from tests.zones.stage import ExhibitFactory, InquiryFactory, MakerFactory
from tongxing.common.dates import today
from tongxing.fairs.models import Fair
from tongxing.fairs.models.hall import Purpose
from tongxing.people.models import Role
from tongxing.zones.models import FollowUp, Inquiry, Programme, ProgrammeItem, Service

ITEMS = {"主持人开场": "5", "求职者发言": "6"}


def press_key(reader, key: str) -> None:
    """One key, as the page says; the page that comes back is examined."""
    with reader.page.expect_navigation():
        reader.page.keyboard.press(key)
    reader.examine()


def test_the_policy_desk_by_keyboard(open_browser, demo_mark):
    stage = fair_today(state=Fair.State.RUNNING)
    ZoneFactory(hall=stage.booth.zone.hall, name="政策咨询台", purpose=Purpose.POLICY)
    staff("gao", "高云", Role.What.CLERK, "150200")
    gao = open_browser()
    gao.sign_in("gao", PASSWORD)

    # a clause to cite
    gao.visit(stage.fair.get_absolute_url())
    gao.follow(zh("Policy desk"))
    gao.follow(zh("Policies"))
    gao.follow(zh("Enter a policy"))
    gao.fill(zh("Title"), "残疾人就业条例")
    gao.fill(zh("Clause"), "第八条")
    gao.day(zh("Holds from"), today())
    gao.press(zh("Save"), exact=True)

    # an answer with something still to be done; without minutes it is asked for, and nothing typed is lost
    gao.follow(zh("Policy desk"))
    gao.fill(zh("Question"), "小企业也要安排吗？")
    gao.fill(zh("Answer"), "都有责任。")
    gao.choose(zh("Rests on"), "第八条")
    gao.press(zh("Finish and record"))
    gao.sees("请填写分钟")
    gao.fill(zh("Minutes"), "8")
    gao.fill(zh("What is still to be done"), "寄一份清单")
    gao.day(zh("Until"), today())
    gao.press(zh("Finish and record"))
    gao.sees("已登记")
    service = Service.objects.get()
    assert (service.minutes, service.registration, str(service.advice.policy)) == (8, None, "《残疾人就业条例》第八条")

    # the promise waits on her first page until she says what came of it
    gao.visit(reverse("start"))
    gao.follow("政策咨询台还有 1 件")
    gao.follow(zh("It is done"))
    gao.fill(zh("What came of it"), "已寄出")
    gao.press(zh("Save"), exact=True)
    assert FollowUp.objects.get().outcome == "已寄出"


def test_the_stage_by_one_key_each(open_browser, demo_mark):
    stage = fair_today(state=Fair.State.RUNNING)
    ZoneFactory(hall=stage.booth.zone.hall, name="舞台", purpose=Purpose.STAGE)
    InterpreterShiftFactory(fair=stage.fair, starts_at=stage.event.starts_at, ends_at=stage.event.ends_at)
    staff("gao", "高云", Role.What.CLERK, "150200")
    staff("han", "韩主任", Role.What.LEAD, "150000")
    gao, han = open_browser(), open_browser()

    gao.sign_in("gao", PASSWORD)
    gao.visit(stage.fair.get_absolute_url())
    gao.follow(zh("Stage"), exact=True)
    gao.fill(zh("What it is called"), "启动仪式")
    gao.press(zh("Make the programme"))
    for title, minutes in ITEMS.items():
        gao.follow(zh("Add an item"))
        gao.fill(zh("Item"), title)
        gao.fill(zh("Minutes"), minutes)
        gao.tick(zh("With captions"))
        gao.press(zh("Save"), exact=True)
    gao.follow(zh("Run-sheet"))
    programme = Programme.objects.get()

    # han has the same page open, and her clock for looking again stands still
    han.sign_in("han", PASSWORD)
    han.page.route("**/state.json", lambda route: route.abort())
    han.visit(reverse("zones:run", args=[programme.pk]))

    press_key(gao, "n")
    assert ProgrammeItem.objects.get(ended_at=None, began_at__isnull=False).title == "主持人开场"
    press_key(han, "n")
    han.sees("没有执行")
    assert ProgrammeItem.objects.exclude(began_at=None).count() == 1

    press_key(gao, "n")
    press_key(gao, "u")
    assert ProgrammeItem.objects.get(ended_at=None, began_at__isnull=False).title == "主持人开场"

    # keys can be turned off, and stay off
    box = gao.page.get_by_label("用单个按键", exact=False)
    go = gao.page.get_by_role("button", name=zh("End it, begin the next"))
    assert go.get_attribute("aria-keyshortcuts") == "N"
    gao.reach(box)
    gao.page.keyboard.press("Space")
    assert go.get_attribute("aria-keyshortcuts") is None
    gao.page.keyboard.press("n")
    gao.visit(reverse("zones:run", args=[programme.pk]))
    gao.page.keyboard.press("e")
    assert ProgrammeItem.objects.filter(ended_at__isnull=False).count() == 0
    gao.press(zh("End it"), exact=True)
    assert ProgrammeItem.objects.filter(ended_at__isnull=False).count() == 1

    # on paper stand the times, and nothing that is pressed
    gao.page.emulate_media(media="print")
    assert not gao.page.get_by_role("button").filter(visible=True).count()
    assert gao.page.get_by_role("rowheader", name="求职者发言").is_visible()


def test_an_open_run_sheet_follows_the_other_one(open_browser, demo_mark):
    stage = fair_today(state=Fair.State.RUNNING)
    staff("gao", "高云", Role.What.CLERK, "150200")
    programme = Programme.objects.create(fair=stage.fair, name="演出", starts_at=stage.event.starts_at)
    ProgrammeItem.objects.create(programme=programme, order=1, title="合唱", minutes=5)
    one, other = open_browser(), open_browser()
    for reader in (one, other):
        reader.sign_in("gao", PASSWORD)
        reader.page.goto(reader.address + reverse("zones:run", args=[programme.pk]))

    one.page.keyboard.press("n")

    other.page.get_by_role("button", name=zh("End it"), exact=True).wait_for(timeout=9_000)


def test_a_visitor_reads_an_exhibit_and_writes_to_its_maker(open_browser, demo_mark):
    stage = fair_today(state=Fair.State.RUNNING)
    exhibit = ExhibitFactory(maker=MakerFactory(fair=stage.fair, name="索伦嘎"), title="皮画", transcript="敲击声。")
    InquiryFactory(exhibit=exhibit)
    visitor = open_browser()

    visitor.visit(stage.fair.get_absolute_url())
    visitor.follow(zh("To the exhibits"))
    visitor.follow("皮画")
    visitor.sees("敲击声")
    visitor.follow(zh("Write a letter"))
    visitor.fill(zh("Your name"), "王女士")
    visitor.fill(zh("How you can be reached"), "13000000000")
    visitor.fill(zh("Your letter"), "想订两幅。")
    visitor.press(zh("Send"), exact=True)
    visitor.sees("由残联转交")
    assert Inquiry.objects.count() == 2
