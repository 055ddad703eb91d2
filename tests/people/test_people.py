"""Person records: entered, signed up, found again, and never readable in the database itself."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests import cast
from tongxing.common.refusal import Refused
from tongxing.people import access, actions
from tongxing.people.models import Account, Guardian, Person, PossibleDuplicate
from tongxing.people.models.person import masked
from tongxing.people.recognition import recognise
from tongxing.people.sounds import sound_of
from tongxing.trail.chain import faults
from tongxing.trail.models import Entry

NUMBER = "15020219900101001442"
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]*"|\d+')
"""What differs from page to page: tokens, keys and telephone numbers."""


def by_phone(phone: str) -> Account:
    """Somebody who has just proved this number."""
    return actions.verify_phone(phone=phone, by="sign-in")


def test_the_database_holds_no_readable_number(gao):
    actions.register_person(
        name="林晓雯", region=cast.region("150203"), by=gao, phone="13812345678", certificate=NUMBER
    )
    by_phone("13912345678")
    actions.send_code(phone="13712345678")
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [f"{table}: {row}" for row in cursor.fetchall()]
    everything = "\n".join(found)
    assert "林晓雯" in everything
    for secret in (NUMBER, NUMBER[:18], "13812345678", "13912345678", "13712345678"):
        assert secret not in everything


def test_a_person_is_found_by_certificate_or_by_telephone_and_name(gao):
    person = actions.register_person(
        name="林晓雯", region=cast.region("150203"), by=gao, phone="13812345678", certificate=f"{NUMBER}B1"
    )
    assert recognise(name="林晓雯", certificate=NUMBER).person == person
    assert recognise(phone="13812345678", name="林晓雯").person == person
    assert recognise(phone="13812345678", name="林晓霞").person is None


def test_one_certificate_is_one_person(gao, qi):
    actions.register_person(name="林晓雯", region=cast.region("150203"), by=gao, certificate=NUMBER)
    with pytest.raises(Refused, match="您的地区"):
        actions.register_person(name="林晓文", region=cast.region("150203"), by=gao, certificate=NUMBER)
    with pytest.raises(Refused, match="居住地"):
        actions.register_person(name="林晓文", region=cast.region("150402"), by=qi, certificate=NUMBER)
    assert Person.objects.count() == 1


def test_staff_enter_people_only_in_their_own_region(gao):
    with pytest.raises(Refused, match="红山区"):
        actions.register_person(name="王一", region=cast.region("150402"), by=gao)


def test_a_half_wrong_record_leaves_nothing_behind(gao):
    with pytest.raises(Refused):
        actions.register_person(
            name="王一", region=cast.region("150203"), by=gao, needs=[("step_free", True, ""), ("magic", True, "")]
        )
    assert not Person.objects.exists()
    assert not Entry.objects.filter(act="registered a person").exists()


def test_what_staff_entered_becomes_the_persons_own_by_telephone_and_name(gao):
    entered = actions.register_person(name="林晓雯", region=cast.region("150203"), by=gao, phone="13812345678")
    account = by_phone("13812345678")
    mine = actions.sign_up(name=" 林晓雯 ", region=cast.region("150221"), certificate=NUMBER, by=account)
    assert (mine, mine.account, mine.certificate) == (entered, account, NUMBER)
    assert account.name == "林晓雯"


def test_a_shared_telephone_does_not_open_a_relatives_record(gao):
    entered = actions.register_person(name="林晓雯", region=cast.region("150203"), by=gao, phone="13812345678")
    other = actions.sign_up(name="林大山", region=cast.region("150203"), by=by_phone("13812345678"))
    assert other != entered


def test_a_certificate_alone_does_not_open_a_record(gao):
    actions.register_person(
        name="林晓雯", region=cast.region("150203"), by=gao, phone="13812345678", certificate=NUMBER
    )
    other = actions.sign_up(name="林晓雯", region=cast.region("150203"), certificate=NUMBER, by=by_phone("13900000000"))

    assert not other.certificate
    assert recognise(name="林晓雯", certificate=NUMBER).person != other


def test_a_number_that_is_known_is_answered_like_one_that_is_not(gao):
    """Whoever knows somebody's identity number learns nothing from it: not from the answer, nor from the record."""
    actions.register_person(name="林晓雯", region=cast.region("150203"), by=gao, certificate=NUMBER)
    answers, records = [], []
    for phone, number in (("13900000000", NUMBER), ("13900000001", "15020219900101002242")):
        client = Client()
        client.force_login(by_phone(phone))
        facts = {"name": "生人", "region": cast.region("150203").pk, "certificate": number}
        answer = client.post(reverse("people:sign_up"), facts)
        person = Person.objects.get(phone_tail=phone[-4:])
        answers.append((answer.status_code, answer.url.replace(str(person.pk), "…")))
        pages = [client.get(reverse("people:me")), client.post(reverse("people:change", args=[person.pk]), facts)]
        records.append([TOKENS.sub("", page.content.decode()) for page in pages])
    assert answers[0] == answers[1]
    assert records[0] == records[1]
    assert [pair.reason for pair in PossibleDuplicate.objects.all()] == ["certificate"]


