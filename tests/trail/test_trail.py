"""The trail: written with each act, and found out when anybody touches it."""

import dataclasses

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from tests.cast import CampaignFactory
from tongxing.common.digest import digest
from tongxing.common.refusal import Refused
from tongxing.trail.actions import record
from tongxing.trail.chain import START, facts_of, faults, hash_of, is_genuine, seal_of
from tongxing.trail.keys import name_of
from tongxing.trail.models import Entry, Head

pytestmark = pytest.mark.usefixtures("past_the_guards")


@pytest.fixture(autouse=True)
def _own_anchors(settings, tmp_path):
    settings.ANCHORS = tmp_path / "anchors"


@pytest.fixture
def walked(gao):
    """Three entries."""
    campaign = CampaignFactory()
    for act in ("first", "second", "third"):
        record(act, campaign, by=gao, fields={"a"})
    return list(Entry.objects.order_by("pk"))


def chain_anew(entries, key, seal="") -> None:
    """What a forger does: hash every entry again with ``key``, each over the one before, and mend the head."""
    previous = START
    for count, entry in enumerate(entries, 1):
        entry.previous, entry.key_name = previous, name_of(key)
        entry.hash = previous = hash_of(entry, key)
        seal = seal_of(seal, entry.hash, count, key)
        entry.save()
    Head.objects.update(hash=previous, count=len(entries), seal=seal)


def test_an_untouched_trail_is_unbroken(walked, capsys):
    call_command("trail", "verify")

    assert list(faults()) == []
    assert "共 3 条" in capsys.readouterr().out


def test_a_changed_entry_is_named(walked):
    Entry.objects.filter(pk=walked[1].pk).update(actor_label="somebody else")

    assert [number for number, _sentence in faults()] == [walked[1].pk]


OTHER = {"at": "2020-01-01T00:00:00Z", "details": {"fields": ["b"]}, "previous": "0" * 64, "hash": "1" * 64}


@pytest.mark.parametrize("field", [field.name for field in Entry._meta.concrete_fields if not field.primary_key])
def test_every_column_of_an_entry_is_in_its_hash(walked, field):
    """A column that is left out could be changed by whoever reaches the database."""
    Entry.objects.filter(pk=walked[1].pk).update(**{field: OTHER.get(field, "x")})

    assert next(faults())[0] == walked[1].pk
    assert not is_genuine(Entry.objects.get(pk=walked[1].pk))


def test_an_entry_taken_out_is_missed_at_the_next_one(walked):
    walked[1].delete()

    assert next(faults())[0] == walked[2].pk


def test_an_entry_far_from_the_end_is_missed_where_it_was(walked):
    """The head alone would say no more than that something is gone."""
    walked[0].delete()

    assert [number for number, _sentence in faults()] == [walked[1].pk, walked[2].pk]


def test_the_last_entry_taken_out_is_missed(walked):
    walked[2].delete()

    assert "应有 3 条" in list(faults())[-1][1]


def test_the_last_entry_taken_out_is_missed_though_the_head_was_set_back(walked):
    """The hash and the number of the entry before are known to whoever reads the database; its seal is not."""
    walked[2].delete()
    Head.objects.update(hash=walked[1].hash, count=2)

    assert [number for number, _sentence in faults()] == [walked[1].pk]


def test_acts_that_follow_do_not_heal_a_head_that_was_set_back(walked, gao):
    walked[2].delete()
    Head.objects.update(hash=walked[1].hash, count=2)
    last = record("fourth", CampaignFactory(slug="other"), by=gao)

    assert [number for number, _sentence in faults()] == [last.pk]


@pytest.mark.parametrize(("field", "value"), [("hash", "0" * 64), ("count", 4), ("seal", "0" * 64)])
def test_each_column_of_the_head_is_compared(walked, field, value):
    Head.objects.update(**{field: value})

    assert [number for number, _sentence in faults()] == [walked[2].pk]


def test_a_head_that_is_gone_is_missed(walked):
    Head.objects.all().delete()

    assert [number for number, _sentence in faults()] == [walked[2].pk]


