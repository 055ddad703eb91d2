"""What happens between looking and deciding: proposals that wait, marks that are made, stops that come and go."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.rounds.stage import told
from tongxing.common.dates import today
from tongxing.rounds import actions
from tongxing.rounds.models import Repair

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(han):
    """A round of tomorrow; one team and three homes."""
    return told(by=han, stops=3, first_on=today() + dt.timedelta(days=1))


def propose_out(one, by, **more):
    return actions.propose(one=one, kind=Repair.Kind.OUT, team=one.teams.get(), why="车坏了", by=by, **more)


def the_day(client, account, one):
    client.force_login(account)
    return client.get(reverse("rounds:today", args=[one.pk])).content.decode()


def test_a_proposal_waits_on_the_page_of_the_day_until_it_is_confirmed_or_out_of_date(client, one, han, gao):
    address = reverse("rounds:repair", args=[propose_out(one, han).pk])
    other = propose_out(one, han)

    assert address in the_day(client, gao, one)
    actions.confirm(asked=other, by=gao)
    page = the_day(client, gao, one)
    assert address not in page
    assert reverse("rounds:repair", args=[other.pk]) not in page


@pytest.mark.parametrize("day", ["9" * 5000, "-1", "0", "４", "x", ""])
def test_a_day_that_is_none_of_the_round_shows_its_first(client, one, gao, day):
    client.force_login(gao)
    page = client.get(one.get_absolute_url(), {"day": day})

    assert f"{one.first_on:%Y-%m-%d}" in page.content.decode()
