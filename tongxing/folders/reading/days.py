"""Days, clock times and moments as they stand in a folder's cells."""

import datetime as dt
import re

from django.utils import timezone

DAY = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
CLOCK = re.compile(r"^(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2})(?:\.(\d{1,6}))?)?[分秒]?$")
YEARS = range(1900, 2201)
"""Anything else is a slip of the finger."""


def day(text: str) -> dt.date | None:
    """2025-12-03, 2025/12/3, 2025.12.3 or 2025年12月3日; None for anything else and for unlikely years."""
    found = DAY.match(text.strip())
    try:
        read = dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
    return read if read and read.year in YEARS else None


def clock(text: str) -> dt.time | None:
    """9:05, 09:05:30 or 9时5分; None for anything else."""
    found = CLOCK.match(text.strip())
    if not found:
        return None
    hour, minute, second, fraction = found.groups()
    try:
        return dt.time(int(hour), int(minute), int(second or 0), int((fraction or "0").ljust(6, "0")))
    except ValueError:
        return None


def moment(text: str) -> dt.datetime | None:
    """A day and a clock time with a space or T between them, in the site's time zone; None for anything else."""
    parts = re.split(r"[T\s]+", text.strip(), maxsplit=1)
    if len(parts) != 2:
        return None
    on, at = day(parts[0]), clock(parts[1])
    return timezone.make_aware(dt.datetime.combine(on, at)) if on and at else None


def written(at: dt.datetime | None) -> str:
    """A moment as it is saved: to the second, or to the microsecond where it has any."""
    if at is None:
        return ""
    return timezone.localtime(at).replace(tzinfo=None).isoformat(sep=" ", timespec="auto")
