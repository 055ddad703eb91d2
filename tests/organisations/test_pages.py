"""An organisation's page for everybody, and its members' own start."""

import pytest
from django.urls import reverse

from tests.cast import FairFactory, OrganisationFactory, VacancyFactory
from tongxing.organisations.waiting import waiting

pytestmark = pytest.mark.django_db
CODE = "91150200MA0EXAMP1B"


def test_the_public_sees_facts_and_only_staff_and_members_see_contacts(client, gao, qi, zhao, bakery):
    bakery.contact_phone, bakery.address = "0472-5550101", "钢铁大街"
    bakery.save()
    address = reverse("organisations:organisation", args=[bakery.pk])

    assert "钢铁大街" in client.get(address).content.decode()
    seen = {}
    for name, account in (("public", None), ("sister", qi), ("clerk", gao), ("member", zhao)):
        client.logout()
        if account:
            client.force_login(account)
        seen[name] = "0472-5550101" in client.get(address).content.decode()
    assert seen == {"public": False, "sister": False, "clerk": True, "member": True}


def test_a_members_start_shows_posts_and_where_to_send_more(client, zhao, bakery, django_assert_max_num_queries):
    fair = FairFactory(event__region="150200", state="posts")
    VacancyFactory(event=fair.event, employer=bakery, title="面点师", openings=3)
    client.force_login(zhao)

    with django_assert_max_num_queries(15):
        page = client.get(reverse("organisations:mine")).content.decode()

    for address in (
        reverse("fairs:import_vacancies", args=[fair.pk]),
        reverse("jobs:new_vacancy", args=[fair.event.pk]),
        reverse("fairs:vacancies_template"),
    ):
        assert address in page
    assert "面点师" in page


def test_a_member_puts_facts_right_and_others_do_not_find_the_page(client, zhao, qi, bakery):
    address = reverse("organisations:edit", args=[bakery.pk])
    client.force_login(qi)
    assert client.get(address).status_code == 404
    client.force_login(zhao)

    client.post(address, {"credit_code": CODE.lower(), "contact_phone": "19900000001", "industry": "H"})

    bakery.refresh_from_db()
    assert (bakery.credit_code, bakery.industry) == (CODE, "H")


@pytest.mark.parametrize("code", ["91150200MA0EXAMP1C", CODE])
def test_a_wrong_or_foreign_code_is_refused_at_its_field(client, zhao, bakery, code):
    OrganisationFactory(credit_code=CODE)
    client.force_login(zhao)

    answer = client.post(reverse("organisations:edit", args=[bakery.pk]), {"credit_code": code})

    assert len(answer.context["form"].errors["credit_code"]) == 1
    bakery.refresh_from_db()
    assert bakery.credit_code is None


def test_missing_facts_wait_for_a_member_and_for_nobody_else(zhao, gao, bakery):
    fresh = type(zhao).objects.get
    assert [task.url for task in waiting(zhao)] == [reverse("organisations:edit", args=[bakery.pk])]
    assert waiting(gao) == []
    bakery.credit_code, bakery.contact_phone = CODE, "0472-5550101"
    bakery.save()
    assert waiting(fresh(pk=zhao.pk)) == []
