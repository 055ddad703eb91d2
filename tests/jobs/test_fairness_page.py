"""How people with each need come onto an event's shortlists: what staff read, and what stays hidden."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from engines.wording import mask_of
from tests import clock
from tests.cast import ConsentFactory, SeekerFactory, SupportNeedFactory, VacancyFactory, staff
from tongxing.common.rounding import to_fives
from tongxing.jobs import actions
from tongxing.jobs.models import FairnessReport
from tongxing.trail.models import Entry

pytestmark = pytest.mark.django_db


def seekers(count, *needs):
    """So many people of Baotou who agreed to be compared with posts."""
    for _one in range(count):
        made = SeekerFactory(person__region="150203")
        ConsentFactory(person=made.person)
        for need in needs:
            SupportNeedFactory(person=made.person, code=need)


@pytest.fixture
def counted(city_fair, han):
    """Twenty without needs, twenty who need a way without steps at posts up the stairs, three who need quiet."""
    for _one in range(4):
        VacancyFactory(event=city_fair, cannot=mask_of(["step_free"]))
    seekers(20), seekers(20, "step_free"), seekers(3, "quiet_room")
    actions.refresh_suggestions(event=city_fair, by=han)
    return FairnessReport.objects.get(event=city_fair)


def page(client, account, event):
    client.force_login(account)
    return client.get(reverse("jobs:fairness", args=[event.pk]))


def test_the_report_is_counted_with_the_shortlists(counted):
    assert (counted.people_count, counted.chosen_count) == (43, 10)
    assert [(group["people"], group["chosen"]) for group in counted.groups] == [(20, 0)]


def test_small_groups_and_what_would_tell_of_them_are_not_even_kept(counted):
    needs = {group["need"] for group in counted.groups}

    assert needs == {2}, "no quiet room (3 people), and hence nobody without a need (20), by subtraction"
    assert counted.hidden_count == 2


def test_staff_read_the_table_with_its_sentences(client, city_fair, counted, gao):
    answer = page(client, gao, city_fair).text

    assert "无台阶通道" in answer
    assert "明显少于其他人：不到其他人比例的五分之四。" in answer
    assert "安静的地方" not in answer
    assert "有2组不显示" in answer


def test_auditors_read_it_and_sister_regions_do_not(client, city_fair, counted, qi):
    assert page(client, staff("auditor", "审计", "auditor", "150000"), city_fair).status_code == 200
    assert page(client, qi, city_fair).status_code == 404


def test_of_fewer_than_ten_people_nothing_is_said(client, city_fair, pastry, gao):
    seekers(9)
    actions.refresh_suggestions(event=city_fair, by=gao)

    answer = page(client, gao, city_fair).text

    assert "不足十人，人数太少，不作报告" in answer
    assert "<table" not in answer


def test_an_event_without_shortlists_says_so(client, city_fair, gao):
    assert "这次活动还没有生成推荐名单" in page(client, gao, city_fair).text


def test_wide_intervals_allow_no_conclusion(client, city_fair, gao):
    for _one in range(3):
        VacancyFactory(event=city_fair, offered=mask_of(["step_free"]))
    seekers(6), seekers(12, "step_free"), seekers(6)
    actions.refresh_suggestions(event=city_fair, by=gao)

    assert "不能下结论" in page(client, gao, city_fair).text


def test_each_reading_is_a_line_of_the_trail(client, city_fair, counted, gao):
    page(client, gao, city_fair)

    entry = Entry.objects.get(act="read a fairness report")
    assert (entry.actor_label, entry.target_key, entry.details) == ("高云", str(city_fair.pk), {"report": counted.pk})


def test_older_reports_stay_and_can_be_read(client, city_fair, counted, gao, han):
    seekers(10)
    clock.turn_to(timezone.now() + dt.timedelta(hours=1))
    actions.refresh_suggestions(event=city_fair, by=han)
    first = re.search(r'href="\?report=(\d+)"', page(client, gao, city_fair).text).group(1)

    older = client.get(reverse("jobs:fairness", args=[city_fair.pk]), {"report": first}).text

    assert int(first) == counted.pk
    assert "约45人中" in older
    assert client.get(reverse("jobs:fairness", args=[city_fair.pk]), {"report": "0"}).status_code == 404


def test_no_number_of_people_is_exact(client, city_fair, counted, gao, han):
    before = page(client, gao, city_fair).text
    seekers(1)
    actions.refresh_suggestions(event=city_fair, by=han)
    after = page(client, gao, city_fair).text

    for text in (before, after):
        assert "约45人中" in text
        assert not {"43", "44"} & set(re.findall(r"\b\d+\b", re.sub(r"<nav.*", "", text.split("<h1>")[1], flags=re.S)))


@pytest.mark.parametrize(("exact", "told"), [(5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1009, 1010)])
def test_numbers_are_told_in_fives(exact, told):
    assert to_fives(exact) == told
