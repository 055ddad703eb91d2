"""People at their first fair."""

import datetime as dt

import pytest
from django.urls import reverse

from tests import cast
from tests.figures import stage
from tongxing.fairs.models import Fair
from tongxing.figures import listing, registry
from tongxing.figures.actions import freeze_all

DAY = dt.timedelta(days=1)


def first_time(fair):
    return registry.counts([fair.event])[f"{fair.event.key}.first_time"]


@pytest.mark.django_db
def test_who_came_to_an_earlier_fair_is_not_there_for_the_first_time():
    fair = cast.FairFactory(state=Fair.State.CLOSED)
    starts = fair.event.starts_at
    earlier = cast.FairFactory(event__starts_at=starts - DAY, event__ends_at=starts - DAY + DAY / 4)
    later = cast.FairFactory(event__starts_at=starts + DAY, event__ends_at=starts + DAY + DAY / 4)
    known, new = cast.PersonFactory(), cast.PersonFactory()
    for person in (known, new):
        registration = cast.RegistrationFactory(fair=fair, person=person)
        cast.AttendanceFactory(registration=registration)
        cast.AttendanceFactory(registration=registration)
    cast.AttendanceFactory(registration=cast.RegistrationFactory(fair=earlier, person=known))
    cast.AttendanceFactory(registration=cast.RegistrationFactory(fair=later, person=new))

    assert first_time(fair) == (2, 1)


@pytest.mark.django_db
def test_who_only_registered_for_an_earlier_fair_is_there_for_the_first_time():
    fair = cast.FairFactory(state=Fair.State.CLOSED)
    starts = fair.event.starts_at
    earlier = cast.FairFactory(event__starts_at=starts - DAY, event__ends_at=starts - DAY + DAY / 4)
    person = cast.PersonFactory()
    cast.RegistrationFactory(fair=earlier, person=person)
    cast.AttendanceFactory(registration=cast.RegistrationFactory(fair=fair, person=person))

    assert first_time(fair) == (1, 1)


@pytest.mark.django_db
def test_where_no_fair_came_before_the_figure_says_that_everybody_is_new(client, gao, han):
    fair = stage.fair()
    row = {one.key: one for one in listing.of_event(fair.event)}["fair.baotou.first_time"]
    assert "都计为第一次" in row.caution
    client.force_login(gao)
    address = reverse("figures:figure", args=["dec-2025", row.key])
    assert "都计为第一次" in client.get(address).content.decode()

    freeze_all(campaign=fair.event.campaign, by=han)
    client.logout()
    assert "都计为第一次" in client.get(reverse("figures:campaign", args=["dec-2025"])).content.decode()
    assert "都计为第一次" in client.get(reverse("figures:counts_csv", args=["dec-2025"])).content.decode("utf-8-sig")
    assert "第一次参加" not in client.get(fair.event.campaign.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_where_a_fair_came_before_the_figure_speaks_for_itself(client, han):
    fair = stage.fair()
    starts = fair.event.starts_at
    earlier = cast.FairFactory(event__starts_at=starts - DAY, event__ends_at=starts - DAY + DAY / 4)
    cast.AttendanceFactory(registration=cast.RegistrationFactory(fair=earlier))
    freeze_all(campaign=fair.event.campaign, by=han, events=[fair.event])
    assert not any(row.caution for row in listing.of_event(fair.event))
    assert "第一次参加" in client.get(fair.event.campaign.get_absolute_url()).content.decode()
