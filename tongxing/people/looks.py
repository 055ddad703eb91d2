"""What the trail says about a person, in words that they can read."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from tongxing.people.models import Person
from tongxing.people.purposes import READABLE
from tongxing.trail.models import Entry

OPENED = "opened an identity"


@dataclass(frozen=True)
class Line:
    """One entry of the trail: when, who, what, what for."""

    at: datetime
    who: str
    act: str
    purpose: str


def _readable(entry: Entry) -> Line:
    purpose, _dot, more = entry.why.partition(" · ")
    told = [str(READABLE.get(purpose, purpose)), more]
    return Line(entry.at, entry.actor_label, _(entry.act), " · ".join(part for part in told if part))


def trail_of(person: Person, limit: int) -> list[Line]:
    """The latest entries about ``person``."""
    kept = Entry.objects.filter(target_kind="people.person", target_key=str(person.pk)).order_by("-pk")
    return [_readable(entry) for entry in kept[:limit]]


def looks_at(person: Person, limit: int, *, besides) -> list[Line]:
    """The latest looks at who ``person`` is, by anybody besides the reader."""
    kept = Entry.objects.filter(target_kind="people.person", target_key=str(person.pk), act=OPENED)
    return [_readable(entry) for entry in kept.exclude(actor=f"account:{besides.pk}").order_by("-pk")[:limit]]
