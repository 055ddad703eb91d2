"""Posts leave the public list with their fair, unless the employer keeps them open."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import clock
from tests.cast import FairFactory, VacancyFactory
from tongxing.common.refusal import Refused
from tongxing.jobs import actions, matching
from tongxing.jobs.access.vacancy import public_vacancies
from tongxing.jobs.models import Vacancy
from tongxing.jobs.waiting import waiting
from tongxing.trail.models import Entry

pytestmark = pytest.mark.django_db
LIST = "/jobs/"


def fair_until(ends_at):
    """A fair of Baotou that ends at this moment."""
    fair = FairFactory(event__region="150200", state="running")
    fair.event.starts_at, fair.event.ends_at = ends_at - dt.timedelta(hours=6), ends_at
    fair.event.save()
    return fair


@pytest.fixture
def yesterday(bakery):
    """A post of the bakery at a fair that ended yesterday."""
    return VacancyFactory(event=fair_until(clock.START - dt.timedelta(days=1)).event, employer=bakery)


def test_a_post_leaves_at_the_end_of_the_last_day(client, bakery):
    midnight = timezone.localtime(clock.START).replace(hour=0, minute=0, second=0, microsecond=0)
    this_morning = VacancyFactory(event=fair_until(midnight).event, title="今天的")
    VacancyFactory(event=fair_until(midnight - dt.timedelta(seconds=1)).event, title="昨天的")

    page = client.get(LIST).text

    assert this_morning.title in page
    assert "昨天的" not in page
    assert [post.title for post in matching.open_vacancies()] == ["今天的"]


def test_its_page_stays_and_says_why_nobody_can_apply(client, yesterday, lin_seeks, lin):
    page = client.get(yesterday.get_absolute_url()).text
    assert "不再公开显示，现在不能投递" in page
    assert reverse("jobs:apply", args=[yesterday.pk]) not in page
    with pytest.raises(Refused, match="招聘会已经结束"):
        actions.apply(seeker=lin_seeks, vacancy=yesterday, by=lin)


def test_the_employer_is_told_and_keeps_it_open_though_the_fair_is_closed(client, yesterday, zhao):
    yesterday.event.fair.state = "closed"
    yesterday.event.fair.save()
    assert any("1个岗位随招聘会结束" in task.sentence for task in waiting(zhao))
    client.force_login(zhao)
    assert "招聘会后继续开放" in client.get(yesterday.get_absolute_url()).text

    client.post(reverse("jobs:move_vacancy", args=[yesterday.pk]), {"to": "keep"})

    assert list(public_vacancies()) == [yesterday]
    assert not any("随招聘会结束" in task.sentence for task in waiting(zhao))
    assert Entry.objects.filter(act="kept a vacancy open").count() == 1
    client.post(reverse("jobs:move_vacancy", args=[yesterday.pk]), {"to": "end"})
    assert not public_vacancies().exists()


def test_nobody_else_keeps_it_open(client, yesterday, lin, qi):
    for account in (lin, qi):
        client.force_login(account)
        assert client.post(reverse("jobs:move_vacancy", args=[yesterday.pk]), {"to": "keep"}).status_code == 404
    assert not Vacancy.objects.get().stays_open


def test_a_closed_post_cannot_be_kept_open(yesterday, zhao):
    Vacancy.objects.update(state="closed")
    with pytest.raises(Refused):
        actions.keep_open(vacancy=yesterday, by=zhao)


def test_figures_count_it_all_the_same(yesterday):
    assert yesterday.event.vacancies.filter(state=Vacancy.State.OPEN).count() == 1
    assert Vacancy.objects.get().state == "open"
