"""After closing: what must still be done before the figures are frozen, and who does it."""

from tongxing.doors import closing as doors
from tongxing.fairs import closing as fairs
from tongxing.fairs.closing import Outstanding
from tongxing.interpreting import closing as interpreting
from tongxing.live import closing as live
from tongxing.queues import closing as queues
from tongxing.zones import closing as zones

ROOMS = (fairs, doors, queues, interpreting, zones, live)


def outstanding(fair) -> list[Outstanding]:
    """Everything that is outstanding, room by room in the order in which it is best done."""
    return [one for room in ROOMS for one in room.outstanding(fair)]
