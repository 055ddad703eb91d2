"""In which cell of a public table an entry falls: its county, its hour."""

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


def hour_of(moment) -> str:
    """The hour in which ``moment`` lies, in the site's time: 2025-12-03 09:00."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H}:00"
