"""What there is to meet with, for the scheduling engine: people, booths, interpreters, rooms and ways between them.

What was said on the day (``Disruption``) is part of it: a timetable that is made again keeps to it.
"""

from itertools import combinations

from django.utils import timezone

from engines.scheduling import Booth, Interpreter, Person, QuietRoom, Rest
from tongxing.common.dates import local
from tongxing.fairs import minutes
from tongxing.fairs.models import QuietRoom as Room
from tongxing.fairs.models import Way


def standing(fair) -> list:
    """What was said on the day and still holds."""
    return list(fair.disruptions.filter(over_at=None)) if fair.pk else []


def person(fair, registration, disruptions) -> Person:
    """When somebody is there, at their pace, with the rest and the pauses that they asked for."""
    days = minutes.days(fair)
    comes, leaves = registration.can_come_from, registration.must_leave_by
    arrives = [minutes.minute(fair, local(days[0], comes))] if comes else []
    goes = [minutes.minute(fair, local(days[-1], leaves))] if leaves else []
    for disruption in disruptions:
        if disruption.registration_id == registration.pk:
            arrives += [minutes.minute(fair, disruption.until)] if disruption.until else []
            goes += [minutes.minute(fair, disruption.since)] if disruption.since else []
    earliest = max(arrives, default=None)
    latest = min(goes, default=None)
    return Person(
        id=registration.pk,
        arrives=earliest,
        leaves=latest if latest is None or earliest is None else max(earliest, latest),
        pace_percent=registration.pace_percent,
        rests=_rests(fair, registration),
        most_in_a_row=registration.most_in_a_row,
    )


def _rests(fair, registration) -> list[Rest]:
    """The rest that was asked for, on each day; where no times were said, within that day's hours."""
    if not registration.rest_minutes:
        return []
    opens, closes = (timezone.localtime(end).time() for end in (fair.event.starts_at, fair.event.ends_at))
    spans = minutes.daily(fair, registration.rest_from or opens, registration.rest_until or closes)
    asked = registration.rest_minutes
    fits = [(first, last) for first, last in spans if last - first >= asked]
    return [Rest(minutes=asked, earliest=first, latest=last) for first, last in fits]


def booths(fair, held, disruptions) -> list[Booth]:
    """The booths that employers hold, with their lunch and the times at which they are closed."""
    return [
        Booth(
            id=one.pk,
            desks=one.desks,
            breaks=minutes.daily(fair, one.lunch_from, one.lunch_until)
            + _gone(fair, [gone for gone in disruptions if gone.booth_id == one.pk]),
            zone=one.zone_id,
        )
        for one in held
    ]


def interpreters(fair, disruptions) -> list[Interpreter]:
    """The shifts, with their breaks and the times at which the interpreter is not there."""
    return [
        Interpreter(
            id=shift.pk,
            languages=shift.languages,
            begins=minutes.minute(fair, shift.starts_at),
            ends=minutes.minute(fair, shift.ends_at),
            breaks=minutes.daily(fair, shift.break_from, shift.break_until)
            + _gone(fair, [gone for gone in disruptions if gone.shift_id == shift.pk]),
        )
        for shift in fair.interpreter_shifts.order_by("pk")
    ]


def _gone(fair, disruptions) -> list[minutes.Span]:
    spans = (minutes.within(fair, disruption.since, disruption.until) for disruption in disruptions)
    return [span for span in spans if span]


def rooms(fair) -> list[QuietRoom]:
    """The quiet rooms, from when until when they can be used."""
    days = minutes.days(fair)
    return [
        QuietRoom(
            id=room.pk,
            opens=minutes.minute(fair, local(days[0], room.opens_at)) if room.opens_at else None,
            closes=minutes.minute(fair, local(days[-1], room.closes_at)) if room.closes_at else None,
            zone=_middle(room.hall_id),
        )
        for room in Room.objects.filter(hall__fair=fair).order_by("pk")
    ]


def _middle(hall: int) -> str:
    """The key under which the engine knows what lies in a hall but in no zone of it."""
    return f"hall {hall}"


def ways(fair, held) -> dict[tuple[int | str, int | str], int]:
    """Minutes from zone to zone at the usual pace: those of their halls, where somebody has said them."""
    said = {(way.first_id, way.second_id): way.minutes for way in Way.objects.filter(first__fair=fair)}
    if not said:
        return {}
    hall_of: dict[int | str, int] = {one.zone_id: one.zone.hall_id for one in held}
    hall_of |= {_middle(hall): hall for pair in said for hall in pair}
    found = {
        (one, other): said.get((min(hall_of[one], hall_of[other]), max(hall_of[one], hall_of[other])), 0)
        for one, other in combinations(hall_of, 2)
    }
    return {pair: needed for pair, needed in found.items() if needed}
