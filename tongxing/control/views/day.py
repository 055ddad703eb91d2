"""One page for the day, and the checklist after it."""

from django.shortcuts import render
from django.utils import timezone

from tongxing.common.audience import role
from tongxing.control import access, rooms
from tongxing.control.alarms import alarms_of
from tongxing.control.checklist import outstanding
from tongxing.fairs import access as fair_access
from tongxing.fairs.arrivals import plot_of
from tongxing.people.access import WRITERS


@role(*WRITERS)
def day(request, pk):
    """What runs, what is late, who waits, and what wants somebody now."""
    fair = fair_access.found_for_staff(request.user, pk)
    said = rooms.of_fair(fair)
    context = {
        "fair": fair,
        "event": fair.event,
        "rooms": said,
        "alarms": alarms_of(fair, said),
        "plot": plot_of(said["fair"].quarters),
        "emergency": access.open_at(fair),
        "seen_at": timezone.now(),
    }
    return render(request, "control/day.html", context)


@role(*WRITERS)
def closing(request, pk):
    """What is outstanding until the figures are frozen, and who does it."""
    fair = fair_access.found_for_staff(request.user, pk)
    return render(request, "control/closing.html", {"fair": fair, "event": fair.event, "left": outstanding(fair)})
