"""Where a cell's place lies: the hosts' regions settle it, what is not known is never filled in without a word."""

import pytest
from django.core.management import call_command

from tests.sheets import table_of
from tongxing.jobs.sheets import seekers, vacancies
from tongxing.jobs.sheets.places import Places
from tongxing.people.models import Region

pytestmark = pytest.mark.django_db
TOP = ["单位名称", "岗位", "人数"]


@pytest.fixture
def of(db):
    """The regions of Inner Mongolia and Shaanxi, by code."""
    call_command("regions", "load", "150000", verbosity=0)
    call_command("regions", "load", "610000", verbosity=0)
    return lambda code: Region.objects.get(code=code)


def posts(rows, columns, region, within=()):
    lines = (["麦香坊", f"面点师{number}", 2, *row] for number, row in enumerate(rows))
    table = table_of([[*TOP, *columns], *lines], vacancies.HEADINGS)
    return vacancies.understand(table, region=region, within=within)


def people(rows, region, within=()):
    table = table_of([["姓名", "手机", "旗县"], *rows], seekers.HEADINGS)
    return seekers.understand(table, region=region, within=within)


def test_streets_that_bear_regions_names_leave_a_firm_one_firm(of):
    addresses = [
        "新城区呼伦贝尔北路15号",
        "赛罕区乌兰察布东街8号",
        "赛罕区鄂尔多斯大街1号",
        "回民区巴彦淖尔南路2号",
        "呼市包头大街9号",
    ]

    lines = posts([[address] for address in addresses], ["工作地点"], of("150000"))

    assert [line.problems + line.warnings for line in lines] == [[]] * 5
    assert [line.values["region"].code for line in lines] == ["150102", "150105", "150105", "150103", "150100"]
    assert len({(line.values["firm"].region, line.values["firm"].scope) for line in lines}) == 1


@pytest.mark.parametrize("text", ["火星", "金桥工业园", "昆都伦区", "北京路18号", "包头市昆都伦区", "呼市昆区"])
def test_a_region_that_is_none_is_handed_back_for_posts_and_people(of, text):
    [post] = posts([[text]], ["旗县"], of("150100"), [of("150000")])
    [person] = people([["林晓雯", "19900000001", text]], of("150100"), [of("150000")])

    assert [problem.address for problem in (*post.problems, *person.problems)] == ["D2", "C2"]


@pytest.mark.parametrize("text", ["居家办公", "居家", "可居家办公", "远程办公", "线上", "在家工作"])
def test_work_at_home_is_no_address_that_lacks_a_region(of, text):
    [post] = posts([[text]], ["工作地点"], of("150200"))

    assert post.problems + post.warnings == []
    assert (post.values["from_home"], post.values["region"].code) == (True, "150200")


def test_the_column_of_work_at_home_counts_more_than_the_place(of):
    lines = posts([["居家办公", "否"], ["居家办公", ""]], ["工作地点", "是否居家"], of("150200"))

    assert [line.values["from_home"] for line in lines] == [False, True]


@pytest.mark.parametrize("text", ["火星", "山西商会大厦", "北京路18号", "呼伦贝尔北路15号"])
def test_an_address_without_a_region_says_what_was_taken(of, text):
    [post] = posts([[text]], ["工作地点"], of("150100"), [of("150000")])

    [doubt] = post.warnings
    assert (doubt.address, post.problems, post.values["region"].code) == ("D2", [], "150100")
    assert text in doubt.sentence
    assert "呼和浩特市" in doubt.sentence


@pytest.mark.parametrize("text", ["陕西省西安市新城区长乐西路", "西安市新城区", "新城区（西安市）"])
@pytest.mark.parametrize("column", ["旗县", "工作地点"])
def test_another_provinces_district_is_never_ours_of_the_same_name(of, column, text):
    [post] = posts([[text]], [column], of("150100"), [of("150000")])

    [problem] = post.problems
    assert "陕西省西安市新城区" in problem.sentence
    assert "内蒙古自治区" in problem.sentence


