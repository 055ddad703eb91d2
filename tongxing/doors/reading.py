"""What a device sends, read with care: a fault in one act is that act's own, and stops no other."""

import datetime as dt
import json
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from tongxing.common.json_text import read_json
from tongxing.common.refusal import Refused
from tongxing.doors.models import Act

MOST_ACTS = 500
LONGEST = 4000
YEARS = range(1970, 2200)
LARGEST = 2**31 - 1


@dataclass(frozen=True)
class Said:
    """One act as the device noted it. ``fault`` is a sentence where it cannot be understood."""

    uuid: UUID
    counter: int
    kind: str
    at: dt.datetime
    data: dict = field(default_factory=dict)
    fault: str = ""

    def number(self, name: str) -> int | None:
        """A key among the data, or nothing."""
        value = self.data.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 2**53 else None

    def text(self, name: str, most: int = 200) -> str:
        """A text among the data; empty where there is none."""
        value = self.data.get(name)
        return value.strip()[:most] if isinstance(value, str) else ""


@dataclass(frozen=True)
class Upload:
    """A request full of acts: the device's clock as it was sent, and how many acts will still wait after it."""

    clock: dt.datetime
    acts: list[Said]
    nameless: list
    """Ids that are none: such acts cannot be kept, and are refused."""
    waiting: int


def sent_in(body: bytes) -> dict:
    """The JSON object of a request. Raises ``Refused`` when it is none."""
    found = read_json(body, largest=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    if not isinstance(found, dict):
        raise Refused(_("What was sent cannot be read: it is no JSON object."))
    return found


def moment(text) -> dt.datetime | None:
    """The moment that ``text`` names, with its zone; nothing where it names none that a clock could show."""
    try:
        found = parse_datetime(text) if isinstance(text, str) else None
    except ValueError:
        return None
    if found is None or found.year not in YEARS:
        return None
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def uuid_in(text) -> UUID | None:
    """The id that ``text`` is, or nothing."""
    try:
        return UUID(text)
    except (ValueError, TypeError, AttributeError):
        return None


def count(value) -> int:
    """A number of things, zero where it is none."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return min(max(value, 0), LARGEST) if is_number else 0


def upload_in(body: bytes) -> Upload:
    """The acts of a request, in the order in which the device did them."""
    sent = sent_in(body)
    listed = sent.get("acts")
    if not isinstance(listed, list) or len(listed) > MOST_ACTS:
        raise Refused(_("Send a list of at most %(most)s acts at a time.") % {"most": MOST_ACTS})
    clock = moment(sent.get("clock")) or timezone.now()
    acts: list[Said] = []
    nameless: list = []
    for one in listed:
        name = one.get("id") if isinstance(one, dict) else None
        uuid = uuid_in(name)
        if uuid is None:
            nameless.append(name)
        else:
            acts.append(_said(uuid, one, clock))
    return Upload(clock, sorted(acts, key=lambda said: said.counter), nameless, count(sent.get("waiting")))


def _said(uuid: UUID, one: dict, clock: dt.datetime) -> Said:
    kind, at, data = str(one.get("kind")), moment(one.get("at")), one.get("data")
    fault = ""
    if kind not in Act.Kind:
        kind, fault = Act.Kind.OTHER, _("This kind of act is not known here. Update the platform, or enter it by hand.")
    elif at is None:
        fault = _("The moment of this act cannot be read.")
    elif not isinstance(data, dict) or len(json.dumps(data)) > LONGEST:
        fault = _("What was noted with this act cannot be read.")
    kept = data if isinstance(data, dict) and not fault else {"unread": json.dumps(one, ensure_ascii=False)[:LONGEST]}
    return Said(uuid, count(one.get("counter")), kind, at or clock, kept, fault)
