"""A fair of a whole region, held in one city: posts and people of its other cities come in."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests import cast
from tests.cast import FairFactory, OrganisationFactory
from tongxing.jobs.models import Vacancy
from tongxing.organisations.models import Organisation
from tongxing.people.models import Person, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(db):
    """Held in Hohhot; the campaign is all of Inner Mongolia's."""
    call_command("regions", "load", "150000", verbosity=0)
    return FairFactory(event__region="150100", event__key="fair.region", state="posts")


def bring(kind, tmp_path, capsys, text):
    file = tmp_path / f"{kind}.csv"
    file.write_text(text, encoding="utf-8")
    capsys.readouterr()
    call_command("import", kind, "fair.region", str(file), "--json")
    return json.loads(capsys.readouterr().out)


def test_a_post_in_another_city_is_taken(fair, tmp_path, capsys):
    report = bring(
        "vacancies", tmp_path, capsys, "单位名称,岗位名称,招聘人数,工作地区\n丙方机械,钳工,2,包头市昆都仑区\n"
    )

    assert report["counts"]["new"] == 1
    assert Vacancy.objects.get().region.code == Organisation.objects.get().region.code == "150203"


def test_a_person_of_another_city_is_taken(fair, tmp_path, capsys):
    fair.state = "seekers"
    fair.save()

    report = bring("seekers", tmp_path, capsys, "姓名,手机,旗县\n丁小禾,15400001911,包头市昆都仑区\n")

    assert report["counts"]["new"] == 1
    assert Person.objects.get(name="丁小禾").region.code == "150203"


def test_streets_with_regions_names_make_one_employer_and_a_second_import_nothing(fair, tmp_path, capsys):
    fair.event.region = cast.region("150000")
    fair.event.save()
    rows = ["新城区呼伦贝尔北路15号", "赛罕区乌兰察布东街8号", "回民区巴彦淖尔南路2号", "呼市包头大街9号"]
    text = "单位名称,岗位名称,招聘人数,工作地点\n" + "".join(
        f"戊方商贸有限公司,店员{index},2,{row}\n" for index, row in enumerate(rows)
    )

    first = bring("vacancies", tmp_path, capsys, text)
    again = bring("vacancies", tmp_path, capsys, text)

    assert (first["counts"]["new"], again["counts"]["unchanged"]) == (4, 4)
    assert Organisation.objects.count() == 1


def test_the_form_of_a_post_offers_the_whole_campaigns_counties(client, fair):
    zhao = cast.staff("zhao_region", "赵区", Role.What.CLERK, "150000")
    client.force_login(zhao)

    employer = OrganisationFactory(region="150203")
    page = client.get(reverse("jobs:new_vacancy", args=[fair.event.pk]), {"employer": employer.pk})

    offered = {region.code for region in page.context["form"].fields["region"].queryset}
    assert {"150102", "150203"} <= offered
