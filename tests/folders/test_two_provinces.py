"""A fair of two provinces as a folder: the hosts in their order, each with its region, and people of both."""

import pytest

from tests.folders.test_save import files, forget_everything, hashes, save
from tongxing.campaigns.models import Event, Host
from tongxing.fairs.models import Registration

pytestmark = pytest.mark.django_db
REGIONS = [
    ["500000", "重庆市", 1, "", "", ""],
    ["500151", "铜梁区", 3, "500000", "", ""],
    ["500152", "潼南区", 3, "500000", "", ""],
    ["500153", "荣昌区", 3, "500000", "", ""],
    ["510000", "四川省", 1, "", "", ""],
    ["510900", "遂宁市", 2, "510000", "", ""],
    ["510903", "船山区", 3, "510900", "", ""],
]
HOSTS = [
    {"name": "遂宁市残疾人联合会", "capacity": "host", "region": "510900"},
    {"name": "潼南区残疾人联合会", "capacity": "host", "region": "500152"},
    {"name": "铜梁区残疾人联合会", "capacity": "co_organiser", "region": "500151"},
    {"name": "荣昌区残疾人联合会", "capacity": "executing", "region": "500153"},
    {"name": "遂宁市人力资源和社会保障局", "capacity": "co_organiser"},
]


@pytest.fixture
def shared_fair(small):
    """The small folder, made the one fair of 遂宁, 潼南, 铜梁 and 荣昌."""
    small.outline |= {"region": "510900", "hosts": HOSTS[:2]}
    small.outline["events"] = [small.event | {"region": "510903", "hosts": list(HOSTS)}]
    small.regions = REGIONS
    small.rows = {"fair.city": small.sheets}
    for rows, codes in (("employers", ("510903", "500152")), ("seekers", ("510903", "500152", "500153"))):
        for row, code in zip(small.sheets[rows], codes, strict=True):
            row.pop("region")
            row["region_code"] = code
    return small


def test_it_loads_with_its_hosts_in_order_and_the_people_of_both_provinces(shared_fair, load):
    assert load(shared_fair.write()).problems == []

    event = Event.objects.get()
    assert [(host.name, host.region and host.region.code) for host in event.hosts.all()] == [
        (host["name"], host.get("region")) for host in HOSTS
    ]
    assert [one.code for one in event.host_regions()] == ["510900", "500152", "500151", "500153", "510903"]
    homes = Registration.objects.order_by("number").values_list("person__region__code", flat=True)
    assert list(homes) == ["510903", "500152", "500153"]


def test_saved_and_loaded_again_it_is_the_same(shared_fair, load, tmp_path):
    load(shared_fair.write())
    before, saved = hashes(), files(save(tmp_path / "one"))
    Host.objects.all().delete()
    forget_everything()

    assert load(tmp_path / "one").problems == []

    assert hashes() == before
    assert files(save(tmp_path / "two")) == saved
    assert load(tmp_path / "two").total().is_quiet


def test_a_host_whose_region_changed_is_written_anew(shared_fair, load):
    load(shared_fair.write())
    shared_fair.outline["events"][0]["hosts"][1] = HOSTS[1] | {"region": "500151"}

    load(shared_fair.write())

    assert Event.objects.get().hosts.get(order=2).region.code == "500151"


@pytest.mark.parametrize(
    ("where", "place"), [(("hosts",), "hosts[2].region"), (("events", 0, "hosts"), "events[1].hosts[2].region")]
)
def test_a_host_of_an_unknown_region_is_named(shared_fair, load, where, place):
    hosts = shared_fair.outline
    for step in where:
        hosts = hosts[step]
    hosts[1] = HOSTS[1] | {"region": "500199"}

    (problem,) = load(shared_fair.write()).problems

    assert str(problem).startswith(f"campaign.toml {place}: 没有地区 500199")
    assert not Event.objects.exists()
