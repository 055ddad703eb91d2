"""Whether a moment can be true of an event: the one check for whatever says when something was.

Devices, pages, sheets, campaign folders and the live hub all bring moments; each goes through ``check_moment``, which
holds it against the event's own days and against now. What is refused says which moments are possible.

===== =============================== ========================================== ===========
kind  what                            from, until                                before now
===== =============================== ========================================== ===========
DAY   comings, services, viewings     each day of the event, two hours around it yes
PAPER résumés, intents                the event's first hour, 92 days after it   yes
READY registrations, posts            a year before the event, now               yes
PLAN  interviews, interpreters' times each day of the event, two hours around it may be ahead
===== =============================== ========================================== ===========
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.dates import local
from tongxing.common.refusal import Refused

Span = tuple[dt.datetime, dt.datetime]

MARGIN = dt.timedelta(hours=2)
"""Doors open before the event does, and close after it."""
MOST_NIGHTS = 366
SKEW = dt.timedelta(minutes=2)
"""So much two clocks that are right may differ."""


@dataclass(frozen=True)
class Kind:
    """What a moment is of: how far from its event it may lie, and whether it may be ahead."""

    before: dt.timedelta = MARGIN
    after: dt.timedelta = MARGIN
    is_by_day: bool = False
    may_be_ahead: bool = False


class Times(NamedTuple):
    """From when until when an event lasts."""

    starts_at: dt.datetime
    ends_at: dt.datetime


DAY = Kind(is_by_day=True)
"""It happened at the event."""
PAPER = Kind(after=dt.timedelta(days=92))
"""It may have been entered from paper afterwards, with the moment of the entry."""
READY = Kind(before=dt.timedelta(days=366), after=dt.timedelta(days=36_525))
"""It makes the event ready: who takes part, what is offered, who has registered. Where a sheet does not say when that
was, it is the moment at which the sheet was taken in, however much later."""
PLAN = Kind(is_by_day=True, may_be_ahead=True)
"""It is to happen at the event."""


def days_of(event) -> tuple[Span, ...]:
    """The event's opening, day by day: from the first day's hour to the last day's on each.

    What goes on over a night, or for longer than a year, is one span.
    """
    begins, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    nights = (ends.date() - begins.date()).days
    if not 0 < nights <= MOST_NIGHTS or ends.time() <= begins.time():
        return ((event.starts_at, event.ends_at),)
    days = [begins.date() + dt.timedelta(days=day) for day in range(nights + 1)]
    return tuple((local(day, begins.time()), local(day, ends.time())) for day in days)


def widened(span: Span, before: dt.timedelta = MARGIN, after: dt.timedelta = MARGIN) -> Span:
    """The span with its margins, from a whole minute on and as many whole hours as it takes."""
    begins = (span[0] - before).replace(second=0, microsecond=0)
    hours = -(-(span[1] + after - begins) // dt.timedelta(hours=1))
    return begins, begins + dt.timedelta(hours=hours)


def spans_of(event, kind: Kind = DAY) -> tuple[Span, ...]:
    """The spans in which a moment of this kind is possible, margins included."""
    return _spans(Times(event.starts_at, event.ends_at), kind)


@lru_cache(maxsize=256)
def _spans(times: Times, kind: Kind) -> tuple[Span, ...]:
    spans = days_of(times) if kind.is_by_day else ((times.starts_at, times.ends_at),)
    return tuple(widened(span, kind.before, kind.after) for span in spans)


def is_within(at: dt.datetime, spans: Iterable[Span]) -> bool:
    """Whether ``at`` lies in one of ``spans``."""
    return any(begins <= at <= ends for begins, ends in spans)


def is_ahead(at: dt.datetime) -> bool:
    """Whether ``at`` is later than now by more than clocks differ."""
    return at > timezone.now() + SKEW


def check_moment(event, at: dt.datetime, kind: Kind = DAY, *, more: tuple[Span, ...] = ()) -> None:
    """Raise ``Refused`` with a sentence where ``at`` cannot be a moment of this kind of ``event``.

    ``event`` has ``name``, ``starts_at`` and ``ends_at``. ``more`` are other spans in which it is known to have been.
    """
    spans = (*spans_of(event, kind), *more)
    if not is_within(at, spans):
        begins, ends = min(spans, key=lambda span: min(abs(at - span[0]), abs(at - span[1])))
        if kind is READY:
            ends = max(begins, min(ends, timezone.now()))
        raise Refused(
            _(
                "“%(event)s”: this can only have been from %(begins)s to %(ends)s, not at %(at)s. Correct the moment, "
                "or the times of the event if they were others."
            )
            % {"event": event.name, "begins": written(begins), "ends": written(ends), "at": written(at)}
        )
    if not kind.may_be_ahead and is_ahead(at):
        raise Refused(
            _("%(at)s lies ahead: it is %(now)s now. Correct the moment, or the clock that it comes from.")
            % {"at": written(at), "now": written(timezone.now())}
        )


def written(moment: dt.datetime) -> str:
    """A moment as these sentences write it: 2025-12-03 09:00."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
