"""A fair's comings by quarter of an hour as the public may see them, once no more come in."""

from itertools import groupby

from tongxing.fairs.arrivals import Quarter, by_quarter, plot_of
from tongxing.fairs.models import Fair
from tongxing.fairs.panels import Panel, for_fairs
from tongxing.figures.disclosure import shown

OVER = (Fair.State.CLOSED, Fair.State.REPORTED)


@for_fairs
def arrivals(request, fair) -> Panel | None:
    """The plot on the page of a fair that is over: while it runs, who looks twice would see single people come."""
    if fair.state not in OVER:
        return None
    quarters = protected(by_quarter(fair))
    plot = plot_of(quarters)
    if plot is None:
        return None
    return Panel(
        "figures/arrivals_panel.html",
        {"plot": plot, "hides": any(quarter.count is None for quarter in quarters)},
        order=70,
    )


def protected(quarters: list[Quarter]) -> list[Quarter]:
    """``quarters`` with small counts hidden, and whatever they could be worked out from.

    The comings of each hour are public, so that a single hidden quarter would follow by subtraction: the least of the
    other ones of its hour is hidden with it. Where an hour has no other, nothing of that hour is shown.
    """
    cells = shown([[str(quarter.starts_at), quarter.count] for quarter in quarters], about_people=True)
    if not cells:
        return []
    found = [Quarter(quarter.starts_at, cell.number) for quarter, cell in zip(quarters, cells, strict=True)]
    return [quarter for _hour, ones in groupby(found, _hour_of) for quarter in _with_company(list(ones))]


def _hour_of(quarter: Quarter):
    return quarter.starts_at.date(), quarter.starts_at.hour


def _with_company(hour: list[Quarter]) -> list[Quarter]:
    hidden = [quarter for quarter in hour if quarter.count is None]
    if len(hidden) != 1:
        return hour
    others = [quarter for quarter in hour if quarter.count]
    least = min(others, key=lambda quarter: quarter.count or 0) if others else None
    return [Quarter(quarter.starts_at, None) if least is None or quarter is least else quarter for quarter in hour]
