"""Who is known already, and what contradicts itself: then nobody is, and the sentence says why."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from tests.cast import OrganisationFactory, PersonFactory, region
from tongxing.common.refusal import Refused
from tongxing.organisations.models import Organisation
from tongxing.people import actions
from tongxing.people.identifiers import certificate, mobile, reissue_of
from tongxing.people.models import Person
from tongxing.people.recognition import recognise
from tongxing.people.search import find_people, is_number

pytestmark = pytest.mark.django_db
FIRST, SECOND = "15010519880512456931", "15020319750101002612"
PHONE, OTHER_PHONE = "15400000031", "15400000032"


def enter(name="乌恩·其其格", phone="", card=""):
    return actions.register_person(name=name, region=region("150203"), by="tests", phone=phone, certificate=card)


@pytest.mark.parametrize(
    "name", ["乌恩•其其格", "乌恩其其格", "乌恩 其其格", "乌恩．其其格", "乌恩\u200e·其其格\u200b"], ids=ascii
)
def test_the_name_in_every_form_names_the_same_person(name):
    person = enter(phone=PHONE)
    assert recognise(name=name, phone=PHONE).person == person


@pytest.mark.parametrize("card", [f"{FIRST}B1", f"{FIRST[:18]}42"])
def test_another_card_of_the_same_citizen_id_is_the_same_person(card):
    person = enter(card=FIRST)
    assert recognise(name=person.name, certificate=card).person == person


def test_a_certificate_that_comes_to_light_is_the_known_persons():
    person = enter(phone=PHONE)
    assert recognise(name=person.name, phone=PHONE, certificate=FIRST).person == person


def test_a_new_telephone_beside_a_known_certificate_is_the_same_person():
    person = enter(phone=PHONE, card=FIRST)
    assert recognise(name=person.name, phone=OTHER_PHONE, certificate=FIRST).person == person


def test_the_same_name_and_telephone_with_another_certificate_is_nobody():
    enter(phone=PHONE, card=FIRST)
    known = recognise(name="乌恩其其格", phone=PHONE, certificate=SECOND)
    assert known.person is None
    assert "另一个残疾人证号" in known.conflict


def test_a_certificate_under_another_name_is_nobody():
    enter(card=FIRST)
    known = recognise(name="娜仁", certificate=FIRST)
    assert known.person is None
    assert "另一个姓名" in known.conflict


@pytest.mark.parametrize("card", ["", SECOND])
def test_a_certificate_of_one_and_a_telephone_of_another_is_nobody(card):
    enter(card=FIRST), enter(phone=PHONE, card=card)
    known = recognise(name="乌恩·其其格", phone=PHONE, certificate=FIRST)
    assert known.person is None
    assert "登记的是另一个人" in known.conflict


def test_two_with_one_name_and_telephone_are_asked_for_a_certificate():
    enter(phone=PHONE), enter(name="乌恩其其格", phone=PHONE)
    known = recognise(name="乌恩·其其格", phone=PHONE)
    assert known.person is None
    assert "有几个人" in known.conflict


@pytest.mark.parametrize("facts", [{"phone": PHONE}, {"phone": PHONE, "certificate": SECOND}, {"certificate": FIRST}])
def test_no_number_stands_in_a_sentence(facts):
    enter(phone=PHONE, card=FIRST)
    conflict = recognise(name="娜仁" if "phone" not in facts else "乌恩其其格", **facts).conflict
    assert not any(sign.isdigit() for sign in conflict)


def test_names_that_differ_in_a_rare_character_are_two_people():
    first, second = enter(name="李\U00031350", phone=PHONE), enter(name="李\ue863", phone=PHONE)
    assert recognise(name="李\U00031350", phone=PHONE).person == first
    assert recognise(name="李\ue863", phone=PHONE).person == second
    assert recognise(name="李", phone=PHONE).person is None


@pytest.mark.parametrize(
    "asked", ["林晓禾", "林 晓禾", "林•晓", "晓　禾", "\u200e林晓", "154 0000 0031", "+86-154-0000-0031"], ids=ascii
)
def test_staff_find_the_name_in_every_form(asked):
    person = enter(name="林·晓 禾", phone=PHONE)
    enter(name="李晓文", phone=OTHER_PHONE)
    assert find_people(person.region, asked, 5) == [person]


def test_a_number_with_invisible_signs_is_never_carried_in_an_address():
    assert is_number("\u200e154 0000 0031")
    assert is_number("+86 154")


@pytest.mark.parametrize(
    "written",
    [
        "154 0000 0031",
        "154-0000-0031",
        "154−0000‐0031",
        "+86 15400000031",
        "0086154 00000031",
        "１５４００００００３１",
        "\u202a15400000031\u202c",
    ],
    ids=ascii,
)
def test_a_telephone_number_in_every_form_is_one(written):
    assert mobile(written) == PHONE


@pytest.mark.parametrize(
    "written",
    [
        "150105 19880512 4569 31",
        "150105-19880512-4569-31",
        "１５０１０５１９８８０５１２４５６９３１",
        "150105198805124569\u200b31",
    ],
    ids=ascii,
)
def test_a_certificate_number_in_every_form_is_one(written):
    assert certificate(written) == FIRST


def test_a_suffix_counts_the_cards_of_one_person():
    assert [reissue_of(number) for number in (FIRST, f"{FIRST}B1", f"{FIRST}B12")] == [0, 1, 12]


def test_a_changed_name_is_compared_anew():
    person = enter(name="林晓禾", phone=PHONE)
    actions.change_person(person=person, name="林·晓文", by="tests")
    assert recognise(name="林晓文", phone=PHONE).person == person


def test_who_signs_up_with_another_certificate_is_told_and_nobody_is_made_twice():
    person = enter(name="林晓雯", phone=PHONE, card=FIRST)
    account = actions.verify_phone(phone=PHONE, by="sign-in")
    with pytest.raises(Refused, match="另一个残疾人证号"):
        actions.sign_up(name="林 晓雯", region=region("150203"), by=account, certificate=SECOND)
    assert actions.sign_up(name="林 晓雯", region=region("150203"), by=account) == person


def test_people_that_are_stored_get_their_keys():
    person = PersonFactory(name="林 晓\u200e禾")
    Person.objects.filter(pk=person.pk).update(name_key="")
    migration = importlib.import_module("tongxing.people.migrations.0005_names_as_they_are_compared")
    migration.write_keys(apps, SimpleNamespace(connection=connection))
    assert Person.objects.get(pk=person.pk).name_key == "林晓禾"


def test_organisations_that_are_stored_get_their_rare_letters_back():
    employer = OrganisationFactory(name="李\U00031350食品有限公司")
    Organisation.objects.filter(pk=employer.pk).update(name_key="李食品有限公司")
    migration = importlib.import_module("tongxing.organisations.migrations.0002_rare_letters_in_keys")
    migration.write_keys(apps, SimpleNamespace(connection=connection))
    assert Organisation.objects.get(pk=employer.pk).name_key == "李\U00031350食品有限公司"
