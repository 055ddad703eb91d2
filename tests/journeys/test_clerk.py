"""高云 runs a fair from the first form to the published bulletin, by keyboard alone."""

import datetime as dt

import openpyxl
from django.urls import reverse

from tests.cast import PASSWORD, region, staff
from tests.journeys.conftest import zh
from tongxing.campaigns.models import Campaign, Event
from tongxing.common.dates import today
from tongxing.fairs.models import Fair
from tongxing.figures.models import Figure

ROW = {"单位名称": "麦香坊烘焙有限公司", "岗位名称": "面点师", "招聘人数": 3, "月薪": "4000-6000", "旗县": "昆都仑区"}


def test_open_run_close_freeze_publish(open_browser, demo_mark, tmp_path):
    region("150203")
    staff("gao", "高云", "lead", "150200")
    gao = open_browser()
    gao.sign_in("gao", PASSWORD)

    # a campaign with one job fair of today, shown to everybody
    gao.visit(reverse("campaigns:new"))
    gao.fill(zh("What it is called"), "春风送岗")
    gao.choose(zh("Region"), "包头市")
    gao.day(zh("First day"), today())
    gao.day(zh("Last day"), today())
    gao.press(zh("Save"), exact=True)
    gao.follow(zh("Add an event"))
    gao.fill(zh("What it is called"), "包头市春季专场招聘会")
    gao.choose(zh("Region"), "包头市")
    gao.fill(zh("Place"), "包头市残疾人综合服务中心")
    gao.moment(zh("Starts"), today(), dt.time(0, 5))
    gao.moment(zh("Ends"), today(), dt.time(23, 50))
    gao.press(zh("Save"), exact=True)
    gao.visit(Campaign.objects.get().get_absolute_url())
    gao.press(zh("Show it to everybody"))

    # she opens the fair, takes in a sheet, opens it for seekers, starts it
    gao.visit(Fair.objects.get().get_absolute_url())
    gao.press(zh("Open for posts"))
    gao.follow(zh("Import posts"))
    book = openpyxl.Workbook()
    book.active.append(list(ROW))
    book.active.append(list(ROW.values()))
    book.save(tmp_path / "岗位.xlsx")
    gao.upload(tmp_path / "岗位.xlsx")
    gao.press(zh("See what is in it"))
    gao.press(zh("Write it"))
    fair = Fair.objects.get()
    gao.visit(fair.get_absolute_url())
    gao.press(zh("Open for seekers"))
    gao.press(zh("Start the fair"))

    # somebody walks in, and comes a second time
    gao.follow(zh("Walk-in"), exact=True)
    gao.fill(zh("Name"), "林晓雯")
    gao.fill(zh("Mobile number"), "13900001111")
    gao.press(zh("Enter and check in"))
    gao.visit(reverse("fairs:door", args=[fair.pk]))
    gao.fill(zh("Ticket, telephone, certificate or name"), "13900001111")
    gao.press(zh("Check in or find"))
    gao.visit(fair.get_absolute_url())
    gao.press(zh("Close the fair"))

    # she freezes its figures and reports it
    campaign = Campaign.objects.get()
    gao.visit(reverse("figures:campaign", args=[campaign.slug]))
    gao.follow(zh("Freeze figures"))
    gao.press(zh("Freeze them in my name"))
    gao.visit(reverse("figures:campaign", args=[campaign.slug]))
    gao.press(zh("Report the fair"))

    # and she publishes the bulletin, whose figures open
    gao.visit(reverse("campaigns:campaign", args=[campaign.slug]))
    gao.press(zh("Make a bulletin from the campaign"))
    gao.press(zh("Save and preview"))
    gao.press(zh("Publish"), exact=True)
    reader = open_browser()
    reader.visit(reverse("campaigns:campaign", args=[campaign.slug]))
    reader.follow("春风送岗简报")
    reader.sees("少于 5")
    reader.follow("3", exact=True)
    reader.sees(zh("What it counts"))

    values, key = dict(Figure.objects.values_list("key", "value")), Event.objects.get().key
    assert (values[f"{key}.attendances"], values[f"{key}.people"], values[f"{key}.posts"]) == (2, 1, 3)
    assert Fair.objects.get().state == Fair.State.REPORTED