def test_a_name_in_two_hosts_regions_is_the_first_hosts(of):
    ours, theirs = of("150100"), of("610000")

    assert Places(ours, [ours, theirs]).named("新城区").region == of("150102")
    assert Places(ours, [theirs, ours]).named("新城区").region == of("610102")
    assert Places(ours, [ours, theirs]).named("西安市新城区").region == of("610102")


def test_a_name_that_nobody_settles_is_handed_back_with_both(of):
    problem = Places(of("150200")).named("新城区").problem

    assert "内蒙古自治区" not in problem
    assert "呼和浩特市新城区" in problem
    assert "陕西省西安市新城区" in problem


def test_another_citys_posts_and_people_are_taken_at_a_fair_of_the_whole_region(of):
    [post] = posts([["包头市昆都仑区"]], ["工作地区"], of("150100"), [of("150100"), of("150000")])
    [person] = people([["丁小禾", "15400001911", "包头市昆都仑区"]], of("150100"), [of("150100"), of("150000")])

    assert (post.problems, person.problems) == ([], [])
    assert post.values["region"] == person.values["person"]["region"] == of("150203")
    assert post.values["firm"].scope == of("150200").path


def test_a_name_that_usually_means_one_is_taken_and_doubted(of):
    place = Places(of("150000")).named("阿旗")

    assert place.region == of("150421")
    assert "阿荣旗" in place.doubt


def test_rows_that_name_no_place_are_doubted_once_where_they_could_lie_elsewhere(of):
    rows = [["赛罕区"], [""], [""]]
    lines = posts(rows, ["旗县"], of("150100"), [of("150000")])
    registered = people([["林晓雯", "19900000001", ""]], of("150100"), [of("150000")])

    assert [len(line.warnings) for line in lines] == [0, 1, 0]
    assert "2" in lines[1].warnings[0].sentence
    assert "呼和浩特市" in registered[0].warnings[0].sentence


def test_rows_that_name_no_place_can_lie_nowhere_but_in_the_campaigns_own_city(of):
    assert posts([[""]], ["旗县"], of("150100"), [of("150100"), of("150105")])[0].warnings == []


def test_a_firms_row_without_a_place_belongs_to_its_home(of):
    first, second, third = posts([["包头市昆区"], [""], ["钢铁大街1号"]], ["工作地点"], of("150100"), [of("150000")])

    assert {line.values["firm"].region for line in (first, second, third)} == {of("150203")}


def test_an_address_that_contradicts_its_region_is_pointed_at(of):
    [post] = posts([["赛罕区", "包头市昆区钢铁大街"]], ["旗县", "工作地点"], of("150000"))

    assert post.values["region"] == of("150105")
    assert [warning.address for warning in post.warnings] == ["E2"]


def test_a_county_that_is_not_loaded_becomes_its_city_with_a_word(of):
    Region.objects.get(code="150105").delete()

    place = Places(of("150000")).named("赛罕区")

    assert place.region == of("150100")
    assert "赛罕区" in place.doubt


def test_a_wider_region_than_ours_is_ours_with_a_word(of):
    place = Places(of("150100")).named("内蒙古")

    assert place.region == of("150100")
    assert "内蒙古" in place.doubt


def test_a_region_of_a_file_of_ones_own_is_known_by_its_name(of):
    Region.objects.create(code="150199", name="云上新区", level=3, parent=of("150100"), path="150000.150100.150199.")

    assert Places(of("150000")).written_in("呼市云上新区一号").region.code == "150199"


@pytest.mark.parametrize(
    ("path", "city"),
    [
        ("150000.150100.150105.", "150000.150100."),
        ("500000.500103.", "500000."),
        ("420000.429004.", "420000.429004."),
        ("150000.", "150000."),
    ],
)
def test_the_city_of_a_region_is_its_league_its_municipality_or_itself(of, path, city):
    assert Places(of("150000")).city(Region(path=path)) == city
