"""Places in a campaign folder: within the campaign's region, settled by where the event takes place."""

import pytest

from tongxing.fairs.models import Registration
from tongxing.jobs.models import Vacancy

pytestmark = pytest.mark.django_db
YANGQUAN = [
    ["140300", "阳泉市", 2, "140000", "", ""],
    ["140302", "城区", 3, "140300", "", ""],
    ["140500", "晋城市", 2, "140000", "", ""],
    ["140502", "城区", 3, "140500", "", ""],
]


@pytest.fixture
def province(small):
    """The small folder as a campaign of all Shanxi, with a fair in Taiyuan."""
    small.regions += YANGQUAN
    small.outline["region"] = "140000"
    return small


def homes():
    return {registration.number: registration.person.region.code for registration in Registration.objects.all()}


def test_people_of_other_cities_than_the_halls_are_taken(province, load):
    province.sheets["seekers"][1]["region"] = "晋城市城区"

    assert load(province.write()).problems == []

    assert homes()["R-2"] == "140502"


def test_a_name_that_two_cities_have_is_the_one_where_the_event_takes_place(province, load):
    province.event["region"] = "140300"
    province.sheets["seekers"][1]["region"] = "城区"

    assert load(province.write()).problems == []

    assert homes()["R-2"] == "140302"


def test_a_name_that_two_cities_have_and_nothing_settles_is_handed_back(province, load):
    province.sheets["seekers"][1]["region"] = "城区"

    [problem] = load(province.write()).problems

    assert "阳泉市城区" in problem.sentence
    assert "晋城市城区" in problem.sentence


def test_a_code_counts_more_than_any_address(province, load):
    province.sheets["vacancies"][0] |= {"place": "陕西省西安市新城区", "region_code": "140105"}

    assert load(province.write()).problems == []

    assert Vacancy.objects.get(number="P-1").region.code == "140105"


def test_an_employer_elsewhere_needs_a_code(province, load):
    province.sheets["employers"][0]["region"] = "西安市新城区"

    [problem] = load(province.write()).problems

    assert "陕西省西安市新城区" in problem.sentence
    assert problem.cell[1:] == "2"
