"""Entries from before there was a key are chained anew with it; one entry more says where the keyed chain starts."""

import datetime as dt
import hashlib
import hmac
import json

from django.conf import settings
from django.db import migrations
from django.utils import timezone

START = "0" * 64


def canonical(facts):
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def facts_of(entry):
    names = ("actor", "actor_label", "act", "target_kind", "target_key", "target_label", "why", "origin", "details")
    facts = {name: getattr(entry, name) for name in (*names, "previous")}
    return {"at": entry.at.astimezone(dt.UTC).isoformat(), **facts}


def chain(apps, schema_editor):
    Entry, Head = apps.get_model("trail", "Entry"), apps.get_model("trail", "Head")
    key = bytes.fromhex(settings.SECRETS.trail[0])
    name = hashlib.sha256(b"tongxing trail key " + key).hexdigest()[:8]

    def keyed(facts):
        return hmac.digest(key, canonical(facts), "sha256").hex()

    old, new, seal, count, first_fault = START, START, "", 0, None
    for entry in Entry.objects.order_by("pk").iterator(chunk_size=2000):
        count += 1
        is_sound = entry.previous == old and hashlib.sha256(canonical(facts_of(entry))).hexdigest() == entry.hash
        if not is_sound and first_fault is None:
            first_fault = entry.pk
        old = entry.hash
        entry.previous, entry.key_name = new, name
        new = keyed({**facts_of(entry), "key": name})
        Entry.objects.filter(pk=entry.pk).update(previous=entry.previous, key_name=name, hash=new)
        seal = keyed(["head", seal, new, count])
    if not count:
        return
    head = Head.objects.filter(pk=1).first()
    is_whole = head is not None and (head.hash, head.count) == (old, count)
    mark = Entry(
        at=timezone.now(),
        actor="program:migration",
        actor_label="migration",
        act="chained the trail anew with a key",
        target_kind="trail.entry",
        target_key=str(count),
        details={"entries": count, "old_head": old, "first_fault": first_fault, "head_agreed": is_whole},
        origin="command line",
        previous=new,
        key_name=name,
    )
    mark.hash = keyed({**facts_of(mark), "key": name})
    mark.save()
    Head.objects.update_or_create(
        pk=1, defaults={"hash": mark.hash, "count": count + 1, "seal": keyed(["head", seal, mark.hash, count + 1])}
    )


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_keyed_chain")]

    operations = [migrations.RunPython(chain, migrations.RunPython.noop)]
