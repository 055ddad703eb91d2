"""Records that may be one person, and how two of them compare, without opening who they are."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from tongxing.people import access
from tongxing.people.models import Person
from tongxing.people.search import find_people

SHOWN = 20


def candidates_for(person: Person, user, asked: str = "") -> list[Person]:
    """Records in the reader's reach that may be ``person``'s second one; with ``asked``, what a search finds."""
    if asked:
        regions = access.staff_regions(user, access.WRITERS)
        people = [other for region in regions for other in find_people(region, asked, SHOWN)]
        return [other for other in dict.fromkeys(people) if other.pk != person.pk][:SHOWN]
    same = Q(name_key=person.name_key)
    if person.phone_key:
        same |= Q(phone_key=person.phone_key)
    keys = [key for key in (person.certificate_key, person.claimed_certificate_key) if key]
    if keys:
        same |= Q(certificate_key__in=keys) | Q(claimed_certificate_key__in=keys)
    people = access.within(user, Person.objects.exclude(pk=person.pk), names=access.WRITERS).filter(same)
    return list(people.select_related("region__parent").order_by("pk")[:SHOWN])


@dataclass(frozen=True)
class Fact:
    """One line of the comparison: what, of the one, of the other, and whether the two agree (None: says nothing)."""

    name: str
    first: str
    second: str
    agrees: bool | None = None


def compared(first: Person, second: Person) -> list[Fact]:
    """Two records side by side, masked; what is sealed is compared by its keyed hash."""

    def fact(name: str, of_person: Callable[[Person], str], agrees: bool | None = None) -> Fact:
        return Fact(name, of_person(first), of_person(second), agrees)

    return [
        fact(_("Name"), Person.masked_name, first.name_key == second.name_key),
        fact(
            _("Mobile number"),
            lambda person: person.masked_phone() or _("not given"),
            first.phone_key == second.phone_key if first.phone_key and second.phone_key else None,
        ),
        fact(
            _("Disability certificate"),
            _certificate,
            _have_one_certificate(first, second),
        ),
        fact(
            _("Place of residence"),
            lambda person: person.region.full_name(),
            first.region_id == second.region_id,
        ),
        fact(_("Signs in"), lambda person: _("yes") if person.account_id else _("no")),
        fact(_("Entered"), _entered),
    ]


def _certificate(person: Person) -> str:
    if person.certificate_key:
        return _("on record")
    return _("given by the person, on another record too") if person.claimed_certificate_key else _("not given")


def _have_one_certificate(first: Person, second: Person) -> bool | None:
    keys = [{person.certificate_key, person.claimed_certificate_key} - {None, ""} for person in (first, second)]
    return bool(keys[0] & keys[1]) if all(keys) else None


def _entered(person: Person) -> str:
    how = _("by staff") if person.entered_by_staff else _("by the person or guardian")
    return f"{person.entered_at:%Y-%m-%d} {how}"
