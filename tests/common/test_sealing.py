"""Sealed text: opened only with the key, only in its own place, and found by its keyed hash alone."""

import dataclasses

import pytest
from django.db import connection

from tests.cast import PersonFactory
from tongxing.common.sealing import keyed_hash, seal, unseal
from tongxing.people.models import Person


def with_keys(settings, *keys):
    settings.SECRETS = dataclasses.replace(settings.SECRETS, sealing=keys)


def test_equal_texts_are_sealed_differently_and_open_alike():
    first, second = seal("19900000001", label="a"), seal("19900000001", label="a")

    assert first != second
    assert unseal(first, label="a") == unseal(second, label="a") == "19900000001"


def test_what_was_sealed_for_one_place_does_not_open_in_another():
    with pytest.raises(ValueError, match=r"secrets\.json"):
        unseal(seal("x", label="people.person.phone"), label="people.person.certificate")


def test_a_changed_byte_is_noticed():
    sealed = seal("x" * 30, label="a")
    changed = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]

    with pytest.raises(ValueError, match="none of the keys"):
        unseal(changed, label="a")


def test_a_new_key_seals_and_the_old_one_still_opens(settings):
    old, new = settings.SECRETS.sealing[0], "ab" * 32
    before = seal("x", label="a")

    with_keys(settings, new, old)
    after = seal("y", label="a")

    assert unseal(before, label="a") == "x"
    with_keys(settings, new)
    assert unseal(after, label="a") == "y"


def test_a_hash_belongs_to_its_label():
    assert keyed_hash("1", label="phone") != keyed_hash("1", label="certificate")


@pytest.mark.django_db
def test_the_database_holds_no_number_in_clear():
    PersonFactory(phone="19912345678")

    with connection.cursor() as cursor:
        cursor.execute("select phone from people_person")
        kept = cursor.fetchone()[0]

    assert "19912345678" not in kept
    assert Person.objects.get().phone == "19912345678"


@pytest.mark.django_db
def test_a_sealed_field_cannot_be_searched():
    with pytest.raises(TypeError, match="keyed hash"):
        Person.objects.filter(phone__startswith="199").exists()
