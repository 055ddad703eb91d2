"""Finding a firm again: by its credit code, else by its name where it is at home, however it was spelt."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from tongxing.organisations.models import Organisation, name_key
from tongxing.people.models import Region

LEGAL_FORM = re.compile(r"(股份)?有限(责任)?公司$")
LOOSE = re.compile(r"内蒙古|自治区|[省市盟]|(股份)?有限(责任)?公司|公司|集团")


@dataclass(frozen=True)
class Firm:
    """What somebody says about an employer. Empty means: nothing was said.

    ``scope`` is the path of the region within which the same name means the same firm; empty means ``region``.
    """

    name: str
    region: Region
    credit_code: str = ""
    industry: str = ""
    address: str = ""
    headcount: int | None = None
    contact_name: str = ""
    contact_phone: str = ""
    scope: str = ""

    def said(self) -> dict:
        """The facts that were said, by field of ``Organisation``; name and region left out."""
        facts = {
            "credit_code": self.credit_code,
            "industry": self.industry,
            "address": self.address,
            "headcount": self.headcount,
            "contact_name": self.contact_name,
            "contact_phone": self.contact_phone,
        }
        return {field: value for field, value in facts.items() if value not in ("", None)}


def firm_key(name: str) -> str:
    """``name_key`` with the two ways to write the same legal form made one (有限公司, 有限责任公司)."""
    return LEGAL_FORM.sub(lambda found: f"{found.group(1) or ''}有限公司", name_key(name))


def loose_key(name: str) -> str:
    """What is left of a name without place suffixes and legal form: equal for names that one should compare."""
    key = name_key(name)
    return LOOSE.sub("", key) or key


class Register:
    """The organisations among which firms are looked up; made with three queries for any number of firms.

    Two names are the same firm when their ``firm_key`` is equal, one's region holds the other's, and their
    credit codes, where both have one, are equal. The same name in a sister region is another firm.
    """

    def __init__(self, firms: Iterable[Firm]):
        firms = list(firms)
        codes = {firm.credit_code for firm in firms if firm.credit_code}
        keys = {key for firm in firms for key in _spellings(firm.name)}
        found = Organisation.objects.select_related("region").filter(Q(credit_code__in=codes) | Q(name_key__in=keys))
        self._by_code: dict[str, Organisation] = {}
        self._by_key: dict[str, list[Organisation]] = {}
        for organisation in found.order_by("pk"):
            self.add(organisation)

    def add(self, organisation: Organisation) -> None:
        """From now on ``organisation`` is found too; it need not be saved yet."""
        if organisation.credit_code:
            self._by_code[organisation.credit_code] = organisation
        namesakes = self._by_key.setdefault(firm_key(organisation.name), [])
        if organisation not in namesakes:
            namesakes.append(organisation)

    def find(self, firm: Firm) -> Organisation | None:
        """The organisation that ``firm`` is, or nothing."""
        if firm.credit_code and firm.credit_code in self._by_code:
            return self._by_code[firm.credit_code]
        near = [
            one
            for one in self._by_key.get(firm_key(firm.name), [])
            if _holds(one.region.path, firm.scope or firm.region.path)
        ]
        same = [one for one in near if not (firm.credit_code and one.credit_code)]
        same.sort(key=lambda one: one.region.path != firm.region.path)
        return same[0] if same else None

    def rival(self, firm: Firm) -> Organisation | None:
        """Another organisation of the same name in the same region, under another credit code."""
        if not firm.credit_code or firm.credit_code in self._by_code:
            return None
        namesakes = self._by_key.get(firm_key(firm.name), [])
        return next(
            (namesake for namesake in namesakes if namesake.region.path == firm.region.path and namesake.credit_code),
            None,
        )


def _spellings(name: str) -> set[str]:
    key = name_key(name)
    stem = LEGAL_FORM.sub("", key)
    if stem == key:
        return {key}
    share = "股份" if "股份有限" in key[len(stem) :] else ""
    return {key, f"{stem}{share}有限公司", f"{stem}{share}有限责任公司"}


def _holds(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
