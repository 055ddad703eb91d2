"""A campaign from its first draft to the public page."""

import datetime as dt

import icalendar
import pytest

from tests.cast import FAIR_DAY, CampaignFactory, EventFactory, region
from tongxing.campaigns import actions, panels
from tongxing.campaigns.models import Campaign
from tongxing.common.dates import local
from tongxing.common.refusal import Refused
from tongxing.trail.models import Entry

LAST_MORNING = local(FAIR_DAY, dt.time(9))


@pytest.fixture
def campaign(db):
    return CampaignFactory(region="150200", is_public=False)


def form(**changes):
    values = {
        "name": "2026年春风行动", "theme": "一起走", "region": region("150200").pk,
        "starts_on": "2026-03-01", "ends_on": "2026-03-31",
        **hosts(("包头市残联", "host", ""), ("包头市人社局", "co_organiser", "")),
    }  # fmt: skip
    return {**values, **changes}


def hosts(*rows):
    """Rows of (name, part, region) as the form sends them."""
    parts = ("name", "capacity", "region")
    return {f"hosts-{at}-{part}": value for at, row in enumerate(rows) for part, value in zip(parts, row, strict=True)}


def test_a_clerk_makes_a_campaign_and_its_hosts_keep_their_order(client, gao):
    client.force_login(gao)

    client.post("/campaigns/new/", form())

    made = Campaign.objects.get(slug="2026-chun-feng-xing-dong")
    assert made.year == 2026
    assert [(host.name, host.capacity) for host in made.hosts.all()] == [
        ("包头市残联", "host"),
        ("包头市人社局", "co_organiser"),
    ]
    assert not made.is_public
    assert Entry.objects.filter(act="created the campaign", actor=f"account:{gao.pk}").exists()


def test_a_campaign_that_ends_before_it_starts_is_not_taken(client, gao):
    client.force_login(gao)

    answer = client.post("/campaigns/new/", form(ends_on="2026-02-01"))

    assert "结束日期早于开始日期" in answer.content.decode()
    assert not Campaign.objects.exists()


def test_a_clerk_cannot_make_a_campaign_for_a_sister_city(qi):
    with pytest.raises(Refused, match="包头市"):
        actions.create_campaign(
            by=qi, slug="x", name="x", year=2026, region=region("150200"), starts_on="2026-01-01", ends_on="2026-01-02"
        )


def test_a_draft_does_not_exist_for_the_public_nor_for_a_sister_city(client, campaign, gao, qi):
    assert client.get("/campaigns/dec-2025/").status_code == 404
    client.force_login(qi)
    assert client.get("/campaigns/dec-2025/").status_code == 404
    client.force_login(gao)
    assert client.get("/campaigns/dec-2025/").status_code == 200


def test_publishing_shows_it_to_everybody(client, campaign, gao):
    client.force_login(gao)
    client.post("/campaigns/dec-2025/publish/", {"is_public": "yes"})
    client.logout()

    assert "2025年国际残疾人日" in client.get("/").content.decode()


def test_a_key_stands_once_in_a_campaign(campaign, gao):
    EventFactory(campaign=campaign, key="fair.baotou")

    with pytest.raises(Refused, match=r"fair\.baotou"):
        actions.add_event(campaign=campaign, by=gao, key="fair.baotou", kind="fair", name="x")


def test_the_trail_names_what_was_changed_and_nothing_else(campaign, gao):
    actions.edit_campaign(campaign=campaign, by=gao, theme="新主题", name=campaign.name)

    assert Entry.objects.get(act="changed the campaign").details == {"fields": ["theme"]}


def test_the_calendar_file_holds_each_event_with_its_page(client, db):
    event = EventFactory(key="fair.region", campaign__is_public=True)

    answer = client.get("/campaigns/dec-2025/calendar.ics")

    entries = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(entry["uid"]) for entry in entries] == ["dec-2025/fair.region"]
    assert str(entries[0]["url"]).endswith(event.get_absolute_url())
    assert entries[0]["dtstart"].dt == event.starts_at


def test_a_higher_app_adds_its_panel_to_the_page(client, db, monkeypatch):
    event = EventFactory(key="fair.region", campaign__is_public=True)
    monkeypatch.setattr(panels, "_for_events", [])
    panels.for_events(lambda request, event: panels.Panel("components/empty.html", {}, 10))
    panels.for_events(lambda request, event: None)

    assert 'class="empty"' in client.get(event.get_absolute_url()).content.decode()


def test_an_event_page_says_when_and_where(client, db):
    event = EventFactory(key="fair.region", campaign__is_public=True)

    page = client.get(event.get_absolute_url()).content.decode()

    assert "人力资源服务产业园" in page
    assert f"{FAIR_DAY.year}年{FAIR_DAY.month}月{FAIR_DAY.day}日" in page
    assert 'itemtype="https://schema.org/Event"' in page


def test_the_form_gives_a_host_its_region_and_keeps_it(client, gao, campaign):
    region("150402")
    client.force_login(gao)
    rows = hosts(
        ("包头市残联", "host", ""), ("红山区残联", "executing", "150402"), ("赤峰市残联", "co_organiser", "赤峰市"),
        ("包头市人社局", "co_organiser", ""),
    )  # fmt: skip

    client.post("/campaigns/dec-2025/edit/", form(slug="dec-2025", **rows))
    page = client.get("/campaigns/dec-2025/edit/").text
    shown = client.get("/campaigns/dec-2025/").text

    kept = [(host.name, host.capacity, host.region and host.region.code) for host in campaign.hosts.all()]
    assert kept == [
        ("包头市残联", "host", None),
        ("红山区残联", "executing", "150402"),
        ("赤峰市残联", "co_organiser", "150400"),
        ("包头市人社局", "co_organiser", None),
    ]
    assert 'value="150402 赤峰市红山区" list="host-regions"' in page
    assert '<option value="150400 赤峰市">' in page
    assert "赤峰市红山区" in shown


