"""高云 plans a round from the first form to the told times; 图雅 drives it with her telephone."""

from django.urls import reverse

from tests.cast import PASSWORD, PersonFactory, region, staff
from tests.journeys.conftest import zh
from tongxing.common.dates import today
from tongxing.people.models import Role
from tongxing.rounds.models import Round
from tongxing.trail.models import Entry

HOMES = {"乌日娜": "40.590, 110.560", "陶格斯": "110.600, 40.570"}


def test_plan_tell_drive_and_repair(open_browser, demo_mark):
    region("150221")
    staff("gao", "高云", Role.What.CLERK, "150200")
    staff("tuya", "图雅", Role.What.VOLUNTEER_LEADER, "150221")
    for name in HOMES:
        PersonFactory(name=name, region="150221")
    gao = open_browser()
    gao.sign_in("gao", PASSWORD)

    # a round of today, with a team and two homes
    gao.visit(reverse("rounds:rounds"))
    gao.follow(zh("New round"))
    gao.fill(zh("What it is called"), "冬季走访")
    gao.choose(zh("Federation of"), "土默特右旗")
    gao.day(zh("First day"), today())
    gao.press(zh("Save"), exact=True)
    gao.follow(zh("Add a team"))
    gao.fill(zh("Name of the team"), "入户一组")
    gao.tick("图雅")
    gao.fill(zh("Sets out from"), "旗残联")
    gao.fill(zh("Coordinates of the start"), "40.566, 110.527")
    gao.press(zh("Save"), exact=True)
    for name, position in HOMES.items():
        gao.follow(zh("Add a stop"))
        gao.tick(zh("home visit"))
        gao.fill(zh("Who is visited"), name)
        gao.fill(zh("Address"), "演示村")
        gao.fill(zh("Coordinates"), position)
        gao.press(zh("Save"), exact=True)

    # she plans it, looks at the map, tells everybody
    gao.press(zh("Make the plan"))
    gao.sees("入户一组")
    gao.press(zh("Tell everybody their time"))

    # 图雅 opens her sheet and marks the first visit
    tuya = open_browser()
    tuya.sign_in("tuya", PASSWORD)
    tuya.follow("冬季走访")
    tuya.press(zh("Open names and addresses"))
    tuya.sees("乌日娜")
    tuya.press(zh("We are there"))
    tuya.press(zh("Done"))
    tuya.follow(zh("Large print"))

    # the car breaks down before the second visit: nothing changes before 高云 confirms
    one = Round.objects.get()
    gao.visit(reverse("rounds:today", args=[one.pk]))
    gao.page.locator("#id_out-team").select_option(label="入户一组")
    gao.page.locator("#id_out-why").fill("车坏了")
    gao.page.locator("form:has(#id_out-why) button").press("Enter")
    gao.page.wait_for_url("**/repairs/**")
    gao.examine()
    gao.sees("车坏了")
    gao.press(zh("Confirm and tell"))
    gao.sees(zh("dropped out"))

    one.refresh_from_db()
    assert one.plan_number == 2
    assert Entry.objects.filter(act="opened an identity", actor_label="图雅").count() == 2
    assert Entry.objects.filter(act="marked a visit", actor_label="图雅").count() == 2
