"""What a clerk of a sister city gets to know at a fair that others run: nobody and nothing of others."""

import pytest
from django.urls import reverse

from tests import cast
from tests.fairs.stage import fair_today
from tongxing.fairs.models import Registration
from tongxing.people.models import Role

pytestmark = pytest.mark.django_db


def test_registering_somebody_tells_no_sister_city_that_they_are_known(client, lin, qi):
    fair = fair_today()
    client.force_login(qi)
    address = reverse("fairs:register_somebody", args=[fair.pk])
    said = {"region": cast.region("150402").pk}

    known = client.post(address, said | {"name": "林晓雯", "phone": "19900000001"})
    unknown = client.post(address, said | {"name": "没人", "phone": "19900000009"})

    assert (known.status_code, unknown.status_code) == (302, 302)
    assert not Registration.objects.filter(person=lin.person).exists()


def test_a_clerk_chooses_among_interpreters_near_by_and_above(client, qi, surina):
    near = cast.staff("aruna", "阿茹娜", Role.What.INTERPRETER, "150402")
    above = cast.staff("bayar", "巴雅尔", Role.What.INTERPRETER, "150000")
    client.force_login(qi)

    page = client.get(reverse("fairs:add_shift", args=[fair_today(region="150400").pk]))

    assert set(page.context["form"].fields["account"].queryset) == {near, above}
    assert "苏日娜" not in page.text
