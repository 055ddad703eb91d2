"""Booking heartbeats: each segment that the hub has closed becomes viewings and minutes, exactly once.

The rule stands in ``live.rule``; in whatever order heartbeats come, they count the same. What is kept in memory is
bounded by ``BATCH``, not by the number of viewers.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from hub import spool
from tongxing.campaigns import moments
from tongxing.fairs.models import Fair, Viewing
from tongxing.live.models import BookedSegment, Minute, Stay, Stream
from tongxing.live.rule import OWN, Span, is_viewing, length, minutes_of, number_of, window_of
from tongxing.trail.actions import record

BATCH = 20_000
"""Heartbeats that are put together before the database is asked."""
AT_ONCE = 500
"""Rows in one question to the database."""
OPEN = (Fair.State.SEEKERS, Fair.State.RUNNING, Fair.State.CLOSED)
"""A reported fair takes no more entries."""


def book_viewings(*, by) -> int:
    """Book every closed segment; answers how many were booked now. May be called at any time, and be killed."""
    booked = 0
    for segment in spool.segments(settings.LIVE_FOLDER):
        booked += _book(segment, by)
    return booked


@transaction.atomic
def _book(segment, by) -> bool:
    """Book one segment and let the hub's folder put it aside once that is certain. False where it was booked before."""
    done, is_new = BookedSegment.objects.get_or_create(name=segment.name, defaults={"beats": 0})
    if is_new:
        elsewhen = 0
        for batch in _batches(segment.beats()):
            done.beats += len(batch)
            for stream, spans in _by_stream(batch).items():
                possible = {number: span for number, span in spans.items() if _is_possible(stream.fair.event, span)}
                elsewhen += len(spans) - len(possible)
                _grow(stream, possible)
        done.save(update_fields=["beats"])
        record("booked heartbeats", done, by=by, beats=done.beats, stays_at_other_times=elsewhen)
    transaction.on_commit(partial(spool.retire, segment))
    return is_new


def _batches(beats: Iterable) -> Iterator[list]:
    beats = iter(beats)
    while batch := list(islice(beats, BATCH)):
        yield batch


def _by_stream(batch: list) -> dict[Stream, dict[str, Span]]:
    """The stays that ``batch`` tells of, by stream and number. Channels of no stream are left aside."""
    spans: dict[str, dict[tuple[str, int], Span]] = {}
    for channel, visit, at in batch:
        own = spans.setdefault(channel, {})
        key = (visit, window_of(at))
        first, last = own.get(key, (at, at))
        own[key] = (min(first, at), max(last, at))
    streams = Stream.objects.filter(channel__in=spans, fair__state__in=OPEN).select_related("fair__event")
    streams = streams.select_for_update(of=("self",))  # two that book at once widen the same stays
    return {stream: {number_of(*key): span for key, span in spans[stream.channel].items()} for stream in streams}


def _is_possible(event, span: Span) -> bool:
    """Whether the stay lies within the event's hours, and not ahead: a hub's clock may be wrong, a page left open."""
    first, last = map(_moment, span)
    spans = moments.spans_of(event)
    return moments.is_within(first, spans) and moments.is_within(last, spans) and not moments.is_ahead(last)


def _grow(stream: Stream, spans: dict[str, Span]) -> None:
    """Widen the stays of ``stream`` by ``spans``; those that are long enough become viewings and count in minutes."""
    minutes: Counter[int] = Counter()
    numbers = sorted(spans)
    for start in range(0, len(numbers), AT_ONCE):
        part = numbers[start : start + AT_ONCE]
        kept = {stay.number: (stay.first_at, stay.last_at) for stay in stream.stays.filter(number__in=part)}
        wide = {number: _wider(spans[number], kept.get(number)) for number in part}
        grown = {number: span for number, span in wide.items() if span != kept.get(number)}
        _keep_stays(stream, grown)
        viewings = {number: span for number, span in grown.items() if is_viewing(span)}
        _keep_viewings(stream, viewings)
        for number, span in viewings.items():
            minutes.update(set(minutes_of(span)) - set(minutes_of(kept.get(number))))
    _add_minutes(stream, minutes)


def _wider(span: Span, kept: Span | None) -> Span:
    if kept is None:
        return span
    return min(span[0], kept[0]), max(span[1], kept[1])


def _keep_stays(stream: Stream, spans: dict[str, Span]) -> None:
    Stay.objects.bulk_create(
        (Stay(stream=stream, number=number, first_at=first, last_at=last) for number, (first, last) in spans.items()),
        update_conflicts=True,
        unique_fields=["stream", "number"],
        update_fields=["first_at", "last_at"],
    )


def _keep_viewings(stream: Stream, spans: dict[str, Span]) -> None:
    Viewing.objects.bulk_create(
        (
            Viewing(fair=stream.fair, number=one, channel=OWN, started_at=_moment(span[0]), seconds=int(length(span)))
            for one, span in spans.items()
        ),
        update_conflicts=True,
        unique_fields=["fair", "number"],
        update_fields=["started_at", "seconds"],
    )


def _moment(at: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(at, dt.UTC)


def _add_minutes(stream: Stream, minutes: Counter[int]) -> None:
    Minute.objects.bulk_create(
        (Minute(stream=stream, at=_moment(at), number=f"M-{localtime(_moment(at)):%Y%m%d-%H%M}") for at in minutes),
        ignore_conflicts=True,
    )
    for at, count in minutes.items():
        stream.minutes.filter(at=_moment(at)).update(watching=F("watching") + count)
