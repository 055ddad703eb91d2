"""Writing the trail, and proving it unbroken."""

import datetime as dt
from collections.abc import Iterator

from django.db import connection, transaction
from django.utils import timezone

from tongxing.common.digest import digest
from tongxing.trail.models import Entry, Head
from tongxing.trail.origin import origin

START = "0" * 64


def _facts(entry: Entry) -> dict:
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
    }


def _plain(value):
    """``value`` as JSON keeps it, so that the hash is the same when read back."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


# Each act of everybody waits for these two: written out, they take a twentieth of the ORM's time.
HEAD = 'SELECT hash, "count" FROM trail_head WHERE id = 1'
MOVED = 'UPDATE trail_head SET hash = %s, "count" = %s WHERE id = 1'


def _locked_head() -> tuple[str, int]:
    """The last hash and how many entries there are; nobody else adds one until this transaction ends."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(HEAD + lock)
        found = cursor.fetchone()
    if found is None:
        Head.objects.get_or_create(pk=1, defaults={"hash": START})
        return _locked_head()
    return found


@transaction.atomic
def record(act: str, target, *, by, why: str = "", **details: object) -> Entry:
    """Add one entry to the trail, in the transaction of the act itself.

    ``target`` is a model instance, or a (kind, key) pair where there is none. ``by`` is an account, or the
    name of a program. ``details`` hold no identity: numbers, names of fields, old and new states.
    """
    last, count = _locked_head()
    if isinstance(target, tuple):
        kind, key, label = target[0], str(target[1]), ""
    else:
        kind, key, label = target._meta.label_lower, str(target.pk), str(target)[:200]
    is_program = isinstance(by, str)
    entry = Entry(
        at=timezone.now(),
        actor=f"program:{by}"[:40] if is_program else f"account:{by.pk}",
        actor_label=(by if is_program else by.label())[:120],
        act=act,
        target_kind=kind,
        target_key=key,
        target_label=label,
        why=why[:300],
        origin=origin(),
        details=_plain(details),
        previous=last,
    )
    entry.hash = digest(_facts(entry))
    entry.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute(MOVED, [entry.hash, count + 1])
    return entry


def faults() -> Iterator[tuple[int, str]]:
    """Walk the whole chain; yield (entry number, sentence) for each break, the first one first."""
    previous, count, last = START, 0, 0
    for entry in Entry.objects.order_by("pk").iterator(chunk_size=2000):
        count += 1
        if entry.previous != previous:
            yield (
                entry.pk,
                f"Entry {entry.pk} does not follow the entry before it: one was taken out, put in or moved.",
            )
        if digest(_facts(entry)) != entry.hash:
            yield entry.pk, f"Entry {entry.pk} was changed after it was written."
        previous, last = entry.hash, entry.pk
    head = Head.objects.filter(pk=1).first()
    kept = (head.hash, head.count) if head else (START, 0)
    if kept != (previous, count):
        yield last, f"The trail ends at entry {last} with {count} entries, but {kept[1]} were written."
