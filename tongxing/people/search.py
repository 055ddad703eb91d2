"""Finding people by what a clerk has at hand."""

import re
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet

from engines.wording import folded
from tongxing.common.paging import Count, KeysetPage, count_distinct_up_to, keyset_page
from tongxing.people.access import regions_under, staff_regions, within
from tongxing.people.identifiers import joined
from tongxing.people.models import Person, Region, SearchTerm
from tongxing.people.models.account import phone_hash
from tongxing.people.models.person import certificate_hash
from tongxing.people.terms import EVERYBODY, Range, is_sound, range_of_signs, range_of_sound

CERTIFICATE = re.compile(r"\d{17}[\dXx]\w{0,5}")
ORDER = ("term", "person_id")


def is_number(asked: str) -> bool:
    """Whether ``asked`` is a certificate or telephone number, or some of one: nothing for an address."""
    return joined(asked).lstrip("+")[:4].isdigit()


def kept_query(asked: str) -> str:
    """The search as the pager's links carry it on; a number is never carried on."""
    return f"&{urlencode({'q': asked})}" if asked and not is_number(asked) else ""


def page_of_people(request, asked: str) -> KeysetPage:
    """The people in the reader's regions who fit what was ``asked``, or all of them: in the order of their sounds.

    By signs and for nothing asked that is the whole name's sound, by sound the part that fits.
    """
    by_number = _by_number(within(request.user, Person.objects.all()), asked)
    if by_number is not None:
        return keyset_page(request, by_number.select_related("region__parent"), ("sound", "pk"))
    regions, range_ = staff_regions(request.user), _range(asked)
    terms = terms_within(regions, _once(range_))

    def count() -> Count:
        return count_distinct_up_to(terms_within(regions, _terms(range_)), "person_id")

    page = keyset_page(request, terms, ORDER, key="person_id", count=None if range_.is_once else count)
    return page.showing(_people_of)


def find_people(region: Region, asked: str, most: int) -> list[Person]:
    """At most ``most`` people of ``region`` and below who fit what was ``asked``."""
    everybody = Person.objects.filter(region__in=regions_under([region]).values("pk"))
    by_number = _by_number(everybody, asked)
    if by_number is not None:
        return list(by_number.select_related("region").order_by("pk")[:most])
    return _people_of(list(terms_within([region], _once(_range(asked))).order_by(*ORDER)[:most]))


def _people_of(terms: list) -> list[Person]:
    """The people of ``terms`` (rows of ``ORDER``), in their order."""
    people = Person.objects.select_related("region__parent").in_bulk([term.person_id for term in terms])
    return [people[term.person_id] for term in terms if term.person_id in people]


def _by_number(people: QuerySet, asked: str) -> QuerySet | None:
    """``people`` narrowed to a certificate number, a telephone, or its last four digits; None for anything else."""
    number = re.sub(r"^(\+?86|0086)(?=1\d{10}$)", "", joined(folded(asked)))
    if CERTIFICATE.fullmatch(number):
        return people.filter(certificate_key=certificate_hash(number))
    if re.fullmatch(r"1\d{10}", number):
        return people.filter(phone_key=phone_hash(number))
    if re.fullmatch(r"\d{4}", number):
        return people.filter(phone_tail=number)
    return None


def _range(asked: str) -> Range:
    """The terms that fit what was ``asked`` by sound or by signs; for nothing asked, those of everybody."""
    text = folded(asked)
    spoken = re.sub(r"[ ']", "", text).lower()
    if not text:
        return EVERYBODY
    return range_of_sound(spoken) if is_sound(spoken) else range_of_signs(text)


def _terms(range_: Range) -> QuerySet:
    """The terms of ``range_``; of a person more than one, unless ``range_.is_once``."""
    terms = SearchTerm.objects.filter(term__gte=range_.low, term__lt=range_.high)
    if range_.rest:
        terms = terms.filter(person__name_key__contains=range_.rest)
    return terms.values_list(*ORDER, named=True)  # what stands in the index: the table itself is not read


def _once(range_: Range) -> QuerySet:
    """The first term in ``range_`` of each person; whether there is an earlier one is asked of each row read."""
    if range_.is_once:
        return _terms(range_)
    earlier = SearchTerm.objects.filter(person=OuterRef("person"), term__gte=range_.low, term__lt=OuterRef("term"))
    return _terms(range_).filter(~Exists(earlier))


def terms_within(regions: list[Region], terms: QuerySet) -> QuerySet:
    """``terms`` of people who live in ``regions`` or below.

    Where each is a county or lies in one, the index by county leads to them; else the terms are read in their order
    and those of other places left out, which are few where the place is a large part of all.
    """
    if not regions:
        return terms.none()
    lies_in = Q()
    if all(region.level >= Region.Level.COUNTY for region in regions):
        counties = {region.county_or_self() for region in regions}
        lies_in = Q(county=counties.pop()) if len(counties) == 1 else Q(county__in=counties)
        if all(region.level == Region.Level.COUNTY for region in regions):
            return terms.filter(lies_in)
    below = list(regions_under(regions).values_list("pk", flat=True))
    return terms.filter(lies_in, region__in=below)