def test_an_entry_put_in_is_found(walked):
    Entry.objects.create(
        at=walked[0].at, actor="account:1", actor_label="x", act="x", target_kind="x", target_key="1",
        previous=walked[2].hash, hash="0" * 64,
    )  # fmt: skip

    assert list(faults())


def test_two_entries_whose_words_were_swapped_are_both_named(walked):
    for one, other in ((walked[0], walked[2]), (walked[2], walked[0])):
        Entry.objects.filter(pk=one.pk).update(act=other.act)

    assert [number for number, _sentence in faults()] == [walked[0].pk, walked[2].pk]


def test_a_chain_without_the_key_is_no_chain(walked):
    """A trail chained anew, head included, by somebody who holds the database and not var/secrets.json."""
    Entry.objects.filter(pk=walked[0].pk).update(act="another act")
    chain_anew(Entry.objects.order_by("pk"), "ab" * 32)

    number, sentence = next(faults())

    assert number == walked[0].pk
    assert "secrets.json" in sentence


def test_naming_the_right_key_does_not_make_it(walked):
    """The name of the key stands in every entry; a hash made with another one is found."""
    Entry.objects.filter(pk=walked[0].pk).update(act="another act")
    name = walked[0].key_name
    chain_anew(Entry.objects.order_by("pk"), "ab" * 32)
    Entry.objects.update(key_name=name)

    assert next(number for number, _sentence in faults()) == walked[0].pk


def test_a_chain_by_bare_sha_is_no_chain(walked):
    """As it was before there was a key: everybody can make such a hash."""
    previous = START
    for entry in walked:
        entry.previous, entry.act = previous, "another act"
        entry.hash = previous = digest(facts_of(entry))
        entry.save()
    Head.objects.update(hash=previous)

    assert next(number for number, _sentence in faults()) == walked[0].pk


def test_a_key_that_was_replaced_still_opens_what_it_wrote(walked, gao, settings):
    old, new = settings.SECRETS.trail[0], "cd" * 32
    settings.SECRETS = dataclasses.replace(settings.SECRETS, trail=(new, old))
    latest = record("fourth", CampaignFactory(slug="other"), by=gao)

    assert latest.key_name == name_of(new) != walked[0].key_name
    assert list(faults()) == []


def test_a_key_that_is_gone_is_told_in_one_sentence(walked, settings):
    settings.SECRETS = dataclasses.replace(settings.SECRETS, trail=("cd" * 32,))

    [(number, sentence)] = faults()

    assert number == walked[0].pk
    assert "secrets.json" in sentence


def test_an_emptied_trail_of_a_database_in_use_is_not_unbroken(walked, demo):
    Entry.objects.all().delete()
    Head.objects.all().delete()

    with pytest.raises(CommandError):
        call_command("trail", "verify")


def test_the_command_ends_with_code_one_and_names_the_first_fault(walked):
    Entry.objects.filter(pk=walked[0].pk).update(why="another reason")

    with pytest.raises(CommandError, match=f"第 {walked[0].pk} 条") as broken:
        call_command("trail", "verify")

    assert broken.value.returncode == 1


def test_an_act_that_fails_leaves_no_entry(gao):
    campaign = CampaignFactory()

    @transaction.atomic
    def half_an_act():
        record("half an act", campaign, by=gao)
        raise Refused("no")

    with pytest.raises(Refused):
        half_an_act()

    assert not Entry.objects.exists()
    assert not Head.objects.exists()


def test_an_entry_says_where_the_act_came_from(client, gao):
    client.force_login(gao)
    CampaignFactory(region="150200")

    client.post("/campaigns/dec-2025/publish/", {"is_public": "no"}, REMOTE_ADDR="127.0.0.1")

    assert Entry.objects.get().origin == "127.0.0.1"


def test_the_last_entries_say_where_they_came_from(walked, capsys):
    call_command("trail", "last")

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in lines] == ["third", "second", "first"]
    assert all("command line" in line for line in lines)
