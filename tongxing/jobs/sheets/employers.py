"""Which employer a row of posts means, and where that one is at home."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.jobs.sheets.line import Line
from tongxing.jobs.sheets.places import Place, Places
from tongxing.organisations.identifiers import credit_code
from tongxing.organisations.industries import section
from tongxing.organisations.models import Organisation
from tongxing.organisations.register import Firm, firm_key
from tongxing.people.models import Region

NOTHING = re.compile(r"^(无|没有|暂无|否|/|-|—|不提供)$")
"""A cell that says that there is none."""


def read_employer(line: Line, places: Places, place: Region, employer: Organisation | None, above: Firm | None) -> None:
    """``values["firm"]`` from the row's own columns, else whose sheet it is, else that of the row above, aloud."""
    if line.is_error("employer"):
        return
    name, code = line.text("employer"), ""
    if NOTHING.match(name):
        name = ""
        above = None
    if line.text("credit_code"):
        try:
            code = credit_code(line.text("credit_code"))
        except Refused as refused:
            line.wrong("credit_code", str(refused))
    if not name and employer is not None:
        line.values["firm"] = Firm(employer.name, employer.region, code or employer.credit_code or "")
        return
    if not name and above is not None and line.row.after_gap:
        line.wrong(
            "employer",
            _("This cell is empty and the row above is none of the table: write which employer offers this post."),
        )
        return
    if not name and above is not None:
        line.doubt("employer", _("This cell is empty: the employer above, %(name)s, was taken.") % {"name": above.name})
        line.values["firm"] = above
        return
    if not name:
        line.wrong("employer", _("Write which employer offers this post."))
        return
    if name.isdigit():
        line.wrong("employer", _("“%(text)s” is a number, not the name of an employer.") % {"text": name[:40]})
        return
    if len(name) > 120:
        line.wrong(
            "employer",
            _("This has %(length)d signs; %(most)d are the most. Make it shorter.")
            % {"length": len(name), "most": 120},
        )
        return
    said = line.text("employer_region")
    own = places.named(said) if said else Place()
    if said and own.region is None:
        line.doubt(
            "employer_region",
            _("“%(text)s” was not found in %(region)s; the place of work was taken.")
            % {"text": said[:40], "region": places.area},
        )
    elif own.doubt:
        line.doubt("employer_region", own.doubt)
    home = own.region or place
    industry = section(line.text("industry"))
    if line.text("industry") and not industry:
        line.doubt(
            "industry",
            _("“%(text)s” is no section of the industry classification; it was left out.")
            % {"text": line.text("industry")},
        )
    staff = re.search(r"\d{1,6}", line.text("headcount"))
    line.values["firm"] = Firm(
        name=name,
        region=home,
        credit_code=code,
        industry=industry,
        address=line.text("address")[:200],
        headcount=int(staff.group()) if staff else None,
        contact_name=line.text("contact_name")[:60],
        contact_phone=line.text("contact_phone")[:60],
        scope=places.city(home),
    )


def settle_homes(lines: list[Line], homeless: list[Line]) -> None:
    """One home for each firm in a city, whatever districts its rows name; ``homeless`` are rows that name no place."""
    _home_of_the_same_firm(lines, homeless)
    _same_firm_same_home(lines)


def _home_of_the_same_firm(lines: list[Line], homeless: list[Line]) -> None:
    """A firm whose row names no place is at home where its other rows say, where they name one city."""
    unknown = {line.number for line in homeless if not line.text("employer_region")}
    homes: dict[str, dict[str, Firm]] = {}
    for line in lines:
        firm = line.values.get("firm")
        if firm is not None and firm.scope and line.number not in unknown:
            homes.setdefault(firm_key(firm.name), {}).setdefault(firm.scope, firm)
    for line in lines:
        firm = line.values.get("firm")
        if firm is None or line.number not in unknown:
            continue
        known = homes.get(firm_key(firm.name), {})
        if len(known) == 1:
            [home] = known.values()
            line.values["firm"] = replace(firm, region=home.region, scope=home.scope)


def _same_firm_same_home(lines: list[Line]) -> None:
    """Rows of one firm in one city lie in several districts: the firm is at home where its first row says."""
    homes: dict[tuple, Firm] = {}
    for line in lines:
        firm = line.values.get("firm")
        if firm is None:
            continue
        first = homes.setdefault((firm_key(firm.name), firm.scope or firm.region.path), firm)
        codes = {first.credit_code, firm.credit_code} - {""}
        if len(codes) < 2 and first.region != firm.region:
            line.values["firm"] = replace(firm, region=first.region)
