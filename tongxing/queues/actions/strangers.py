"""Numbers for people whom nobody knows: only so many from one address, or a program would fill a queue.

A hall's own network may be one address, so the limit is wide; who reaches it gets a number at the desk.
"""

import datetime as dt

from django.core.cache import cache
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused

MOST = 60
KEPT = dt.timedelta(minutes=10)


def count_stranger(*, desk, address: str) -> None:
    """Count one more number for somebody unknown from ``address``. Raises ``Refused`` from the sixty-first on."""
    key = f"queue-strangers:{desk.pk}:{address}"
    cache.add(key, 0, KEPT.total_seconds())
    if cache.incr(key) > MOST:
        raise Refused(_("Very many numbers were taken from this network just now. Ask at the desk for yours."))
