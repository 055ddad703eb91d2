"""What stays behind on a computer that several people use."""

import pytest
from django.urls import reverse

from tests import cast


@pytest.mark.parametrize("name", ["start", "front", "people:me", "people:people", "jobs:vacancies"])
def test_no_page_of_somebody_signed_in_stays_in_the_browser(client, gao, name):
    client.force_login(gao)

    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_the_code_of_a_ticket_does_not_stay_in_the_browser(client, lin):
    registration = cast.RegistrationFactory(person=lin.person)
    client.force_login(lin)

    answer = client.get(reverse("fairs:ticket_code", args=[registration.pk]))

    assert "no-store" in answer["Cache-Control"]


def test_after_signing_out_the_page_is_asked_for_anew_and_is_gone(client, gao):
    client.force_login(gao)
    client.get(reverse("people:people"))
    client.post(reverse("account_logout"))

    assert client.get(reverse("people:people")).status_code == 302


@pytest.mark.django_db
def test_public_pages_may_be_kept(client):
    assert "Cache-Control" not in client.get(reverse("front")).headers
