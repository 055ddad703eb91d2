"""What the pages of a live fair show, kept for a few seconds: a page costs little, however many open it."""

import time
from urllib.parse import urlsplit

from django.conf import settings

from tongxing.live.models import Stream
from tongxing.live.snapshot import snapshot_of

MOST_KEPT = 100
_kept: dict[tuple[str, int], tuple[float, dict]] = {}


def seen(stream: Stream) -> dict:
    """The snapshot for a page, made at most every ``LIVE_PAGE_SECONDS`` and at each change of what is on."""
    key = (stream.channel, stream.version)
    moment, snapshot = _kept.get(key, (0.0, {}))
    if not snapshot or time.monotonic() - moment >= settings.LIVE_PAGE_SECONDS:
        snapshot = snapshot_of(stream)
        if len(_kept) > MOST_KEPT:
            _kept.clear()
        _kept[key] = (time.monotonic(), snapshot)
    return snapshot


def hub_address(request) -> str:
    """Where this page finds the live hub: a path behind the same proxy, or the same host at the hub's own port."""
    hub = str(settings.HUB)
    if hub.isdecimal():
        return f"//{urlsplit('//' + request.get_host()).hostname}:{hub}/hub"
    return hub
