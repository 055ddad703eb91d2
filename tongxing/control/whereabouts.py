"""Where people who need help to leave were last, and how to help each: for the helpers, during an emergency."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from tongxing.control.models import HelpedOut
from tongxing.fairs.models import Interview, Registration
from tongxing.queues.models import Number, Visitor

DOES_NOT_HEAR = _later("does not hear the alarm: go there and show the text")
DOES_NOT_SEE = _later("does not see the way: offer an arm")
HOW = {
    "sign_interpreter": DOES_NOT_HEAR,
    "captions": DOES_NOT_HEAR,
    "induction_loop": DOES_NOT_HEAR,
    "screen_reader": DOES_NOT_SEE,
    "guide_dog": DOES_NOT_SEE,
    "step_free": _later("needs the step-free way, and perhaps a push"),
    "mongolian_interpreter": _later("speaks Mongolian"),
    "easy_read": _later("say it in short sentences and stay with them"),
    "quiet_room": _later("noise is hard: stay with them"),
    "companion": _later("comes with a companion: keep them together"),
    "extra_time": _later("needs more time"),
}
"""By the accommodation that was asked for. What is not here (a need at work) is no business of an emergency."""


@dataclass(frozen=True)
class Helped:
    """One person: where they were last, how to help them, and whether they are out."""

    registration: Registration
    how: list[str]
    came_at: dt.datetime | None
    is_out: bool


def by_place(emergency, registrations) -> list[tuple[str, list[Helped]]]:
    """The people by the place where they were last, those still inside first."""
    out = set(HelpedOut.objects.filter(emergency=emergency).values_list("registration", flat=True))
    places = _places(registrations)
    came = dict(
        emergency.fair.attendances.order_by()
        .values("registration")
        .annotate(at=Max("arrived_at"))
        .values_list("registration", "at")
    )
    groups: dict[str, list[Helped]] = {}
    for registration in registrations:
        helped = Helped(
            registration, how_to_help(registration.person), came.get(registration.pk), registration.pk in out
        )
        groups.setdefault(places.get(registration.pk, (0, ""))[1], []).append(helped)
    for people in groups.values():
        people.sort(key=lambda helped: (helped.is_out, helped.registration.number))
    return sorted(((name or _("somewhere in the hall"), people) for name, people in groups.items()), key=_by_need)


def _by_need(group) -> tuple:
    name, people = group
    return -sum(not helped.is_out for helped in people), name


def _places(registrations) -> dict[int, tuple[int, str]]:
    """Registration → (hall, zone) where each was last known to be: at a queue's desk, or in an interview of now."""
    now, keys = timezone.now(), [registration.pk for registration in registrations]
    interviews = Interview.objects.filter(registration__in=keys, starts_at__lte=now, ends_at__gt=now)
    numbers = Number.objects.filter(visitor__registration__in=keys, state__in=Number.AT_A_PLACE)
    found = {}
    for interview in interviews.exclude(booth=None).select_related("booth__zone__hall"):
        if interview.booth:
            found[interview.registration_id] = (
                interview.booth.zone.hall_id,
                f"{interview.booth.zone.hall} {interview.booth.zone} {interview.booth}",
            )
    for number in numbers.select_related("desk__zone__hall", "visitor"):
        if number.visitor.registration_id:
            zone = number.desk.zone
            found[number.visitor.registration_id] = zone.hall_id, f"{zone.hall} {zone}"
    return found


def concerned(emergency, registrations) -> list:
    """Those of ``registrations`` whom it concerns: all but who is known to be in another hall than the one meant.

    Of most people nobody knows in which hall they are; they hear of it.
    """
    if not emergency.hall_id:
        return list(registrations)
    places = _places(registrations)
    return [
        registration
        for registration in registrations
        if places.get(registration.pk, (emergency.hall_id, ""))[0] == emergency.hall_id
    ]


def visitors_concerned(emergency):
    """The visitors of queues whom it concerns: all but who stands at a desk of another hall."""
    visitors = Visitor.objects.filter(fair=emergency.fair_id)
    if not emergency.hall_id:
        return visitors
    elsewhere = Number.objects.filter(state__in=Number.AT_A_PLACE, visitor__fair=emergency.fair_id)
    return visitors.exclude(pk__in=elsewhere.exclude(desk__zone__hall=emergency.hall_id).values("visitor"))


def how_to_help(person) -> list[str]:
    """How to help this person to leave; empty where nothing that they need bears on it."""
    return list(dict.fromkeys(str(HOW[need.code]) for need in person.support_needs.all() if need.code in HOW))
