"""Whom a row of the day speaks of: people of seekers.xlsx by number of their place, certificate, telephone, name."""

from collections import defaultdict
from collections.abc import Callable

from django.utils.translation import gettext as _

from engines import wording
from engines.wording import name_key
from tongxing.common.refusal import Refused
from tongxing.common.sheets import Row
from tongxing.folders.plan import Entry
from tongxing.folders.reading.sheet import SheetReader
from tongxing.jobs.sheets.seekers import NO
from tongxing.people import identifiers

SEEKERS = "seekers.xlsx"


class Participants:
    """The people of one event. ``seekers`` is None where their sheet cannot be read: that has been said."""

    def __init__(self, seekers: list[Entry] | None):
        self.numbers = None if seekers is None else {entry.number for entry in seekers}
        self.people = {entry.number: entry["person"] for entry in seekers or ()}
        self.by_certificate: dict[str, str] = {}
        self.by_phone: dict[tuple[str, str], str] = {}
        self.by_name: dict[str, list[str]] = defaultdict(list)
        for number, person in self.people.items():
            name = name_key(person["name"])
            if person["certificate"]:
                self.by_certificate[person["certificate"][:18]] = number
            if person["phone"]:
                self.by_phone[person["phone"], name] = number
            for other in _other_mobiles(person):
                self.by_phone.setdefault((other, name), number)
            self.by_name[name].append(number)

    def number_of(self, reader: SheetReader, row: Row) -> str:
        """The number of the place of whom the row names, empty where that is a problem (which is said).

        By the number itself, by certificate, by telephone and name, or by name alone: whichever stands there. All
        that stands there must agree.
        """
        problems = len(reader.problems)
        certificate = _checked(reader, row, "certificate", identifiers.certificate)
        is_named = bool(certificate or row.text("registration"))
        phone = _checked(reader, row, "phone", _first_mobile, is_needed=not is_named)
        name = name_key(row.text("name")) if row.text("name") else ""
        is_empty = not any(row.text(field) for field in ("certificate", "phone", "name"))
        number = reader.named(row, "registration", self.numbers, SEEKERS, required=is_empty)
        if len(reader.problems) > problems or self.numbers is None:
            return ""
        field = "registration"
        if not number and certificate:
            number, field = self.by_certificate.get(certificate[:18], ""), "certificate"
        if not number and phone and name:
            number, field = self.by_phone.get((phone, name), ""), "phone"
        if not number and name and not certificate and not phone:
            namesakes, field = self.by_name.get(name, []), "name"
            if len(namesakes) > 1:
                sentence = _("Several people in seekers.xlsx have this name. Write 登记编号 to say who it is.")
                reader.wrong(row, "name", sentence)
                return ""
            number = namesakes[0] if namesakes else ""
        if not number:
            field = "certificate" if certificate else "phone" if phone else "name"
            sentence = _("This person is not in seekers.xlsx. Correct the number, or add the person there.")
            reader.wrong(row, field, sentence)
            return ""
        return number if self._agrees(reader, row, number, certificate, phone, name) else ""

    def _agrees(self, reader: SheetReader, row: Row, number: str, certificate: str, phone: str, name: str) -> bool:
        """Whether nothing else in the row belongs to somebody else than ``number``."""
        person = self.people[number]
        wrong = ""
        if name and name != name_key(person["name"]):
            wrong = "name"
        elif (
            certificate and self.by_certificate.get(certificate[:18], "" if person["certificate"] else number) != number
        ):
            wrong = "certificate"
        elif phone and phone != (person["phone"] or phone) and phone not in _other_mobiles(person):
            wrong = "phone"
        if wrong:
            sentence = _(
                "This is not what seekers.xlsx says of %(number)s. Correct it here or there, or leave it empty."
            )
            reader.wrong(row, wrong, sentence % {"number": number})
        return not wrong


def _first_mobile(text: str) -> str:
    """The mobile number of a cell that may hold several, or a name beside it, as seekers.xlsx is read."""
    return identifiers.mobile(wording.phone(text).mobile or text)


def _other_mobiles(person: dict) -> list[str]:
    return [number for number in wording.phone(person.get("other_phones", "")).numbers if len(number) == 11]


def _checked(reader: SheetReader, row: Row, field: str, check: Callable[[str], str], *, is_needed: bool = True) -> str:
    """The number in one form, however it was written. Where it is none and is needed, the reader says what is wrong."""
    text = row.text(field)
    if not text or NO.fullmatch(text):
        return ""
    try:
        return check(text)
    except Refused as refusal:
        if is_needed:
            reader.wrong(row, field, str(refusal))
        return ""
