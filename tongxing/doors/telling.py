"""What the server tells a device, as it goes into JSON."""

import base64
import datetime as dt

from django.utils import timezone

from tongxing.doors import clocks, roster
from tongxing.doors.models import Act
from tongxing.doors.rules import RULES
from tongxing.fairs import tickets
from tongxing.queues import banners


def enrolled(device, secret: str) -> dict:
    """All that a device needs to begin, told once."""
    event, fair = device.fair.event, device.fair
    first, last = (timezone.localdate(end) for end in (event.starts_at, event.ends_at))
    days = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    begins, ends = tickets.window_of(event)
    return {
        "device": device.number,
        "secret": secret,
        "name": device.name,
        "role": device.role,
        "fair": {
            "key": tickets.fair_key(fair.pk),
            "name": event.name,
            "opens": event.starts_at.isoformat(),
            "closes": event.ends_at.isoformat(),
            "days": [day.isoformat() for day in days],
            "public_key": base64.b64encode(tickets.public_key_of(fair.pk)).decode(),
        },
        "booth": _booth(device),
        "vacancies": roster.vacancies_of(device),
        "roster_key": device.roster_key,
        "window": {"begins": begins.isoformat(), "ends": ends.isoformat()},
        "forget_at": ends.isoformat(),
        "rules": [rule.told() for rule in RULES],
        "server_clock": timezone.now().isoformat(),
    }


def _booth(device) -> dict | None:
    if device.participation is None:
        return None
    booth = device.participation.booth
    return {
        "participation": device.participation.pk,
        "employer": device.participation.employer.name,
        "number": booth.number if booth else "",
    }


def taken(device, upload, answers) -> dict:
    """What came of an upload."""
    return {
        "acts": [{"id": answer.id, "state": answer.state, "sentence": answer.sentence} for answer in answers],
        "clock_offset_seconds": clocks.offset_seconds(timezone.now(), upload.clock),
        "roster_edition": roster.edition_now(device),
        "fair_state": device.fair.state,
    }


def state_of(device) -> dict:
    """How the fair and the device stand."""
    return {
        "locked": False,
        "fair_state": device.fair.state,
        "server_clock": timezone.now().isoformat(),
        "roster_edition": roster.edition_now(device),
        "waiting": device.acts.filter(state=Act.State.CONFLICT).count(),
        "notices": banners.of_fair(device.fair),
    }
