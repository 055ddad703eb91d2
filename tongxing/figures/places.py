"""In which cell of a public table an entry falls: its county, its hour, its employer's industry."""

from collections.abc import Callable

from django.utils import timezone

from tongxing.people.models import Region


def county_of() -> Callable[[str], str]:
    """A function from a region's path to the county's name with its city's: 包头市昆都仑区. One query."""
    names = {
        region.code: region.name
        for region in Region.objects.filter(level__lte=Region.Level.COUNTY).only("code", "name")
    }

    def county(path: str) -> str:
        known = [names[code] for code in path.split(".") if code in names]
        return "".join(known[1:]) or "".join(known)

    return county


def places_in_order() -> dict[str, int]:
    """Each county's name as ``county_of`` gives it, and its place in the order of the codes. One query."""
    regions = Region.objects.filter(level__lte=Region.Level.COUNTY).order_by("code").only("code", "name", "path")
    names = {region.code: region.name for region in regions}
    order: dict[str, int] = {}
    for place, region in enumerate(regions):
        parts = [names[code] for code in region.path.split(".") if code in names]
        order.setdefault("".join(parts[1:]) or "".join(parts), place)
    return order


def hour_of(moment) -> str:
    """The hour in which ``moment`` lies, in the site's time: 2025-12-03 09:00."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H}:00"


def by_county_and_hour(path: str, moment: str):
    """Cells of an entry about a person: the county they live in, the hour it happened."""

    def cells():
        county = county_of()
        return lambda row: {"county": county(row[path]), "hour": hour_of(row[moment])}

    return cells


def by_county(path: str):
    """The cell of an entry about a person by the county they live in."""

    def cells():
        county = county_of()
        return lambda row: {"county": county(row[path])}

    return cells


def by_industry(path: str):
    """The cell of an entry by its employer's industry."""
    return lambda: lambda row: {"industry": row[path]}
