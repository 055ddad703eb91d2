"""What waits for somebody at devices of a fair."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import ngettext

from tongxing.campaigns.access import within_hosted
from tongxing.common.waiting import Task
from tongxing.doors.models import Act
from tongxing.fairs.models import Fair
from tongxing.people.access import WRITERS, staff_paths

WAITS = (Act.State.REFUSED, Act.State.CONFLICT)
OPEN = (Fair.State.RUNNING, Fair.State.CLOSED)


def waiting(user) -> list[Task]:
    """Acts of devices that only a person can settle, fair by fair; one query, for those who run fairs."""
    if not staff_paths(user, WRITERS):
        return []
    acts = Act.objects.filter(state__in=WAITS, device__fair__state__in=OPEN)
    fairs = (
        within_hosted(user, acts, "device__fair__event", WRITERS)
        .order_by("device__fair")
        .values("device__fair", "device__fair__event__name")
        .annotate(count=Count("pk"))
    )
    return [
        Task(
            ngettext(
                "%(fair)s: %(count)s entry from a device was refused or contradicts another one.",
                "%(fair)s: %(count)s entries from devices were refused or contradict each other.",
                one["count"],
            )
            % {"fair": one["device__fair__event__name"], "count": one["count"]},
            reverse("doors:devices", args=[one["device__fair"]]),
            one["count"],
            is_urgent=True,
        )
        for one in fairs
    ]