def test_a_region_that_is_not_known_is_named_and_nothing_is_changed(client, gao, campaign):
    client.force_login(gao)

    page = client.post("/campaigns/dec-2025/edit/", form(slug="dec-2025", **hosts(("火星残联", "host", "火星")))).text

    assert "没有找到地区“火星”" in page
    assert not campaign.hosts.exists()


def test_an_event_has_hosts_of_its_own(client, gao, campaign):
    event = EventFactory(campaign=campaign, key="fair.baotou", region="150200")
    client.force_login(gao)
    facts = {
        "name": event.name, "place": event.place, "region": event.region.pk,
        "starts_at": "2025-12-03T09:00", "ends_at": "2025-12-03T16:00",
        **hosts(("包头市残联", "host", ""), ("赤峰市残联", "host", "150400 赤峰市")),
    }  # fmt: skip
    region("150400")

    client.post("/campaigns/dec-2025/events/fair.baotou/edit/", facts)

    assert [one.code for one in event.host_regions()] == ["150200", "150400"]
    assert not campaign.own_hosts()
    assert Entry.objects.get(act="set the hosts").details["hosts"][1] == ["赤峰市残联", "host", "150400"]


def test_names_for_addresses_and_figures_come_from_the_name_and_are_free(gao):
    facts = {"region": region("150200"), "starts_on": FAIR_DAY, "ends_on": FAIR_DAY, "by": gao}
    campaigns = [actions.create_campaign(name=name, **facts) for name in ("春风行动", "春风行动", "New", "？！")]
    assert [made.slug for made in campaigns] == ["chun-feng-xing-dong", "chun-feng-xing-dong-2", "new-2", "campaign"]

    times = {"starts_at": LAST_MORNING, "ends_at": LAST_MORNING, "region": region("150200"), "by": gao}
    names = ("春季专场", "春季专场", "2026年春季专场", "特别" * 60)
    keys = [actions.add_event(campaign=campaigns[0], kind="fair", name=name[:120], **times).key for name in names]
    assert keys[:3] == ["fair.chun_ji_zhuan_chang", "fair.chun_ji_zhuan_chang_2", "fair.chun_ji_zhuan_chang_3"]
    assert len(keys[3]) <= 40


def test_a_job_fair_is_made_with_its_event_in_one_form(client, gao, campaign):
    client.force_login(gao)
    facts = {
        "kind": "fair", "name": "包头市春季专场", "place": "会展中心", "region": campaign.region.pk,
        "starts_at": "2026-12-20T09:00", "ends_at": "2026-12-20T16:00", **hosts(("包头市残联", "host", "")),
    }  # fmt: skip

    answer = client.post("/campaigns/dec-2025/new-event/", facts, follow=True)

    event = campaign.events.get()
    assert event.fair.state == "draft"
    assert "还没有地点" not in answer.text
    assert answer.redirect_chain == [(event.fair.get_absolute_url(), 302)]


def test_an_event_with_a_wrong_host_is_not_half_there(client, gao, campaign):
    client.force_login(gao)
    facts = {
        "kind": "fair", "name": "专场", "place": "会展中心", "region": campaign.region.pk,
        "starts_at": "2026-12-20T09:00", "ends_at": "2026-12-20T16:00", **hosts(("", "host", "赤峰市")),
    }  # fmt: skip
    assert "请写明代表“赤峰市”的是哪个单位" in client.post("/campaigns/dec-2025/new-event/", facts).text
    assert not campaign.events.exists()


def test_the_next_step_of_a_fresh_campaign_is_its_loud_button(client, gao, campaign):
    client.force_login(gao)
    fresh = client.get("/campaigns/dec-2025/").text
    assert '<a class="button" href="/campaigns/dec-2025/new-event/">' in fresh
    assert fresh.count('class="button"') == 1

    EventFactory(campaign=campaign)
    ready = client.get("/campaigns/dec-2025/").text
    assert '<button class="button" name="is_public" value="yes">' in ready
    assert ready.count('class="button"') == 1


def test_staff_change_the_short_name_later_and_none_that_leads_elsewhere(client, gao, campaign):
    client.force_login(gao)
    assert "请换一个" in client.post("/campaigns/dec-2025/edit/", form(slug="new")).text
    answer = client.post("/campaigns/dec-2025/edit/", form(slug="spring"), follow=True)
    assert answer.redirect_chain == [("/campaigns/spring/", 302)]


def test_a_fair_says_where_it_is_before_it_is_made(client, gao, campaign):
    client.force_login(gao)
    facts = {
        "kind": "fair", "name": "专场", "region": campaign.region.pk, "starts_at": "2026-12-20T09:00",
        "ends_at": "2026-12-20T16:00",
    }  # fmt: skip
    address = "/campaigns/dec-2025/new-event/"
    assert "请填写招聘会在哪里举行" in client.post(address, facts).text
    assert not campaign.events.exists()
    client.post(address, facts | {"kind": "ceremony"})
    assert campaign.events.get().kind == "ceremony"
