"""The first page after signing in: what takes place today, what waits, and where one can go."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from tests import cast
from tests.cast import SeekerFactory, VacancyFactory
from tests.fairs.stage import booth_of, fair_today, post_of, registered
from tongxing.campaigns.models import Event
from tongxing.common.dates import today
from tongxing.fairs.models import Fair, Interview
from tongxing.figures.actions import freeze
from tongxing.jobs import actions
from tongxing.people.models import Account, Consent


def start(client, account) -> str:
    """The page's main part as ``account`` reads it, blanks drawn together."""
    client.force_login(account)
    page = client.get("/start/").content.decode()
    return re.sub(r"\s+", " ", page[page.index("<main") : page.index("</main")])


@pytest.fixture
def interview(lin, bakery):
    """林晓雯 meets the bakery today at 21:25, in hall one at booth B12."""
    fair = fair_today()
    fair.event.ends_at = fair.event.starts_at + dt.timedelta(hours=14)
    fair.event.place = "会展中心"
    fair.event.save()
    registration, post = registered(fair, lin), post_of(fair, bakery)
    begins = fair.event.starts_at + dt.timedelta(hours=12, minutes=25)
    booth = booth_of(cast.HallFactory(fair=fair, name="一号厅"), bakery, "B12")
    return Interview.objects.create(
        registration=registration,
        vacancy=post,
        starts_at=begins,
        ends_at=begins + dt.timedelta(minutes=15),
        booth=booth,
    )


def test_a_seekers_day_begins_with_the_interview_its_place_and_the_ticket(client, lin, interview):
    page = start(client, lin)

    for words in ("21:25", "21:40", interview.vacancy.employer.name, "会展中心 · 一号厅 B12号展位"):
        assert page.index(words) < page.index("等您处理")
    assert reverse("fairs:ticket", args=[interview.registration_id]) in page


def test_an_employers_day_begins_with_the_interviews_at_the_booth(client, zhao, bakery, interview):
    page = start(client, zhao)

    assert page.index("您的展位有 1 场面试") < page.index("等您处理")
    assert reverse("fairs:booth", args=[interview.registration.fair_id, bakery.pk]) in page


def test_who_runs_a_fair_of_today_begins_with_its_control_page(client, gao, interview):
    page = start(client, gao)

    assert page.index(reverse("control:day", args=[interview.registration.fair_id])) < page.index("等您处理")


def test_an_auditor_finds_frozen_figures_and_the_fair_but_no_control_page(client, gao, auditor, interview, bakery):
    closed = fair_today(Fair.State.RUNNING, name="已结束的招聘会")
    post_of(closed, bakery)
    Fair.objects.filter(pk=closed.pk).update(state=Fair.State.CLOSED)
    event = Event.objects.get(fair=closed)
    freeze(event=event, key=f"{event.key}.posts", by=gao)

    page = start(client, auditor)

    assert reverse("figures:campaign", args=[event.campaign.slug]) in page
    assert reverse("fairs:fair", args=[interview.registration.fair_id]) in page
    assert "/control/" not in page


def waiting_part(page: str) -> str:
    return page.partition("等您处理")[2].partition("您的页面")[0]


def test_a_closed_fair_waits_once_for_what_comes_next(client, gao, bakery):
    closed = fair_today(Fair.State.RUNNING, name="已结束的招聘会")
    post_of(closed, bakery)
    Fair.objects.filter(pk=closed.pk).update(state=Fair.State.CLOSED)
    event = Event.objects.get(fair=closed)

    before = start(client, gao)
    freeze(event=event, key=f"{event.key}.posts", by=gao)
    after = start(client, gao)

    assert (waiting_part(before).count("已结束的招聘会"), before.count("请核对记录，定格数据")) == (1, 1)
    assert (waiting_part(after).count("已结束的招聘会"), after.count("可以上报")) == (1, 1)


def test_a_clerk_goes_on_with_the_campaign_made_a_moment_ago(client, gao):
    campaign = cast.CampaignFactory(name="春暖就业", region=cast.region("150200"), is_public=False, ends_on=today())

    page = start(client, gao)

    assert "“春暖就业”是新建的活动" in page
    assert campaign.get_absolute_url() in page


def test_what_comes_on_another_day_stands_below_what_waits(client, lin, interview):
    Interview.objects.update(
        starts_at=interview.starts_at + dt.timedelta(days=2), ends_at=interview.ends_at + dt.timedelta(days=2)
    )

    page = start(client, lin)

    assert page.index("等您处理") < page.index("12-11 21:25")


def test_nobody_is_greeted_by_a_made_up_user_name(client, lin, db):
    new = Account(username="phone-12a19b3c")
    new.set_unusable_password()
    new.save()

    assert "phone-12a1" not in start(client, new)
    Account.objects.filter(pk=lin.pk).update(username="phone-77777777", name="")
    lin.refresh_from_db()
    assert "林晓雯，您好" in start(client, lin)


@pytest.mark.parametrize("who", ["lin", "zhao", "han", "gao"])
def test_no_page_is_offered_twice(client, request, interview, who):
    page = start(client, request.getfixturevalue(who))

    links = re.findall(r'href="([^"#?]+)"', page)
    tickets = [link for link in links if "/tickets/" not in link]
    assert sorted(tickets) == sorted(set(tickets))


def test_a_seeker_finds_the_way_to_everything_that_is_theirs(client, lin):
    client.force_login(lin)

    page = client.get("/start/").content.decode()

    for name in ("jobs:matches", "jobs:profile", "jobs:applications", "people:me"):
        assert f'href="{reverse(name)}"' in page
    assert "新建活动" not in page


def test_a_lead_finds_people_roles_and_a_new_campaign(client, han):
    client.force_login(han)

    page = client.get("/start/").content.decode()

    for name in ("人员", "账号与角色", "新建活动"):
        assert name in page
    assert "我想找的工作" not in page


@pytest.mark.usefixtures("demo")
def test_the_page_about_me_names_the_employer_that_sees_me(client, lin, bakery):
    vacancy = VacancyFactory(employer=bakery)
    actions.apply(seeker=SeekerFactory(person=lin.person), vacancy=vacancy, by=lin)
    client.force_login(lin)

    page = client.get("/account/me/").content.decode()

    assert Consent.objects.get(purpose="show_employer").about_name == bakery.name
    assert f"不再向{bakery.name}展示" in page.replace(" ", "")


@pytest.mark.parametrize("who", ["lin", "zhao", "han"])
def test_the_menu_is_the_same_on_every_page(client, request, interview, who):
    client.force_login(request.getfixturevalue(who))
    fair = interview.registration.fair
    pages = ["/", "/start/", fair.get_absolute_url(), reverse("fairs:employers", args=[fair.pk])]
    if who == "han":
        pages += [reverse("control:day", args=[fair.pk]), reverse("fairs:timetable", args=[fair.pk])]

    menus = set()
    for address in pages:
        page = client.get(address).content.decode()
        menu = re.search(r'<nav class="site-nav".*?</nav>', page, re.DOTALL).group()
        menus.add(tuple(re.findall(r'href="([^"]+)"', menu)))

    assert len(menus) == 1, menus


def test_a_telephone_gets_the_menu_behind_a_button_that_needs_no_script(client, han):
    client.force_login(han)
    page = client.get("/start/").content.decode()

    menu = page[page.index('<details class="site-menu">') : page.index("</details>")]
    assert "<summary" in menu
    assert 'href="/start/"' in menu
