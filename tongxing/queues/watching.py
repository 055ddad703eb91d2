"""What time alone brings about at the queues: calls that nobody answered go on, contacts of a fair that is over go."""

from django.utils import timezone

from tongxing.fairs.models import Fair
from tongxing.queues.actions import PROGRAM, advance, forget_contacts

ENDED = (Fair.State.CLOSED, Fair.State.REPORTED)


def look() -> tuple[int, int]:
    """(numbers that moved on, people whose telephones and browsers were forgotten because the fair is over)."""
    fairs = Fair.objects.filter(queue_desks__isnull=False).select_related("event__region").distinct()
    moved = sum(advance(fair=fair) for fair in fairs.filter(state=Fair.State.RUNNING))
    over = fairs.filter(state__in=ENDED, event__ends_at__lt=timezone.now())
    forgotten = sum(forget_contacts(fair=fair, by=PROGRAM) for fair in over)
    return moved, forgotten
