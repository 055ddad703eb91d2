"""What was interpreted, as the ledger of hours says it, beside the services that count it."""

from dataclasses import dataclass

from tongxing.interpreting.models import Hours
from tongxing.zones.models import Service

PREFIX = "H-"
"""What the numbers of such services begin with."""


@dataclass(frozen=True)
class Gap:
    """What has to be done so that the services say what the ledger says."""

    new: list[Service]
    changed: list[Service]
    gone: list[Service]

    def __len__(self):
        return len(self.new) + len(self.changed) + len(self.gone)


def _number_of(hours) -> str:
    """By which a talk is known again: its request and interpreter, or its interview."""
    return f"{PREFIX}R{hours.request_id}-{hours.shift_id}" if hours.request_id else f"{PREFIX}V{hours.interview_id}"


def _service_of(fair, hours) -> Service:
    """The session (场次) that a line of the ledger counts as."""
    about = hours.request or hours.interview
    booth = about.booth
    return Service(
        fair=fair,
        kind=Service.Kind.INTERPRETING,
        number=_number_of(hours),
        zone=booth.zone if booth else hours.request.zone if hours.request else None,
        registration=about.registration,
        began_at=hours.begun_at,
        minutes=min(hours.minutes, Service.LONGEST),
    )


def gap_of(fair) -> Gap:
    """How the services of ``fair`` differ from the ledger, in two queries."""
    ledger = Hours.objects.filter(shift__fair=fair).select_related(
        "request__zone", "request__booth__zone", "request__registration",
        "interview__booth__zone", "interview__registration",
    )  # fmt: skip
    asked = {service.number: service for service in (_service_of(fair, hours) for hours in ledger)}
    kept = {service.number: service for service in fair.services.filter(number__startswith=PREFIX)}
    new = [service for number, service in asked.items() if number not in kept]
    gone = [service for number, service in kept.items() if number not in asked]
    changed = []
    for number, service in kept.items():
        said = asked.get(number)
        if said and (said.began_at, said.minutes) != (service.began_at, service.minutes):
            service.began_at, service.minutes = said.began_at, said.minutes
            changed.append(service)
    return Gap(new, changed, gone)
