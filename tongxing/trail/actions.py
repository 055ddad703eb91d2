"""Writing the trail, and the anchors that hold it from outside."""

import os

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.trail import anchors
from tongxing.trail.chain import START, hash_of, seal_of
from tongxing.trail.keys import name_of, writing_key
from tongxing.trail.models import Entry, Head
from tongxing.trail.origin import origin


def _plain(value):
    """``value`` as JSON keeps it, so that the hash is the same when read back."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


# Each act of everybody waits for these two: written out, they take a twentieth of the ORM's time.
HEAD = 'SELECT hash, "count", seal FROM trail_head WHERE id = 1'
MOVED = 'UPDATE trail_head SET hash = %s, "count" = %s, seal = %s WHERE id = 1'


def _locked_head() -> tuple[str, int, str]:
    """The last hash, the number of entries and the seal; nobody else adds one until this transaction ends."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(HEAD + lock)
        found = cursor.fetchone()
    if found is None:
        Head.objects.get_or_create(pk=1, defaults={"hash": START})
        return _locked_head()
    return found


@transaction.atomic
def record(act: str, target, *, by, why: str = "", row_moves: dict | None = None, **details: object) -> Entry:
    """Add one entry to the trail, in the transaction of the act itself.

    ``target`` is a model instance, or a (kind, key) pair where there is none. ``by`` is an account, or the
    name of a program. ``details`` hold no identity: numbers, names of fields, old and new states. ``row_moves``
    says which watched rows (``trail.rows.Watch``) stand otherwise now.
    """
    last, count, seal = _locked_head()
    secret = writing_key()
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
        details=_plain(details | {"row_moves": row_moves} if row_moves else details),
        previous=last,
        key_name=name_of(secret),
    )
    entry.hash = hash_of(entry, secret)
    entry.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute(MOVED, [entry.hash, count + 1, seal_of(seal, entry.hash, count + 1, secret)])
    return entry


@transaction.atomic
def write_anchor(*, by) -> str:
    """Append a signed line with the trail's count and head to the file of anchors; gives the line.

    That it was written is noted in the trail, so that a line taken out of the file is missed. Raises ``Refused`` while
    the trail has no entry, or where it is broken already: an anchor would make the break look old and honest.
    """
    last, count, _seal = _locked_head()
    if not count:
        raise Refused(_("The trail has no entry yet: there is nothing to anchor."))
    stored = Entry.objects.count()
    end = Entry.objects.order_by("-pk").values_list("hash", flat=True).first()
    if (stored, end) != (count, last):
        raise Refused(_("The trail's end is not what its head says: run tongxing trail verify before you anchor it."))
    anchor = anchors.Anchor(anchors.now_text(), count, last)
    line = anchors.line_of(anchor)
    path = anchors.path_of_own()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    start = "" if path.exists() else anchors.header()
    record(anchors.ACT, ("trail.head", count), by=by, at=anchor.at, count=count, head=last)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{start}{line}\n")
        file.flush()
        os.fsync(file.fileno())
    return line
