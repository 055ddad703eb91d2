"""Reading employers.xlsx and vacancies.xlsx."""

import re
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tongxing.campaigns import moments
from tongxing.common.refusal import Refused
from tongxing.folders.format import EMPLOYERS, STANDINGS, VACANCIES, VACANCY_STATES
from tongxing.folders.plan import Entry, EventPlan
from tongxing.folders.problem import Problem
from tongxing.folders.reading.places import Regions
from tongxing.folders.reading.sheet import SheetReader
from tongxing.jobs.sheets import vacancies as posts
from tongxing.organisations.identifiers import credit_code
from tongxing.organisations.industries import section
from tongxing.organisations.models import name_key
from tongxing.organisations.register import Firm

OCCUPATION = re.compile(r"\d(-\d{2}){0,3}")
OWN_TEXTS = {"title": 80, "place": 200, "contact_name": 60, "accommodation_contact": 120}
"""Fields of a post that are taken as they were typed."""


def read_employers(folder: Path, event: EventPlan, regions: Regions, problems: list[Problem]) -> list[Entry] | None:
    """The employers of an event; each number, name and booth is there once. None where the sheet cannot be read."""
    reader = SheetReader(folder, event.key, EMPLOYERS, problems)
    if reader.is_unread:
        return None
    booths = event.fair.booths() if event.fair else {}
    entries: list[Entry] = []
    numbers: dict[str, Any] = {}
    names: dict[str, Any] = {}
    taken: dict[tuple, Any] = {}
    for row in reader.rows:
        name = reader.plain(row, "name", 120)
        if not name:
            reader.wrong(row, "name", _("Write the employer's name."))
            continue
        if name_key(name) in names:
            sentence = _("“%(name)s” stands in row %(row)d already. Keep one of the two rows.")
            reader.wrong(row, "name", sentence % {"name": name, "row": names[name_key(name)]})
            continue
        names[name_key(name)] = row.number
        standing = reader.choice(row, "standing", STANDINGS, "taking_part")
        number = "" if standing == "posts_only" else reader.number(row, numbers)
        booth = reader.named(row, "booth", booths, "campaign.toml", required=False)
        if booth and booths[booth] in taken:
            sentence = _("The booth %(booth)s belongs to row %(row)d already. Give each employer a booth of its own.")
            reader.wrong(row, "booth", sentence % {"booth": booth, "row": taken[booths[booth]]})
        elif booth:
            taken[booths[booth]] = row.number
        region = regions.named(reader, row)
        firm = Firm(
            name=name,
            region=region or regions.base,
            credit_code=_code(reader, row),
            industry=_industry(reader, row),
            address=reader.plain(row, "address"),
            headcount=reader.integer(row, "headcount", 0, 10_000_000, None),
            contact_name=reader.plain(row, "contact_name", 60),
            contact_phone=reader.plain(row, "contact_phone", 60),
        )
        values = {
            "firm": firm,
            "booth": booths.get(booth),
            "standing": standing,
            "registered_at": reader.moment(row, "registered_at", event, moments.READY),
        }
        entries.append(Entry(number, values, row.number))
    return entries


def _code(reader: SheetReader, row) -> str:
    try:
        return credit_code(row.text("credit_code")) if row.text("credit_code") else ""
    except Refused as refusal:
        reader.wrong(row, "credit_code", str(refusal))
        return ""


def _industry(reader: SheetReader, row) -> str:
    text = row.text("industry")
    letter = section(text)
    if text and not letter:
        sentence = _("“%(text)s” is no section of the industry classification: write its letter (A to T) or its name.")
        reader.wrong(row, "industry", sentence % {"text": text[:40]})
    return letter


def read_vacancies(
    folder: Path, event: EventPlan, regions: Regions, employers: list[Entry] | None, problems: list[Problem]
) -> list[Entry] | None:
    """The posts of an event, each of an employer in employers.xlsx. None where the sheet cannot be read."""
    extra = [field.heading() for field in VACANCIES.fields if field.field not in posts.NAMES]
    reader = SheetReader(folder, event.key, VACANCIES, problems, [*posts.HEADINGS, *extra])
    if reader.table is None:
        return None if reader.is_unread else []
    firms = {name_key(entry["firm"].name): entry for entry in employers or ()}
    entries: list[Entry] = []
    numbers: dict[str, Any] = {}
    for line in posts.understand(reader.table, region=regions.base, within=regions.within):
        row, values = line.row, dict(line.values)
        has_code = bool(row.text("region_code"))
        for warning in line.warnings:
            if warning not in row.doubts:
                reader.doubt(warning)
        for problem in line.problems:
            if problem.field not in {"employer", "number"} and not (problem.field == "region" and has_code):
                reader.wrong(row, problem.field, problem.sentence)
        name = reader.plain(row, "employer", 120)
        employer = firms.get(name_key(name))
        if employer is None and employers is not None:
            sentence = _("“%(name)s” is not in employers.xlsx. Add it there, or correct the name.")
            reader.wrong(row, "employer", sentence % {"name": name})
        number = reader.number(row, numbers)
        values["region"] = regions.of(reader, row, values.get("region", regions.base))
        values |= {field: reader.plain(row, field, most) for field, most in OWN_TEXTS.items() if line.has(field)}
        code = row.text("occupation")
        if code and not OCCUPATION.fullmatch(code):
            sentence = _("“%(code)s” is no code of the occupation classification: write it as 4-01-06.")
            reader.wrong(row, "occupation", sentence % {"code": code[:20]})
        values["occupation"] = code or values.get("occupation", "")
        values["state"] = reader.choice(row, "state", VACANCY_STATES, "open")
        values["entered_at"] = reader.moment(row, "entered_at", event, moments.READY)
        values["firm_name"] = employer["firm"].name if employer else ""
        for field in ("firm", "number"):
            values.pop(field, None)
        entries.append(Entry(number, values, row.number))
    return entries
