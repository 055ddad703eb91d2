"""The roster: what a device needs to know people again, and no more; encrypted with the device's own key."""

import base64
import hashlib
import json
import os
import time

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db.models import Q

from tongxing.doors.models import Device
from tongxing.fairs import access, meeting
from tongxing.jobs.models import Vacancy

LOOKED_AT_SECONDS = 30
_editions: dict[tuple, tuple[float, str]] = {}


def roster_of(device) -> dict:
    """The people, given-up tickets and posts that this device needs.

    The door knows everybody by masked name, initials and the end of the telephone number; a booth knows those who
    have asked for it, and an employer's own device the names of those alone who agreed to be shown to it.
    """
    return {"people": [*_people(device), *_given_up(device)], "vacancies": vacancies_of(device)}


def edition_of(roster: dict) -> str:
    """Says whether a roster is the same as before."""
    return hashlib.sha256(json.dumps(roster, sort_keys=True).encode()).hexdigest()[:16]


def edition_now(device) -> str:
    """The edition that the device would get now, looked at every half minute: devices ask with each upload."""
    place = device.fair_id, device.role, device.participation_id
    until, edition = _editions.get(place, (0.0, ""))
    if time.monotonic() >= until:
        edition = edition_of(roster_of(device))
        _editions[place] = time.monotonic() + LOOKED_AT_SECONDS, edition
    return edition


def boxed(device, roster: dict) -> str:
    """The roster as it travels: nonce and AES-256-GCM, base64."""
    nonce = os.urandom(12)
    plain = json.dumps(roster, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(nonce + AESGCM(base64.b64decode(device.roster_key)).encrypt(nonce, plain, None)).decode()


def vacancies_of(device) -> list[dict]:
    """The posts that are offered at the fair; at a booth its own."""
    posts = Vacancy.objects.filter(event=device.fair.event_id).exclude(state="withdrawn").select_related("employer")
    if device.participation:
        posts = posts.filter(employer=device.participation.employer_id)
    return [{"id": post.pk, "title": post.title, "employer": post.employer.name} for post in posts.order_by("pk")]


def _people(device) -> list[dict]:
    held = device.fair.registrations.select_related("person").only(
        "number", "fair_id", "person__name", "person__sound", "person__phone_tail"
    )
    if device.role == Device.Role.DOOR:
        return [
            {
                "k": one.pk,
                "n": one.number,
                "s": one.person.masked_name(),
                "i": _initials(one.person.sound),
                "t": one.person.phone_tail,
            }
            for one in held
        ]
    if device.participation:
        employer = device.participation.employer_id
        asked = Q(interviews__vacancy__employer=employer) | Q(wishes__vacancy__employer=employer)
        held = held.filter(asked).distinct()
    if device.role != Device.Role.EMPLOYER:
        return [{"k": one.pk, "n": one.number, "s": one.person.masked_name()} for one in held]
    employer = device.participation.employer
    shown = set(access.showing_themselves(employer).filter(pk__in=held.values("person")).values_list("pk", flat=True))
    expected = set(meeting.expected_by(device.fair, employer).values_list("pk", flat=True))
    return [_for_employer(one, one.person_id in shown, one.pk in expected) for one in held]


def _for_employer(registration, is_shown, is_expected) -> dict:
    """``q``: whom the employer alone would like to meet; without the ticket it takes the person's own word."""
    name = registration.person.masked_name() if is_shown else ""
    said = {"k": registration.pk, "n": registration.number, "s": name}
    return said if is_expected else said | {"q": True}


def _initials(sound: str) -> str:
    """``linxiaowen lxw`` → ``lxw``; of a name with two readings both."""
    return " ".join(sound.split()[1::2])


def _given_up(device) -> list[dict]:
    gone = device.fair.given_up_tickets.values_list("registration_key", "number")
    return [{"k": key, "n": number, "r": True} for key, number in gone]
