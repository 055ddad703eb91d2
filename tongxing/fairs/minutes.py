"""A fair's times as the scheduling engine counts them: whole minutes from midnight of its first day."""

import datetime as dt
from itertools import pairwise

from django.utils import timezone

from tongxing.common.dates import local

Span = tuple[int, int]


def midnight(fair) -> dt.datetime:
    """From when minutes are counted."""
    return local(timezone.localdate(fair.event.starts_at), dt.time())


def minute(fair, moment) -> int:
    """``moment`` in minutes of the fair."""
    return round((moment - midnight(fair)).total_seconds() / 60)


def moment(fair, minutes) -> dt.datetime:
    """The moment that ``minutes`` of the fair mean."""
    return midnight(fair) + dt.timedelta(minutes=minutes)


def now(fair) -> int:
    """The first minute that has not begun yet."""
    return -int((midnight(fair) - timezone.now()).total_seconds() // 60)


def days(fair) -> list[dt.date]:
    """The fair's days."""
    first, last = timezone.localdate(fair.event.starts_at), timezone.localdate(fair.event.ends_at)
    return [first + dt.timedelta(days=day) for day in range((last - first).days + 1)]


def daily(fair, begins, ends) -> list[Span]:
    """From ``begins`` until ``ends`` of each day; none where one of the two is not said."""
    if not begins or not ends:
        return []
    return [(minute(fair, local(day, begins)), minute(fair, local(day, ends))) for day in days(fair)]


def nights(fair) -> list[Span]:
    """A fair of several days is shut from each day's end to the next day's beginning."""
    begins, ends = timezone.localtime(fair.event.starts_at).time(), timezone.localtime(fair.event.ends_at).time()
    if begins >= ends:
        return []
    opened = daily(fair, begins, ends)
    return [(today[1], tomorrow[0]) for today, tomorrow in pairwise(opened)]


def within(fair, since, until) -> Span | None:
    """Two moments, either of which may be open, as far as the fair lasts; ``None`` where nothing is left."""
    opens, closes = minute(fair, fair.event.starts_at), minute(fair, fair.event.ends_at)
    first = opens if since is None else max(opens, minute(fair, since))
    last = closes if until is None else min(closes, minute(fair, until))
    return (first, last) if first < last else None
