"""The one gate through which somebody's identity is opened."""

from dataclasses import dataclass, field

from django.db import transaction

from tongxing.people import access
from tongxing.people.identifiers import category_and_level
from tongxing.people.looks import OPENED, OPENED_ROLL
from tongxing.people.models import Consent, Look, Person
from tongxing.trail.actions import record
from tongxing.trail.models import Entry


@dataclass(frozen=True)
class Identity:
    """Who somebody is. An employer gets name and mobile number; the rest stays empty for it."""

    name: str
    phone: str
    certificate: str = ""
    category: int | None = None
    level: int | None = None
    other_phones: str = ""
    guardians: list[tuple[str, str, str]] = field(default_factory=list)
    """(relation, name, telephone) of each guardian who speaks today."""


@transaction.atomic
def open_identity(*, person: Person, purpose: str, by, about: str = "", why: str = "") -> Identity:
    """Open who ``person`` is for ``purpose`` and write the look to the trail.

    ``purpose`` is a purpose of consent (then the yes must stand), or the duty in plain words. ``about`` names the
    organisation for ``show_employer``; ``why`` may say more. Raises ``Refused`` where
    ``access.check_open_identity`` does, and opens nothing then.
    """
    if not isinstance(by, str):
        access.check_open_identity(by, person, purpose, about)
    to_employer = purpose == Consent.Purpose.SHOW_EMPLOYER
    number, others = ("", "") if to_employer else (person.stated_certificate(), person.other_phones)
    category, level = category_and_level(number) if number else (None, None)
    guardians = [
        (guardian.relation, guardian.name, guardian.phone)
        for guardian in person.guardians.all()
        if guardian.speaks_today() and not to_employer
    ]
    record(
        OPENED,
        person,
        by=by,
        why=" · ".join(part for part in (str(purpose), why) if part),
        about=about,
        with_certificate=bool(number),
    )
    return Identity(person.name, person.phone, number, category, level, others, guardians)


@transaction.atomic
def open_roll(*, people, on, purpose: str, by, why: str = "", act: str = OPENED_ROLL) -> Entry:
    """Write that ``by`` opens the names of ``people`` (their keys), who stand together on a roll of ``on``.

    One entry holds how many and who; each of them reads it in their own record. Whether ``by`` meets them there is
    the caller's check. Raises ``Refused`` where ``access.check_open_roll`` does.
    """
    access.check_open_roll(by, purpose, why)
    keys = sorted(set(people))
    entry = record(
        act, on, by=by, why=" · ".join(part for part in (purpose, why) if part), count=len(keys), people=keys
    )
    Look.objects.bulk_create([Look(entry=entry, person_id=key) for key in keys], batch_size=500)
    return entry
