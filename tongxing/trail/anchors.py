"""Anchors: signed lines outside the database that say how many entries the trail had, and the hash of the last one.

A line can be printed, and checked by anybody with the public key alone (Ed25519); what is signed is the line up to
its signature, as UTF-8. With the trail beside it, it names where the trail no longer is what it was on that day.
"""

import base64
import binascii
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.trail.models import Entry

ACT = "anchored the trail"
LINE = re.compile(r"(?P<signed>(?P<at>\S+) entries=(?P<count>\d+) head=(?P<head>[0-9a-f]{64})) signature=(?P<sign>\S+)")


@dataclass(frozen=True)
class Anchor:
    """What one line says: when, how many entries, and the hash of the last one."""

    at: str
    count: int
    head: str

    @property
    def day(self) -> str:
        """The day on which it was written: 2025-12-03."""
        return self.at[:10]

    def text(self) -> str:
        """What is signed."""
        return f"{self.at} entries={self.count} head={self.head}"


def signing_key() -> Ed25519PrivateKey:
    """The key that signs anchors: the first one."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.SECRETS.anchor[0]))


def public_keys() -> list[Ed25519PublicKey]:
    """The keys with which this installation's anchors are checked, those that sign no more included."""
    seeds = (bytes.fromhex(seed) for seed in settings.SECRETS.anchor)
    return [Ed25519PrivateKey.from_private_bytes(seed).public_key() for seed in seeds]


def public_key_text() -> str:
    """The public key as PEM: what an auditor keeps."""
    return signing_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def public_key_in(path: Path) -> Ed25519PublicKey:
    """The public key in the file at ``path``. Raises ``Refused`` where there is none."""
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Refused(_("%(path)s holds no public key (PEM): %(error)s") % {"path": path, "error": error}) from error
    if not isinstance(key, Ed25519PublicKey):
        raise Refused(_("%(path)s holds a key of another kind: Ed25519 is expected.") % {"path": path})
    return key


def line_of(anchor: Anchor) -> str:
    """The signed line."""
    signature = signing_key().sign(anchor.text().encode())
    return f"{anchor.text()} signature={base64.urlsafe_b64encode(signature).decode()}"


def read(text: str, keys: Iterable[Ed25519PublicKey]) -> tuple[list[Anchor], list[str]]:
    """The anchors in ``text`` that one of ``keys`` signed, and a sentence for each line that is none.

    Empty lines and those that begin with # are passed over.
    """
    keys = list(keys)
    anchors: list[Anchor] = []
    problems: list[str] = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = LINE.fullmatch(line.strip())
        if match is None:
            problems.append(_("Line %(number)s is no anchor: copy it anew, whole.") % {"number": number})
        elif not _is_signed(match["signed"], match["sign"], keys):
            problems.append(
                _("Line %(number)s is not signed with the key of this installation, or was altered.")
                % {"number": number}
            )
        else:
            anchors.append(Anchor(match["at"], int(match["count"]), match["head"]))
    return anchors, problems


def _is_signed(text: str, signature: str, keys: Iterable[Ed25519PublicKey]) -> bool:
    try:
        raw = base64.urlsafe_b64decode(signature)
    except (binascii.Error, ValueError):
        return False
    for key in keys:
        try:
            key.verify(raw, text.encode())
        except InvalidSignature:
            continue
        return True
    return False


def faults(anchors: Iterable[Anchor]) -> Iterator[tuple[int, str]]:
    """(entry number, sentence) of each anchor with which the trail does not agree, the earliest first."""
    wanted = sorted(set(anchors), key=lambda anchor: (anchor.count, anchor.at))
    places = {anchor.count for anchor in wanted}
    at_place: dict[int, tuple[int, str]] = {}
    count = 0
    for count, (number, hash) in enumerate(Entry.objects.order_by("pk").values_list("pk", "hash").iterator(), 1):
        if count in places:
            at_place[count] = number, hash
    agreed = 0
    for anchor in wanted:
        facts = {"day": anchor.day, "count": anchor.count, "entries": count, "agreed": agreed}
        if anchor.count > count:
            yield (
                count + 1,
                _(
                    "The anchor of %(day)s says %(count)s entries, but the trail ends after %(entries)s: "
                    "what came behind was cut off."
                )
                % facts,
            )
        elif at_place[anchor.count][1] != anchor.head:
            number = at_place[anchor.count][0]
            yield (
                number,
                _(
                    "Entry %(number)s, the %(count)sth, is not the one in the anchor of %(day)s: something was altered "
                    "in the %(altered)s entries up to it and chained anew. The first %(agreed)s entries agree with an "
                    "earlier anchor."
                )
                % {**facts, "number": number, "altered": anchor.count - agreed},
            )
        else:
            agreed = anchor.count


def path_of_own() -> Path:
    """The file to which this installation appends a line a day."""
    return settings.ANCHORS / "anchors.txt"


def own_text() -> str | None:
    """What stands in this installation's own file; nothing where there is none yet."""
    path = path_of_own()
    return path.read_text(encoding="utf-8") if path.exists() else None


def copy_for_auditor() -> str:
    """The lines with the public key above them, as lines that checking passes over."""
    key = "".join(f"# {line}\n" for line in public_key_text().splitlines())
    return f"{key}{own_text() or header()}"


def is_due() -> bool:
    """Whether today has no line yet."""
    day = f"{timezone.localtime():%Y-%m-%d}"
    return not any(line.startswith(day) for line in (own_text() or "").splitlines())


def unwritten(anchors: Iterable[Anchor]) -> list[Anchor]:
    """Anchors that the trail says were written and that are not among ``anchors``: their lines were taken out."""
    known = {(anchor.count, anchor.head) for anchor in anchors}
    entries = Entry.objects.filter(act=ACT, target_kind="trail.head").order_by("pk")
    noted = [Anchor(entry.details["at"], entry.details["count"], entry.details["head"]) for entry in entries]
    return [anchor for anchor in noted if (anchor.count, anchor.head) not in known]


def now_text() -> str:
    """This moment as an anchor says it: to the second, with its distance from UTC."""
    return timezone.localtime().replace(microsecond=0).isoformat()


def header() -> str:
    """What stands above the lines: how anybody can check them."""
    return (
        f"# 同行留痕锚点 Tongxing trail anchors, since {dt.date.fromisoformat(now_text()[:10])}\n"
        "# tongxing trail verify --anchor anchors.txt --public-key trail-public-key.pem\n"
    )
