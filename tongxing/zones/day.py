"""The day at the zones, for the page from which the whole fair is directed."""

from django.utils import timezone

from tongxing.zones.listing import totals_of
from tongxing.zones.runsheet import run_sheet


def of_fair(fair) -> dict:
    """``services``: sessions and minutes by kind; ``stages``: each programme of today with its run-sheet."""
    now = timezone.now()
    stages = [
        {"programme": programme, "sheet": run_sheet(programme, list(programme.items.all()), now)}
        for programme in fair.programmes.prefetch_related("items")
        if timezone.localdate(programme.starts_at) == timezone.localdate(now)
    ]
    return {"services": totals_of(fair), "stages": stages}
