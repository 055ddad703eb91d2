"""What takes place for somebody, when and where: each app answers for its own part, the start page shows it."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone


@dataclass(frozen=True)
class Appointment:
    """Something at a time and a place; ``url`` is its own page, ``links`` (name, url) are pages needed beside it."""

    what: str
    url: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    where: str = ""
    links: tuple[tuple[str, str], ...] = ()

    def has_come(self) -> bool:
        """Whether it begins today, or began before and is not over."""
        return timezone.localdate(self.starts_at) <= timezone.localdate()

    def is_one_day(self) -> bool:
        """Whether it ends on the day on which it begins."""
        return timezone.localdate(self.starts_at) == timezone.localdate(self.ends_at)
