"""Who is known already: by certificate, else by telephone and name together. What contradicts itself is nobody.

One telephone often serves a family and many people share a name, so neither alone names anybody. A number that has
been checked (``identifiers``) is expected. No number of a person stands in a sentence.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tongxing.people.models import Person
from tongxing.people.models.account import phone_hash
from tongxing.people.models.person import certificate_hash, person_key

CERTIFICATE, PHONE, NAME = "certificate", "phone", "name"


@dataclass(frozen=True)
class Recognition:
    """The person, if one is known. ``conflict`` says which key contradicts the others, at ``field``: ask first.

    ``people`` are all whom one of the keys names.
    """

    person: Person | None = None
    conflict: str = ""
    field: str = ""
    people: tuple[Person, ...] = ()


class Register:
    """People by the keys that name them."""

    def __init__(self, people: Iterable[Person]):
        self.by_certificate: dict[str, Person] = {}
        self.by_phone: dict[tuple[str, str], list[Person]] = defaultdict(list)
        for person in people:
            if person.certificate_key:
                self.by_certificate[person.certificate_key] = person
            if person.phone_key:
                self.by_phone[person.phone_key, person_key(person.name)].append(person)

    def recognise(self, *, name: str, phone: str = "", certificate: str = "") -> Recognition:
        """Whom the keys name, where they agree."""
        holder = self.by_certificate.get(certificate_hash(certificate)) if certificate else None
        namesakes = self.by_phone.get((phone_hash(phone), person_key(name)), []) if phone and name else []
        people = tuple({person.pk: person for person in [*([holder] if holder else []), *namesakes]}.values())
        if holder:
            if name and person_key(holder.name) != person_key(name):
                sentence = _("This certificate number is entered with another name. Compare it with the certificate.")
                return Recognition(None, sentence, NAME, people)
            if namesakes and holder not in namesakes:
                sentence = _(
                    "The certificate number is entered for one person, the telephone number with this name for "
                    "another. Ask which is right, and leave the other number out."
                )
                return Recognition(None, sentence, CERTIFICATE, people)
            return Recognition(holder, people=people)
        if certificate and any(person.certificate_key for person in namesakes):
            sentence = _(
                "This name with this telephone number is entered with another certificate number. Compare it with "
                "the certificate; if they are two people, leave this telephone number out."
            )
            return Recognition(None, sentence, CERTIFICATE, people)
        if len(namesakes) > 1:
            sentence = _(
                "Several people are entered with this name and this telephone number. Write the certificate number to "
                "say who it is, or leave the telephone number out."
            )
            return Recognition(None, sentence, PHONE, people)
        return Recognition(namesakes[0] if namesakes else None, people=people)


def recognise(*, name: str, phone: str = "", certificate: str = "") -> Recognition:
    """The same for one person, asked of the database."""
    people: list[Person] = []
    if certificate:
        people += Person.objects.filter(certificate_key=certificate_hash(certificate))
    if phone and name:
        people += Person.objects.filter(phone_key=phone_hash(phone), name_key=person_key(name)).order_by("pk")
    return Register({person.pk: person for person in people}.values()).recognise(
        name=name, phone=phone, certificate=certificate
    )
