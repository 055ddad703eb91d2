"""What was interpreted counts as a service: the sessions follow the ledger of hours."""

from django.db import transaction

from tongxing.fairs.actions.fair import locked
from tongxing.fairs.models import Fair
from tongxing.interpreting.actions import book_interviews
from tongxing.trail.actions import record
from tongxing.zones import access
from tongxing.zones.interpreted import gap_of
from tongxing.zones.models import Service, ZonesEvent


@transaction.atomic
def count_interpreting(*, fair, by) -> int:
    """Bring the services to what the ledger says; answers how many changed. Done twice it changes nothing."""
    fair = locked(fair)
    access.check_gives(by, fair)
    book_interviews(fair=fair, by=by)
    gap = gap_of(fair)
    if gap:
        Service.objects.filter(pk__in=[service.pk for service in gap.gone]).delete()
        Service.objects.bulk_update(gap.changed, ["began_at", "minutes"])
        Service.objects.bulk_create(gap.new)
        record(
            "counted what was interpreted",
            fair,
            by=by,
            new=len(gap.new),
            changed=len(gap.changed),
            gone=len(gap.gone),
        )
    return len(gap)


def count_all_interpreting(*, by) -> None:
    """The same for every fair whose zones are counted and that still takes entries: before figures are frozen."""
    open_states = (Fair.State.RUNNING, Fair.State.CLOSED)
    for event in ZonesEvent.objects.filter(fair__state__in=open_states).select_related("fair"):
        count_interpreting(fair=event.fair, by=by)
