"""How devices stand, for the page of the day."""

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from tongxing.doors.listing import contested, devices_of
from tongxing.doors.models import Act

SILENT_AFTER = dt.timedelta(minutes=30)


def of_fair(fair) -> dict:
    """Counts of devices, of acts that wait on them, and of what waits for a person; empty where there is no device.

    ``silent`` are names of enrolled devices from which nothing was heard for half an hour.
    """
    devices = list(devices_of(fair).filter(Q(locked_at=None), enrolled_at__isnull=False))
    if not devices:
        return {}
    since = timezone.now() - SILENT_AFTER
    return {
        "devices": len(devices),
        "outstanding": sum(device.outstanding for device in devices),
        "silent": [device.name for device in devices if device.seen_at < since],
        "refused": Act.objects.filter(device__fair=fair, state=Act.State.REFUSED).count(),
        "conflicts": len(contested(fair)),
        "url": reverse("doors:devices", args=[fair.pk]),
    }
