"""The pages on which staff find two records of one person, look at them, merge them and undo it."""

import pytest
from django.urls import reverse

from tests import cast
from tongxing.people import actions, merging
from tongxing.people.models import Merge, Person, PossibleDuplicate
from tongxing.trail.models import Entry

FACTS = {"name": "林晓雯", "phone": "13812345678"}


@pytest.fixture
def pair(gao):
    """Two records of 林晓雯, entered twice in Kundulun."""
    region = cast.region("150203")
    return [actions.register_person(**FACTS, region=region, by=gao) for _time in range(2)]


@pytest.fixture
def clerk(client, gao):
    client.force_login(gao)
    return client


def beside(pair) -> str:
    return reverse("people:compare", args=[person.pk for person in pair])


def test_a_second_record_is_noted_and_waits_for_staff(clerk, pair):
    page = clerk.get(reverse("people:duplicates")).content.decode()

    assert beside(pair[::-1]) in page
    assert "林**" in page
    assert "林晓雯" not in page
    assert "请对照1组疑似重复的登记。" in clerk.get(reverse("start")).content.decode()


def test_two_records_are_looked_at_masked_and_opened_for_a_purpose(clerk, pair):
    page = clerk.get(beside(pair)).content.decode()
    assert "林晓雯" not in page
    assert "13812345678" not in page

    page = clerk.post(beside(pair), {"act": "look", "purpose": "compare two records"}).content.decode()

    assert page.count("13812345678") == 2
    assert "会归到一起的内容" in page
    opened = Entry.objects.filter(act="opened an identity", why="compare two records")
    assert {entry.target_key for entry in opened} == {str(person.pk) for person in pair}
    assert Person.objects.count() == 2


def test_a_clerk_merges_and_undoes_it(clerk, pair):
    answers = {"act": "merge", "stays": pair[0].pk, "proof": "certificate", "why": "证上是同一个人"}

    page = clerk.post(beside(pair), answers, follow=True)

    assert list(Person.objects.all()) == [pair[0]]
    assert "当面查看了残疾人证" in page.content.decode()
    old = clerk.get(reverse("people:person", args=[pair[1].pk]))
    assert old.url == reverse("people:person", args=[pair[0].pk])
    way_back = reverse("people:merge", args=[Merge.objects.get().pk])
    assert way_back in clerk.get(reverse("people:duplicates")).content.decode()

    clerk.post(way_back, {"why": "原来是姐妹两人"})

    assert set(Person.objects.all()) == set(pair)
    assert clerk.get(reverse("people:person", args=[pair[1].pk])).status_code == 200


def test_a_merge_without_a_reason_changes_nothing_and_says_what_is_missing(clerk, pair):
    page = clerk.post(beside(pair), {"act": "merge", "stays": pair[0].pk}).content.decode()

    assert 'href="#id_proof_0"' in page
    assert 'href="#id_why"' in page
    assert Person.objects.count() == 2


def test_two_people_of_one_name_leave_the_list(clerk, pair):
    clerk.post(beside(pair), {"act": "dismiss"})

    assert beside(pair[::-1]) not in clerk.get(reverse("people:duplicates")).content.decode()
    assert PossibleDuplicate.objects.get().dismissed_by.username == "gao"


def test_a_record_elsewhere_is_named_but_not_shown(client, qi, pair):
    PossibleDuplicate.objects.create(person=cast.PersonFactory(region="150402"), other=pair[0], reason="certificate")
    client.force_login(qi)

    page = client.get(reverse("people:duplicates")).content.decode()

    assert "由两地共同的上级残联合并" in page
    assert client.get(beside(pair)).status_code == 404


def test_what_was_looked_at_before_a_merge_stands_on_the_page_of_the_whole(clerk, pair, gao):
    account = cast.AccountFactory()
    Person.objects.filter(pk=pair[0].pk).update(account=account)
    actions.open_identity(person=pair[1], purpose="check the certificate", by=gao)
    actions.merge_people(target=pair[0], duplicate=pair[1], proof="certificate", why="证上是同一个人", by=gao)

    clerk.force_login(account)

    assert "核对残疾人证" in clerk.get(reverse("people:me")).content.decode()


def test_a_second_record_is_looked_for_by_hand(clerk, pair):
    other = cast.PersonFactory(name="林小文")
    page = reverse("people:candidates", args=[pair[0].pk])

    assert beside([pair[0], pair[1]]) in clerk.get(page).content.decode()
    assert beside([pair[0], other]) in clerk.post(page, {"q": "林小文"}).content.decode()


def test_rows_are_named_by_words_and_never_by_a_figures_unit():
    """“applications” is also what a figure counts in, 份: a person would read “份：1” about herself."""
    rows = merging.in_words({"jobs.application": 1, "fairs.intent": 2, "people.consent": 5})
    assert {str(name): count for name, count in rows} == {"岗位投递": 1, "双方意向": 2, "同意事项": 5}
