"""What a sister city's clerk and an employer elsewhere get to know of posts and applicants: nothing."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import (
    CampaignFactory,
    EventFactory,
    FairFactory,
    OrganisationFactory,
    ParticipationFactory,
    VacancyFactory,
    region,
)
from tongxing.campaigns.models import Host
from tongxing.jobs import actions
from tongxing.jobs.access.application import answers_request, requests_for
from tongxing.jobs.models import AccommodationRequest

pytestmark = pytest.mark.django_db


def test_a_clerk_enters_a_post_for_an_employer_of_a_sister_city_without_learning_whom_to_call(client, qi):
    employer = OrganisationFactory(region="150203", contact_name="钱经理", contact_phone="13912340000")
    client.force_login(qi)

    page = client.get(reverse("jobs:new_vacancy", args=[EventFactory(region="150400").pk]), {"employer": employer.pk})

    assert page.status_code == 200
    assert "钱经理" not in page.text
    assert "13912340000" not in page.text


def test_an_employer_does_not_learn_of_an_event_that_is_not_public(client, zhao):
    hidden = EventFactory(campaign=CampaignFactory(slug="hidden", is_public=False), name="还没公布的活动")
    client.force_login(zhao)

    assert client.get(reverse("jobs:new_vacancy", args=[hidden.pk])).status_code == 404


def test_an_employer_enters_posts_at_an_unannounced_fair_in_which_it_takes_part(client, zhao, bakery):
    fair = FairFactory(state="posts", event__campaign=CampaignFactory(slug="hidden", is_public=False))
    ParticipationFactory(fair=fair, employer=bakery)
    client.force_login(zhao)

    assert client.get(reverse("jobs:new_vacancy", args=[fair.event.pk])).status_code == 200


def test_the_clerk_of_an_employers_city_does_not_find_an_applicant_from_elsewhere(client, qi, lin, lin_seeks):
    post = actions.enter_vacancy(
        event=EventFactory(region="150400"),
        employer=OrganisationFactory(region="150402"),
        values={"title": "面点师", "openings": 1},
        by=qi,
    )
    applied = actions.apply(seeker=lin_seeks, vacancy=post, by=lin)
    client.force_login(qi)

    assert client.get(reverse("jobs:answer", args=[applied.pk])).status_code == 404


def test_a_clerk_who_answers_for_an_employer_reads_a_masked_name(client, gao, zhao, lin, lin_seeks, pastry):
    address = reverse("jobs:answer", args=[actions.apply(seeker=lin_seeks, vacancy=pastry, by=lin).pk])
    client.force_login(gao)
    to_clerk = client.get(address).text
    client.force_login(zhao)

    assert "林晓雯" not in to_clerk
    assert lin.person.masked_name() in to_clerk
    assert "林晓雯" in client.get(address).text


def test_every_host_that_runs_the_event_answers_what_people_ask_there(lin_seeks, qi):
    event = EventFactory(region="150200")
    post = VacancyFactory(event=event, region="150200", employer=OrganisationFactory(region="150203"))
    request = AccommodationRequest.objects.create(
        seeker=lin_seeks, vacancy=post, code="sign_interpreter", due_at=timezone.now()
    )
    assert not answers_request(qi, request)
    assert not requests_for(qi).exists()

    Host.objects.create(
        campaign=event.campaign, event=event, name="赤峰市残联", capacity="executing", order=1, region=region("150400")
    )
    request = AccommodationRequest.objects.get()

    assert answers_request(qi, request)
    assert requests_for(qi).get() == request


def test_a_co_organiser_looks_on_and_answers_nothing(lin_seeks, qi):
    event = EventFactory(region="150200")
    post = VacancyFactory(event=event, region="150200", employer=OrganisationFactory(region="150203"))
    Host.objects.create(
        campaign=event.campaign,
        event=event,
        name="赤峰市残联",
        capacity="co_organiser",
        order=1,
        region=region("150400"),
    )
    request = AccommodationRequest.objects.create(
        seeker=lin_seeks, vacancy=post, code="sign_interpreter", due_at=timezone.now()
    )
    assert not answers_request(qi, request)
    assert not requests_for(qi).exists()
