"""A booth closes on the day: the clerk sees what it would change, says yes, and who had a time reads the new one."""

import datetime as dt
import re

from django.urls import reverse
from django.utils import timezone

from tests import cast
from tests.cast import PASSWORD
from tests.journeys.conftest import zh
from tests.journeys.stage import fair_today
from tongxing.common.dates import local
from tongxing.fairs.models import Fair, Interview
from tongxing.people.models import Message


def test_a_booth_closes_and_the_times_move(open_browser, demo_mark, gao, lin):
    stage = fair_today(state=Fair.State.RUNNING)
    hour = timezone.localtime().replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=2)
    days = timezone.localdate() - dt.timedelta(days=1), timezone.localdate() + dt.timedelta(days=1)
    stage.event.starts_at, stage.event.ends_at = local(days[0], dt.time()), local(days[1], dt.time(23, 55))
    stage.event.save()
    stage.fair.interpreter_shifts.update(starts_at=stage.event.starts_at, ends_at=stage.event.ends_at)
    registration = cast.RegistrationFactory(fair=stage.fair, person=lin.person)
    cast.WishFactory(registration=registration, vacancy=stage.vacancy)
    cast.ConsentFactory(person=lin.person, purpose="contact")
    interview = Interview.objects.create(
        registration=registration,
        vacancy=stage.vacancy,
        booth=stage.booth,
        starts_at=hour,
        ends_at=hour + dt.timedelta(minutes=15),
        interpreter=stage.fair.interpreter_shifts.get(),
    )
    clerk = open_browser()

    # she looks at the sheets: by person, read aloud, and by booth
    clerk.sign_in("gao", PASSWORD)
    clerk.visit(reverse("fairs:timetable", args=[stage.fair.pk]))
    clerk.follow(zh("by person"))
    clerk.sees("林**")
    clerk.follow(zh("In sentences, to be read aloud"))
    clerk.sees("陪同您")
    clerk.follow(zh("by booth"))
    clerk.sees("A01")

    # and prints the grid: every sheet is large and lies on its side, without what one cannot press on paper
    clerk.visit(reverse("fairs:timetable", args=[stage.fair.pk]) + "?as=grid")
    clerk.page.emulate_media(media="print")
    assert not clerk.page.get_by_role("link", name=zh("Open whole names")).is_visible()
    sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", clerk.page.pdf(prefer_css_page_size=True))
    assert sheets
    assert all(float(width) > 1100 > 900 > float(height) for width, height in sheets), sheets
    clerk.page.emulate_media(media="screen")

    # the booth closes for half an hour
    clerk.visit(reverse("fairs:today", args=[stage.fair.pk]))
    clerk.follow(zh("A booth is closed"))
    clerk.choose(zh("Booth"), "A01")
    clerk.page.get_by_label(zh("Day"), exact=True).select_option(f"{hour:%Y-%m-%d}")
    clerk.page.get_by_label(zh("Not there from")).fill(f"{hour:%H:%M}")
    clerk.page.get_by_label(zh("Not there until")).fill(f"{hour + dt.timedelta(minutes=30):%H:%M}")
    clerk.press(zh("See what it would change"))
    clerk.sees("目前还没有写入")
    assert Interview.objects.get(pk=interview.pk).starts_at == hour
    clerk.press(zh("Yes, change it and tell the people"))
    clerk.sees("已更改 1 处时间")

    # by hand, to a time that is taken by nobody
    clerk.visit(reverse("fairs:move_interview", args=[interview.pk]))
    clerk.page.get_by_label(zh("Day"), exact=True).select_option(f"{hour:%Y-%m-%d}")
    clerk.page.get_by_label(zh("New time")).fill(f"{hour + dt.timedelta(minutes=35):%H:%M}")
    clerk.press(zh("See what it would change"))
    clerk.fill(zh("Why"), "单位请求")
    clerk.press(zh("Change the time and tell the person"))
    assert Interview.objects.get(pk=interview.pk).starts_at == hour + dt.timedelta(minutes=35)
    assert Message.objects.filter(purpose="fairs").count() == 2

    # and she reads it on her telephone
    reader = open_browser()
    reader.sign_in_by_phone("19900000001")
    reader.visit(reverse("fairs:my_timetable", args=[stage.fair.pk]))
    reader.sees(f"{hour + dt.timedelta(minutes=35):%H:%M}")
    reader.sees("单位请求")
    reader.visit(reverse("fairs:times", args=[registration.pk]))
