"""Who might meet whom: the proposal, its proof, and whose names stand on it."""

import pytest
from django.urls import reverse

from tests.cast import ConsentFactory, SeekerFactory, VacancyFactory
from tongxing.jobs import actions
from tongxing.jobs.models import Seeker
from tongxing.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowded(city_fair, pastry, gao):
    """Three people, one post that suits them all."""
    for name in ("巴雅尔", "齐木格", "乌力吉"):
        ConsentFactory(person=SeekerFactory(person__region="150203", person__name=name).person)
    actions.refresh_suggestions(event=city_fair, by=gao)
    return city_fair


def page(client, account, event, **asked):
    client.force_login(account)
    return client.get(reverse("jobs:interviews", args=[event.pk]), asked)


def test_everybody_meets_the_post_while_there_is_room(client, crowded, gao):
    answer = page(client, gao, crowded).text

    assert "有合适岗位的3人中，3人有面试；共3场。" in answer
    assert "已证明" in answer
    assert {name in answer for name in ("巴**", "齐**", "乌**")} == {True}


def test_who_would_have_none_stands_by_name(client, crowded, gao):
    asked = {"rule": "most", "per_person": 1, "per_post": 2}

    answer = page(client, gao, crowded, **asked)

    assert len(answer.context["without"]) == 1
    assert "没有面试的人" in answer.text


def test_the_stable_rule_says_what_it_promises(client, crowded, gao):
    answer = page(client, gao, crowded, rule="stable", per_person=1, per_post=1)

    assert answer.context["selection"].blocking_count == 0
    assert "不存在双方都更愿意见到对方" in answer.text
    assert "已证明" not in answer.text


def test_a_limit_out_of_range_is_said_and_nothing_proposed(client, crowded, gao):
    answer = page(client, gao, crowded, rule="most", per_person=99, per_post=1)

    assert "selection" not in answer.context
    assert answer.context["form"].errors.keys() == {"per_person"}


def test_people_of_another_region_have_no_name_here(client, crowded, gao, han):
    ConsentFactory(person=SeekerFactory(person__region="150402", person__name="秦远山", reach=4).person)
    actions.refresh_suggestions(event=crowded, seekers=Seeker.objects.all(), by=han)

    assert "秦" not in page(client, gao, crowded).text
    assert "其他地区的一位求职者" in page(client, gao, crowded).text
    assert "秦**" in page(client, han, crowded).text


def test_looking_writes_nothing(client, crowded, gao):
    before = Entry.objects.count()

    page(client, gao, crowded)

    assert Entry.objects.count() == before


def test_neither_employers_nor_sister_regions_see_the_proposal(client, crowded, zhao, qi):
    assert page(client, zhao, crowded).status_code == 403
    assert page(client, qi, crowded).status_code == 404


def test_posts_that_are_shut_are_left_out(client, crowded, gao):
    VacancyFactory(event=crowded, title="已关岗位", state="closed")

    assert "已关岗位" not in page(client, gao, crowded).text
