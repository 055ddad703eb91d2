"""Reading seekers.xlsx: people, what they look for, and their place at the event."""

import re
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from engines.wording import accommodations
from tongxing.campaigns import moments
from tongxing.folders.format import CONSENTS, EDUCATION, FROM_HOME, REACH, REGISTRATION_MEANS, SEEKERS
from tongxing.folders.plan import Entry, EventPlan
from tongxing.folders.problem import Problem
from tongxing.folders.reading.places import Regions
from tongxing.folders.reading.sheet import SheetReader
from tongxing.jobs.sheets import seekers as usual
from tongxing.jobs.sheets.hours import weekly_hours

LIST = re.compile(r"[、，,;；\s]+")
OCCUPATION = re.compile(r"\d(-\d{2}){0,3}")
TICKET = re.compile(r"[0-9A-Za-z-]{8,40}")
PERSON = ("name", "region", "phone", "certificate", "certificate_until", "needs", "guardian")
REGISTRATION = ("ticket", "can_come_from", "must_leave_by", "means", "registered_at")
EXACT = {"education": EDUCATION, "from_home": FROM_HOME, "reach": REACH}
"""Columns with words of their own, which say more than the usual ones."""


def read_seekers(
    folder: Path, event: EventPlan, regions: Regions, tickets: dict[str, str], problems: list[Problem]
) -> list[Entry] | None:
    """Everybody's place at the event: values ``person``, ``seeker``, ``registration``, ``consents``.

    ``tickets`` are those met in earlier events; a ticket opens one door only. None where the sheet cannot be read.
    """
    extra = [field.heading() for field in SEEKERS.fields if field.field not in usual.NAMES]
    reader = SheetReader(folder, event.key, SEEKERS, problems, [*usual.HEADINGS, *extra])
    if reader.table is None:
        return None if reader.is_unread else []
    entries: list[Entry] = []
    numbers: dict[str, int] = {}
    nobody = _("Write a mobile number or a certificate number, so that the person is known again.")
    for line in usual.understand(reader.table, region=regions.base, within=regions.within):
        row, values = line.row, dict(line.values)
        for warning in line.warnings:
            if warning not in row.doubts:
                reader.doubt(warning)
        own = {field for field, words in EXACT.items() if row.text(field) in words}
        own |= {"region"} if row.text("region_code") else set()
        for problem in line.problems:
            # a person without any number is known by the number of their place here
            if problem.field not in own and problem.sentence != nobody:
                reader.wrong(row, problem.field, problem.sentence)
        number = reader.number(row, numbers)
        person = values.pop("person") | {"certificate_until": reader.day(row, "certificate_until")}
        person["region"] = regions.of(reader, row, person["region"])
        if line.has("needs") or line.has("helps"):
            person["needs"] = _needs(line, values.pop("needs", []))
        person["guardian"] = values.pop("guardian", None)
        consents = [*_list(reader, row, "consents", CONSENTS), *values.pop("consents", [])]
        values.pop("number", None)
        seeker = values | _exact(reader, line)
        registration = {
            "ticket": _ticket(reader, row, tickets, f"{event.key}/{number}"),
            "can_come_from": reader.clock(row, "can_come_from"),
            "must_leave_by": reader.clock(row, "must_leave_by"),
            "means": reader.choice(row, "means", REGISTRATION_MEANS, "sheet"),
            "registered_at": reader.moment(row, "registered_at", event, moments.READY),
        }
        entry = {
            "person": person,
            "seeker": seeker,
            "registration": registration,
            "consents": list(dict.fromkeys(consents)),
        }
        entries.append(Entry(number, entry, row.number))
    return entries


def _exact(reader: SheetReader, line) -> dict[str, Any]:
    """Fields of ``Seeker`` that the usual sheet does not have, or says less of."""
    row = line.row
    values: dict[str, Any] = {}
    for field, words in EXACT.items():
        if row.text(field) in words:
            values[field] = words[row.text(field)]
    hours = weekly_hours(row.text("hours")) if row.text("hours") else None
    if hours:
        values["hours_min"], values["hours_max"] = hours
    codes = [code for code in LIST.split(row.text("occupations")) if code]
    bad = [code for code in codes if not OCCUPATION.fullmatch(code)]
    if bad:
        sentence = _("“%(code)s” is no code of the occupation classification: write it as 4-01-06.")
        reader.wrong(row, "occupations", sentence % {"code": bad[0][:20]})
    if codes:
        values["occupations"] = codes[:5]
    if line.has("free_from"):
        values["free_from"] = reader.day(row, "free_from")
    for field in ("shows_phone", "shows_needs"):
        if line.has(field):
            values[field] = reader.truth(row, field)
    return values


def _needs(line, musts: list[tuple[str, bool, str]]) -> list[tuple[str, bool]]:
    """(code, whether it is a must); what stands in both columns is a must."""
    codes = {code for code, _is_must, _note in musts}
    helps = [code for code in accommodations(line.row.text("helps")) if code not in codes]
    return [*((code, True) for code, _is_must, _note in musts), *((code, False) for code in helps)]


def _list(reader: SheetReader, row, field: str, words: dict[str, str]) -> list[str]:
    said = [word for word in LIST.split(row.text(field)) if word]
    bad = [word for word in said if word not in words]
    if bad:
        sentence = _("“%(text)s” is not known here. Write one of: %(choices)s.")
        reader.wrong(row, field, sentence % {"text": bad[0][:40], "choices": "、".join(words)})
    return [words[word] for word in said if word in words]


def _ticket(reader: SheetReader, row, tickets: dict[str, str], here: str) -> str:
    ticket = reader.plain(row, "ticket", 40)
    if ticket and not TICKET.fullmatch(ticket):
        reader.wrong(
            row, "ticket", _("A ticket's number has 8 to 40 letters and digits. Leave it empty to get a new one.")
        )
    elif ticket and ticket in tickets:
        sentence = _("This ticket belongs to %(other)s already. Leave the cell empty to get a new one.")
        reader.wrong(row, "ticket", sentence % {"other": tickets[ticket]})
    elif ticket:
        tickets[ticket] = here
    return ticket
