"""One name, one definition: a figure that counts along says so, and the frozen one stands where it is frozen."""

import re

import pytest
from django.urls import reverse

from tests import cast
from tests.figures import stage
from tongxing.bulletins.actions import draft_bulletin
from tongxing.fairs.models import Fair
from tongxing.figures import listing, registry
from tongxing.figures.actions import freeze_all

pytestmark = pytest.mark.django_db
LIVE = "（实时）"
LARGE = r'figure__value">(\d+)<.*?figure__name">(?:<a[^>]*>)?([^<]+)<.*?figure__date">([^<]+)<'


def facts(html: str) -> dict[str, str]:
    """What stands beside each name in the lists of facts."""
    pairs = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", html, re.DOTALL)
    plain = [[re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", part)).strip() for part in pair] for pair in pairs]
    return {name.replace(" ", ""): said for name, said in plain}


def page(client, fair, account=None):
    if account:
        client.force_login(account)
    return client.get(fair.get_absolute_url()).content.decode()


@pytest.fixture
def fair(db):
    """A fair with an intent that the person did not confirm: no figure counts it."""
    fair = stage.fair()
    registration, post = fair.registrations.first(), fair.event.vacancies.first()
    other = cast.RegistrationFactory(fair=fair)
    cast.IntentFactory(registration=other, vacancy=post, number="I9", seeker_agrees=False)
    assert registration != other
    return fair


def test_staff_read_on_the_fairs_page_what_the_definitions_count(client, fair, gao):
    read = facts(page(client, fair, gao))
    counted = registry.counts([fair.event])
    for row in listing.of_event(fair.event):
        assert read[row.name + LIVE].split()[0] == str(counted.get(row.key, (0, 0))[1])
    assert read["登记求职意向（实时）"] == "2 条"


def test_what_is_frozen_stands_there_as_it_was_frozen(client, fair, gao, han):
    freeze_all(campaign=fair.event.campaign, by=han)
    cast.IntentFactory(registration=cast.RegistrationFactory(fair=fair), vacancy=fair.event.vacancies.first())
    read = facts(page(client, fair, gao))
    assert read["登记求职意向"].startswith("2 条")
    assert "定格" in read["登记求职意向"]
    assert "登记求职意向（实时）" not in read


def test_others_read_no_count_of_people_on_the_fairs_page(client, fair, qi):
    for account in (None, qi):
        assert "登记求职意向" not in page(client, fair, account)


def test_the_large_numbers_of_a_fair_are_those_of_the_figures_and_say_that_they_count_along(client, fair):
    gone = fair.participations.order_by("pk").last()
    gone.is_withdrawn = True
    gone.save()
    html = page(client, fair)
    counted = registry.counts([fair.event])
    large = re.findall(LARGE, html, re.DOTALL)
    assert {name: (int(value), date) for value, name, date in large} == {
        "参加用人单位": (counted["fair.baotou.employers"][1], "实时"),
        "提供岗位": (counted["fair.baotou.posts"][1], "实时"),
        "岗位信息": (1, "实时"),
    }


def test_the_list_to_freeze_says_that_its_numbers_count_along(client, fair, gao):
    client.force_login(gao)
    html = client.get(reverse("figures:freeze", args=["dec-2025"])).content.decode()
    assert "登记求职意向 2 条（实时）" in html


def test_the_page_of_a_figure_that_counts_along_says_so(client, fair, gao):
    client.force_login(gao)
    html = client.get(reverse("figures:figure", args=["dec-2025", "fair.baotou.intents"])).content.decode()
    assert LIVE in html


def test_the_editor_of_a_bulletin_says_which_numbers_count_along(client, fair, han):
    client.force_login(han)
    bulletin = draft_bulletin(campaign=fair.event.campaign, by=han)
    assert "实时，未定格" in client.get(reverse("bulletins:edit", args=[bulletin.pk])).content.decode()


def test_the_control_page_says_that_its_counts_count_along(client, gao):
    fair = stage.fair(state=Fair.State.RUNNING)
    client.force_login(gao)
    read = facts(client.get(reverse("control:day", args=[fair.pk])).content.decode())
    assert read["到场人次（实时）"] == "3"
    assert "到场人次" not in read
