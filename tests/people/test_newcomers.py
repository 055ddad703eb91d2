"""The way of somebody new: who they are, what they need, what they agree to; each page leads to the next."""

import re

import pytest
from django.urls import reverse

from engines.wording import ACCOMMODATION_GROUPS, BY_CODE
from tests import cast
from tongxing.jobs.models import Seeker
from tongxing.people import actions
from tongxing.people.models import Person, Region
from tongxing.people.path import steps_of


@pytest.fixture
def newcomer(client, db):
    """Somebody who has just signed in for the first time."""
    account = actions.verify_phone(phone="13812345678", by="sign-in")
    client.force_login(account)
    return account


def sign_up(client, region):
    return client.post(reverse("people:sign_up"), {"name": "林晓雯", "region": region.pk, "certificate": ""})


def test_each_accommodation_stands_in_one_group():
    codes = [code for _chinese, _english, group in ACCOMMODATION_GROUPS for code in group]
    assert sorted(codes) == sorted(BY_CODE)


def test_each_page_leads_to_the_next_until_the_posts(client, newcomer):
    page = sign_up(client, cast.region("150203"))
    pk = Person.objects.get().pk
    seen = [page.url]
    page = client.post(page.url, {"sign_interpreter": "on", "weight_sign_interpreter": "must"})
    seen.append(page.url)
    page = client.post(page.url, {"matching": "on"})
    seen.append(page.url)
    assert "第4步，共5步" in client.get(page.url).text
    page = client.post(page.url, {"wish_1": "4-01-06", "education": 3, "from_home": 0, "reach": 2, "may_match": "on"})

    steps = [reverse(name, args=[pk]) for name in ("people:needs", "people:agree", "jobs:profile_of")]
    assert seen == steps
    assert page.url == reverse("jobs:matches_of", args=[Seeker.objects.get().pk])
    assert all(step.is_done for step in steps_of(Person.objects.get()))


def test_who_agrees_to_nothing_still_goes_on(client, newcomer):
    sign_up(client, cast.region("150203"))
    person = Person.objects.get()
    page = client.post(reverse("people:agree", args=[person.pk]), {})
    assert page.url == reverse("jobs:profile_of", args=[person.pk])
    assert not person.consents.exists()


def test_the_own_page_names_the_next_step_until_all_is_said(client, newcomer):
    sign_up(client, cast.region("150203"))
    person = Person.objects.get()
    assert "下一步：我需要的便利" in client.get(reverse("people:me")).text
    actions.set_needs(person=person, needs=[], by=newcomer)
    assert "下一步：我同意的事" in client.get(reverse("people:me")).text
    actions.give_consent(person=person, purpose="matching", means="self", by=newcomer)
    cast.SeekerFactory(person=person)
    assert "下一步" not in client.get(reverse("people:me")).text


def test_a_box_without_its_weight_is_asked_again_and_the_tick_stays(client, newcomer):
    sign_up(client, cast.region("150203"))
    person = Person.objects.get()
    page = client.post(reverse("people:needs", args=[person.pk]), {"captions": "on"}).text
    assert 'href="#id_weight_captions_0"' in page
    assert re.search(r'name="captions" id="id_captions" checked', page)
    assert person.needs_said_at is None


def test_nothing_ticked_is_an_answer(client, newcomer):
    sign_up(client, cast.region("150203"))
    person = Person.objects.get()
    client.post(reverse("people:needs", args=[person.pk]), {})
    person.refresh_from_db()
    assert person.needs_said_at is not None


def test_a_change_of_needs_later_keeps_notes_and_leads_back(client, lin):
    actions.set_needs(person=lin.person, needs=[("captions", False, "大字"), ("seat", True, "")], by=lin)
    actions.give_consent(person=lin.person, purpose="matching", means="self", by=lin)
    cast.SeekerFactory(person=lin.person)
    client.force_login(lin)
    address = reverse("people:needs", args=[lin.person.pk])
    assert "步，共" not in client.get(address).text

    page = client.post(address, {"captions": "on", "weight_captions": "must"})

    assert page.url == reverse("people:me")
    need = lin.person.support_needs.get()
    assert (need.code, need.is_must, need.note) == ("captions", True, "大字")


@pytest.fixture
def street(db):
    """A street of Kundulun district."""
    county = cast.region("150203")
    return Region.objects.create(
        code="150203001", name="少先路街道", level=4, parent=county, path=f"{county.path}150203001."
    )


def test_a_street_is_offered_where_streets_are_known(client, newcomer, street):
    page = sign_up(client, street.parent)
    person = Person.objects.get()
    assert page.url == reverse("people:township", args=[person.pk])
    assert "少先路街道" in client.get(page.url).text

    on = client.post(page.url, {"township": street.pk})

    assert on.url == reverse("people:needs", args=[person.pk])
    person.refresh_from_db()
    assert person.region == street


def test_who_would_rather_not_name_a_street_goes_on(client, newcomer, street):
    page = sign_up(client, street.parent)
    client.post(page.url, {"township": ""})
    assert Person.objects.get().region == street.parent


def test_a_street_of_another_county_is_no_choice(client, newcomer, street):
    sign_up(client, street.parent)
    other = cast.region("150402")
    far = Region.objects.create(
        code="150402001", name="西屯街道", level=4, parent=other, path=f"{other.path}150402001."
    )
    page = client.post(reverse("people:township", args=[Person.objects.get().pk]), {"township": far.pk})
    assert page.status_code == 200
    assert 'href="#id_township"' in page.text


def test_changing_the_record_keeps_the_street_within_the_county(client, lin, street):
    actions.change_person(person=lin.person, region=street, by=lin)
    client.force_login(lin)
    address = reverse("people:change", args=[lin.person.pk])
    assert re.search(rf'<option value="{street.parent.pk}" selected', client.get(address).text)
    client.post(address, {"name": "林晓雯", "phone": "19900000001", "region": street.parent.pk})
    lin.person.refresh_from_db()
    assert lin.person.region == street
    client.post(address, {"name": "林晓雯", "phone": "19900000001", "region": cast.region("150221").pk})
    lin.person.refresh_from_db()
    assert lin.person.region.code == "150221"


def test_somebody_else_does_not_find_these_pages(client, lin, bao, gao):
    for account in (bao, gao):
        client.force_login(account)
        for name in ("people:agree", "people:township"):
            assert client.get(reverse(name, args=[lin.person.pk])).status_code == 404
