"""Finding somebody at the door by what they show or say."""

import re

from django.db.models import Count, Q

from engines.wording import folded, name_key
from tongxing.fairs import tickets
from tongxing.fairs.models import Attendance
from tongxing.people.identifiers import joined
from tongxing.people.models.account import phone_hash
from tongxing.people.models.person import certificate_hash

Means = Attendance.Means
MOST = 20
"""So many are listed; who looks for more writes more of the name."""


def find(fair, text) -> tuple[str, list]:
    """(means, registrations of ``fair``) for a telephone, certificate or ticket number, a ticket's QR code, or a name.

    Four digits are the end of a telephone number; what a ticket's QR code holds is a ticket as well, and ``Refused``
    where it is none of this fair. Each registration carries ``comings``.
    """
    if tickets.looks_like_token(text):
        return Means.TICKET, _listed(fair, Q(pk=tickets.read(text, fair.pk).registration))
    said = folded(text)
    number = joined(text)
    if re.fullmatch(r"(\+?86|0086)?1[3-9]\d{9}", number):
        key = phone_hash(number[-11:])
        return Means.PHONE, _listed(fair, Q(person__phone_key=key) | Q(person__guardians__phone_key=key))
    if re.fullmatch(r"\d{17}[\dX]\w{0,5}", number):
        return Means.CERTIFICATE, _listed(fair, Q(person__certificate_key=certificate_hash(number)))
    by_number = _listed(fair, Q(number=said) | Q(number=said.upper()))
    if by_number:
        return Means.TICKET, by_number
    if re.fullmatch(r"\d{4}", number):
        return Means.NAME, _listed(fair, Q(person__phone_tail=number))
    sound = name_key(said)
    by_name = Q(person__name_key__contains=sound)
    if sound.isascii() and sound:
        by_name |= Q(person__sound__startswith=sound) | Q(person__sound__contains=f" {sound}")
    return Means.NAME, _listed(fair, by_name)


def _listed(fair, condition) -> list:
    people = fair.registrations.filter(condition).select_related("person__region")
    return list(people.annotate(comings=Count("attendances", distinct=True)).order_by("person__sound", "number")[:MOST])
