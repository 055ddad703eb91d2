"""Entries from before the chain had a key are chained anew with it, and the trail says from where on."""

import importlib
import io
import json

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from tongxing.common.digest import digest
from tongxing.trail.chain import START, facts_of, faults
from tongxing.trail.models import Entry, Head

pytestmark = pytest.mark.usefixtures("past_the_guards")

chain = importlib.import_module("tongxing.trail.migrations.0003_chain_the_trail_with_a_key").chain


@pytest.fixture
def old(db, settings, tmp_path):
    """Three entries as they were written before: SHA-256 without a key."""
    settings.ANCHORS = tmp_path / "anchors"
    previous = START
    for act in ("first", "second", "third"):
        entry = Entry(
            at=timezone.now(), actor="account:1", actor_label="高云", act=act, target_kind="x", target_key="1",
            details={"fields": ["a"]}, previous=previous,
        )  # fmt: skip
        facts = facts_of(entry)
        del facts["key"]
        entry.hash = previous = digest(facts)
        entry.save()
    Head.objects.create(pk=1, hash=previous, count=3)
    return list(Entry.objects.order_by("pk"))


def test_old_entries_are_chained_anew_and_the_start_is_marked(old):
    chain(apps, None)

    assert list(faults()) == []
    mark = Entry.objects.get(act="chained the trail anew with a key")
    assert mark.details == {"entries": 3, "old_head": old[2].hash, "first_fault": None, "head_agreed": True}
    assert list(Entry.objects.values_list("act", flat=True))[:3] == ["first", "second", "third"]


def test_verdicts_say_that_old_entries_were_chained_anew(old):
    chain(apps, None)
    out = io.StringIO()

    call_command("trail", "verify", "--json", stdout=out)

    assert "最前面的 3 条" in json.loads(out.getvalue())["notes"][1]


def test_a_break_from_before_is_not_hidden(old):
    Entry.objects.filter(pk=old[1].pk).update(act="another act")
    Head.objects.update(count=9)

    chain(apps, None)

    mark = Entry.objects.get(act="chained the trail anew with a key")
    assert (mark.details["first_fault"], mark.details["head_agreed"]) == (old[1].pk, False)


def test_a_new_database_gets_no_mark(db):
    chain(apps, None)

    assert not Entry.objects.exists()
