"""What every room says of the day, put together once for the page and its alarms."""

from tongxing.doors import day as doors
from tongxing.fairs import day as fairs
from tongxing.interpreting import day as interpreting
from tongxing.live import day as live
from tongxing.queues import day as queues
from tongxing.zones import day as zones

ROOMS = {
    "fair": fairs, "doors": doors, "queues": queues, "interpreting": interpreting, "zones": zones, "live": live,
}  # fmt: skip


def of_fair(fair) -> dict:
    """Room → what its ``day.of_fair`` answers."""
    return {name: room.of_fair(fair) for name, room in ROOMS.items()}