def test_a_guardian_signs_up_a_ward_with_proof(db):
    mother = by_phone("13812345678")
    ward = actions.register_ward(
        name="林小宝",
        region=cast.region("150203"),
        relation="母亲",
        proof="户口簿",
        guardian_name="李桂兰",
        by=mother,
    )
    assert access.acts_for(mother, ward)
    assert list(access.wards_of(mother)) == [ward]
    with pytest.raises(Refused, match="户口簿"):
        actions.register_ward(
            name="甲", region=ward.region, relation="母亲", proof=" ", guardian_name="李桂兰", by=mother
        )


def test_a_guardian_entered_by_staff_is_known_at_the_first_sign_in(gao, lin):
    actions.add_guardian(person=lin.person, name="李桂兰", relation="母亲", proof="户口簿", phone="13812345678", by=gao)
    mother = by_phone("13812345678")
    assert access.acts_for(mother, Person.objects.get(pk=lin.person.pk))
    assert Guardian.objects.get().account == mother


def test_needs_replace_what_was_said_and_none_is_an_answer_too(lin):
    assert lin.person.needs_said_at is None
    actions.set_needs(person=lin.person, needs=[("captions", False, "大屏")], by=lin)
    assert [(one.code, one.is_must, one.note) for one in lin.person.support_needs.all()] == [
        ("captions", False, "大屏")
    ]
    actions.set_needs(person=lin.person, needs=[], by=lin)
    lin.person.refresh_from_db()
    assert not lin.person.support_needs.exists()
    assert lin.person.needs_said_at is not None


def test_a_stranger_changes_nothing(lin, bao, qi):
    for stranger in (bao, qi):
        with pytest.raises(Refused):
            actions.set_needs(person=lin.person, needs=[], by=stranger)
        with pytest.raises(Refused):
            actions.change_person(person=lin.person, name="别人", by=stranger)


def test_the_trail_names_the_fields_and_not_what_stood_in_them(lin):
    actions.change_person(person=lin.person, name="林晓文", phone="13812345678", by=lin)
    entry = Entry.objects.get(act="changed a person")
    assert entry.details["fields"] == ["name", "phone"]
    assert "晓文" not in str(entry.details)
    assert "13812345678" not in str(entry.details)
    assert not list(faults())


@pytest.mark.parametrize(
    ("name", "heard"),
    [("林晓雯", ["linxiaowen", "lxw"]), ("单春华", ["shanchunhua", "dan"]), ("㛃𠮷", []), ("Bater", ["bater"])],
)
def test_names_are_kept_as_they_sound(name, heard):
    assert all(one in sound_of(name) for one in heard)


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("林晓雯", "林**"),
        ("林", "*"),
        ("Å.", "Å*"),
        ("A\u030a.", "A\u030a*"),
        ("Ойун-Эрдэнэ", "О***"),
        ("ᠰᠤᠷᠨᠠ", "ᠰ***"),
        ("Bat-Erdene Dorjiin", "B***"),
        ("欧阳金丝雀", "欧***"),
    ],
)
def test_a_mask_shows_one_sign_and_no_length_beyond_three(name, hidden):
    assert masked(name) == hidden
