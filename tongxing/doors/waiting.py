"""What waits for somebody at devices of a fair."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tongxing.campaigns.access import within_hosted
from tongxing.common.waiting import Task
from tongxing.doors.access import acts_about
from tongxing.doors.models import Act
from tongxing.fairs.models import Fair
from tongxing.people.access import WRITERS, has_people, staff_paths

WAITS = (Act.State.REFUSED, Act.State.CONFLICT, Act.State.UNPROVED)
OPEN = (Fair.State.RUNNING, Fair.State.CLOSED)


def waiting(user) -> list[Task]:
    """Acts of devices that only a person can settle: of those whom they are about, and of those who run fairs."""
    return _of_person(user) + _of_staff(user)


def _of_person(user) -> list[Task]:
    """What employers' devices noted about oneself and counts only with one's own word; one query."""
    if not has_people(user):
        return []
    asked = acts_about(user).filter(state=Act.State.UNPROVED, device__fair__state__in=OPEN).order_by("device__fair")
    pairs = asked.values_list("device__fair", "device__participation__employer__name").distinct()
    return [
        Task(
            _("%(employer)s has entered something about you: say whether it was so.") % {"employer": employer},
            reverse("doors:own", args=[fair]),
        )
        for fair, employer in pairs
    ]


def _of_staff(user) -> list[Task]:
    """Fair by fair; one query."""
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
                "%(fair)s: %(count)s entry from a device was refused, contradicts another one or waits for a word.",
                "%(fair)s: %(count)s entries from devices were refused, contradict each other or wait for a word.",
                fair["count"],
            )
            % {"fair": fair["device__fair__event__name"], "count": fair["count"]},
            reverse("doors:devices", args=[fair["device__fair"]]),
            fair["count"],
            is_urgent=True,
        )
        for fair in fairs
    ]
