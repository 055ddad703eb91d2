"""How the trail's entries hang together: each is hashed, with a key, together with the hash of the one before."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from tongxing.common.digest import keyed_digest
from tongxing.common.models import Installation
from tongxing.trail.keys import key_named
from tongxing.trail.models import Entry, Head

START = "0" * 64
KEYED = "chained the trail anew with a key"
"""The entry behind those that were written before there was a key."""


def facts_of(entry: Entry) -> dict:
    """What the hash covers: everything in the row except its number and the hash itself."""
    return {
        "at": entry.at.astimezone(dt.UTC).isoformat(),
        "actor": entry.actor,
        "actor_label": entry.actor_label,
        "act": entry.act,
        "target_kind": entry.target_kind,
        "target_key": entry.target_key,
        "target_label": entry.target_label,
        "why": entry.why,
        "origin": entry.origin,
        "details": entry.details,
        "previous": entry.previous,
        "key": entry.key_name,
    }


def hash_of(entry: Entry, key: str) -> str:
    """The hash that ``entry`` has when it is written with ``key``."""
    return keyed_digest(facts_of(entry), key)


def seal_of(seal: str, hash: str, count: int, key: str) -> str:
    """The head's seal after entry number ``count`` with ``hash``, made from the ``seal`` before it."""
    return keyed_digest(["head", seal, hash, count], key)


def is_genuine(entry: Entry) -> bool:
    """Whether this installation wrote ``entry`` as it stands; its place in the chain is not judged."""
    key = key_named(entry.key_name)
    return key is not None and hash_of(entry, key) == entry.hash


def faults() -> Iterator[tuple[int, str]]:
    """Walk the whole chain; yield (entry number, sentence) for each break, the first one first."""
    previous, seal, count, last = START, "", 0, 0
    unknown: set[str] = set()
    for entry in Entry.objects.order_by("pk").iterator(chunk_size=2000):
        count += 1
        if entry.previous != previous:
            yield (
                entry.pk,
                _("Entry %(number)s does not follow the entry before it: one was taken out, put in or moved.")
                % {"number": entry.pk},
            )
        key = key_named(entry.key_name)
        if key is None:
            if entry.key_name not in unknown:
                yield entry.pk, _lacks_key(entry)
            unknown.add(entry.key_name)
        else:
            if hash_of(entry, key) != entry.hash:
                yield entry.pk, _("Entry %(number)s was changed after it was written.") % {"number": entry.pk}
            seal = seal_of(seal, entry.hash, count, key)
        previous, last = entry.hash, entry.pk
    yield from _faults_of_head(previous, "" if unknown else seal, count, last)


def _lacks_key(entry: Entry) -> str:
    return _(
        "Entry %(number)s was hashed with the key “%(name)s”, which this installation does not hold: put back the "
        "var/secrets.json with which it was written, or add its key behind the new one under “trail”."
    ) % {"number": entry.pk, "name": entry.key_name or "–"}


def _faults_of_head(hash: str, seal: str, count: int, last: int) -> Iterator[tuple[int, str]]:
    head = Head.objects.filter(pk=1).first() or Head(hash=START, count=0, seal="")
    if (head.hash, head.count) != (hash, count):
        yield (
            last,
            _("The trail ends at entry %(number)s with %(count)s entries, but %(written)s were written.")
            % {"number": last, "count": count, "written": head.count},
        )
    elif seal and head.seal != seal:
        yield (
            last,
            _("The seal of the trail's head is not that of its entries: the head was set back or made anew.")
            % {"number": last},
        )
    if not count and Installation.objects.exists():
        yield 0, _("The trail is empty, but this database has been in use: its entries were taken away.")
