"""A fair of two provinces: a name that both have is that of the host who stands first."""

import json

import pytest
from django.core.management import call_command

from tests.cast import FairFactory
from tongxing.campaigns.models import Host
from tongxing.people.models import Person, Region

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("order", "code"), [(("610100", "150100"), "610102"), (("150100", "610100"), "150102")])
def test_the_first_hosts_district_is_meant(tmp_path, capsys, order, code):
    for province in ("150000", "610000"):
        call_command("regions", "load", province, verbosity=0)
    fair = FairFactory(event__region="150100", event__key="fair.two", state="seekers")
    for number, city in enumerate(order, 1):
        region = Region.objects.get(code=city)
        Host.objects.create(campaign=fair.event.campaign, event=fair.event, name="host", order=number, region=region)
    file = tmp_path / "seekers.csv"
    file.write_text("姓名,手机,旗县\n丁小禾,15400001911,新城区\n", encoding="utf-8")
    capsys.readouterr()

    call_command("import", "seekers", "fair.two", str(file), "--json")

    assert json.loads(capsys.readouterr().out)["counts"]["new"] == 1
    assert Person.objects.get(name="丁小禾").region.code == code
