"""Days and moments as the field writes them."""

import datetime as dt

from django.utils import timezone


def today() -> dt.date:
    """Today's date where the site is (settings.TIME_ZONE)."""
    return timezone.localdate()


def local(day: dt.date, clock: dt.time) -> dt.datetime:
    """The moment of ``clock`` on ``day`` in the site's time zone."""
    return timezone.make_aware(dt.datetime.combine(day, clock))
