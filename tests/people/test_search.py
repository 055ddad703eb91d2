"""Finding people by signs and sounds: whom each question finds, in which order, and that terms follow the people."""

import pytest
from django.http import QueryDict

from tests import cast
from tongxing.folders.actions import load_regions
from tongxing.folders.reading.regions import RegionLine
from tongxing.people import actions
from tongxing.people.models import Person, Region, SearchTerm
from tongxing.people.search import find_people, page_of_people
from tongxing.people.terms import terms_of

pytestmark = pytest.mark.django_db


class Asked:
    """A request of ``user`` with this in its address."""

    def __init__(self, user, query=""):
        self.user, self.GET = user, QueryDict(query)


def names(user, asked="", query=""):
    return [person.name for person in page_of_people(Asked(user, query), asked)]


@pytest.fixture
def people(gao):
    for name in ("林晓雯", "王晓东", "王东", "欧阳晓雯", "单雄信", "阿拉坦其其格", "John Smith", "李丽丽"):
        cast.PersonFactory(name=name)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["阿拉坦其其格", "John Smith", "李丽丽", "林晓雯", "欧阳晓雯", "单雄信", "王东", "王晓东"]),
        ("王", ["王东", "王晓东"]),
        ("晓", ["林晓雯", "欧阳晓雯", "王晓东"]),
        ("晓雯", ["林晓雯", "欧阳晓雯"]),
        ("欧阳晓雯", ["欧阳晓雯"]),
        ("拉坦其其", ["阿拉坦其其格"]),
        ("拉坦其格", []),
        ("林 晓雯", ["林晓雯"]),
        ("wang", ["王东", "王晓东"]),
        ("WANG x", ["王晓东"]),
        ("xiaow", ["林晓雯", "欧阳晓雯"]),
        ("lxw", ["林晓雯"]),
        ("shanxx", []),
        ("sxx", ["单雄信"]),
        ("dan", ["单雄信"]),
        ("smith", ["John Smith"]),
        ("js", ["John Smith"]),
        ("nobody", []),
        ("嬲", []),
        ("%", []),
        ("·", []),
    ],
)
def test_who_is_found(people, gao, asked, found):
    assert names(gao, asked) == found


def test_who_fits_twice_is_shown_once_and_counted_once(people, gao):
    page = page_of_people(Asked(gao), "l")

    assert [person.name for person in page] == ["阿拉坦其其格", "李丽丽", "林晓雯"]
    assert page.count.number == 3


@pytest.mark.parametrize("asked", ["", "王", "w"])
def test_pages_follow_one_another_within_a_search(gao, asked):
    everybody = {cast.PersonFactory(name=f"王{chr(0x5000 + number)}").pk for number in range(120)}
    shown, query = [], ""
    for size in (50, 50, 20):
        page = page_of_people(Asked(gao, query), asked)
        shown += [person.pk for person in page]
        assert len(page) == size
        query = page.next_query

    assert (query, len(shown), set(shown)) == ("", 120, everybody)


@pytest.fixture
def places():
    """A person in each of: the city, a county, a township of it, a sister county, a sister city."""
    township = Region.objects.create(
        code="150203001",
        name="少先路街道",
        level=Region.Level.TOWNSHIP,
        parent=cast.region("150203"),
        path=f"{cast.region('150203').path}150203001.",
    )
    where = ("150200", "150203", township, "150221", "150402")
    for name, region in zip(("王一", "王二", "王三", "王四", "王五"), where, strict=True):
        cast.PersonFactory(name=name, region=region)
    return township


@pytest.mark.parametrize("asked", ["", "王", "wang", "w"])
@pytest.mark.parametrize(
    ("held", "found"),
    [
        (["150000"], "一二三四五"),
        (["150200"], "一二三四"),
        (["150203"], "二三"),
        (["150203001"], "三"),
        (["150203001", "150402"], "三五"),
        (["150203", "150402"], "二三五"),
        (["150203", "150400"], "二三五"),
        (["150203", "150203001"], "二三"),
        ([], ""),
    ],
)
def test_a_search_stays_in_the_readers_regions(places, held, found, asked):
    account = cast.AccountFactory()
    for code in held:
        cast.RoleFactory(account=account, region=places if code == "150203001" else code)

    assert {name[1] for name in names(account, asked)} == set(found)


def test_a_round_finds_people_of_its_region_only(places):
    assert {person.name for person in find_people(cast.region("150203"), "王", 5)} == {"王二", "王三"}
    assert len(find_people(cast.region("150000"), "王", 2)) == 2


def terms_are_right() -> bool:
    """Whether each person's terms are those of the name, in the person's region; ``follow`` then has nothing to do."""
    return all(
        {(bytes(row.term), row.region_id) for row in person.search_terms.all()}
        == {(term, person.region_id) for term in terms_of(person.name)}
        for person in Person.objects.all()
    ) and not SearchTerm.objects.follow(Person.objects.all())


def test_terms_follow_a_new_name_and_a_move(lin, gao):
    actions.change_person(person=lin.person, name="林小文", region=cast.region("150221"), by=gao)

    assert terms_are_right()
    assert names(gao, "晓") == []
    assert names(gao, "林小文") == ["林小文"]


def test_what_has_nothing_to_do_with_the_name_leaves_the_terms_alone(lin, django_assert_num_queries):
    lin.person.other_phones = "0472 123"
    with django_assert_num_queries(1):
        lin.person.save(update_fields=["other_phones"])


def test_terms_that_were_lost_or_altered_are_written_anew(lin, bao, gao):
    SearchTerm.objects.filter(person=lin.person).delete()
    SearchTerm.objects.filter(person=bao.person).update(county=cast.region("150402"))
    assert names(gao) == ["包志强"]

    SearchTerm.objects.follow(Person.objects.all())

    assert terms_are_right()
    assert names(gao) == ["包志强", "林晓雯"]


def test_a_township_that_moves_to_another_county_takes_its_people_along(places):
    clerk = cast.RoleFactory(region="150221").account
    line = RegionLine(code="150203001", name="少先路街道", level=4, parent="150221", valid_from=None, valid_until=None)
    load_regions(lines=[line], by="test")

    assert set(names(clerk)) == {"王三", "王四"}


def test_more_people_than_a_page_with_one_number_are_not_paged_as_everybody(gao, client):
    for number in range(51):
        cast.PersonFactory(phone=f"1991{number:03d}0001")
    client.force_login(gao)

    page = client.post("/account/people/", {"q": "0001"}).content.decode()

    assert "完整" in page
    assert 'rel="next"' not in page
