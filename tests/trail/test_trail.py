"""The trail: written with each act, and found out when anybody touches it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from tests.cast import CampaignFactory
from tongxing.common.refusal import Refused
from tongxing.trail.actions import faults, record
from tongxing.trail.models import Entry, Head


@pytest.fixture
def walked(gao):
    """Three entries."""
    campaign = CampaignFactory()
    for act in ("first", "second", "third"):
        record(act, campaign, by=gao, fields={"a"})
    return list(Entry.objects.order_by("pk"))


def test_an_untouched_trail_is_unbroken(walked, capsys):
    call_command("trail", "verify")

    assert list(faults()) == []
    assert "3 entries" in capsys.readouterr().out


def test_a_changed_entry_is_named(walked):
    Entry.objects.filter(pk=walked[1].pk).update(actor_label="somebody else")

    assert [number for number, _sentence in faults()] == [walked[1].pk]


def test_an_entry_taken_out_is_missed_at_the_next_one(walked):
    walked[1].delete()

    assert next(faults())[0] == walked[2].pk


def test_the_last_entry_taken_out_is_missed(walked):
    walked[2].delete()

    assert "3 were written" in list(faults())[-1][1]


def test_an_entry_put_in_is_found(walked):
    Entry.objects.create(
        at=walked[0].at, actor="account:1", actor_label="x", act="x", target_kind="x", target_key="1",
        previous=walked[2].hash, hash="0" * 64,
    )  # fmt: skip

    assert list(faults())


def test_the_command_ends_with_code_one_and_names_the_first_fault(walked):
    Entry.objects.filter(pk=walked[0].pk).update(why="another reason")

    with pytest.raises(CommandError, match=f"entry {walked[0].pk}") as broken:
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
