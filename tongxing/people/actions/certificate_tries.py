"""Certificate numbers that people give for themselves: only a few tries.

A number that another record has is answered like any other (``Person.claimed_certificate``), so that nobody learns who
has one; staff compare the two. Each such number makes them work, and a person needs one or two tries. Staff are not
counted: they enter many, under their own name.
"""

import datetime as dt
from functools import wraps

from django.core.cache import cache
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.people import access

MOST = 5
KEPT = dt.timedelta(days=7)


def counted(act):
    """Count each certificate number that somebody who is no staff gives to ``act``, also where it is refused."""

    @wraps(act)
    def counting(*, by, **given):
        if given.get("certificate") and not isinstance(by, str) and not by.holds(*access.WRITERS):
            _count(by)
        return act(by=by, **given)

    return counting


def _count(by) -> None:
    key = f"certificate-tries:{by.pk}"
    cache.add(key, 0, KEPT.total_seconds())
    if cache.incr(key) > MOST:
        raise Refused(_("Too many certificate numbers were tried. Leave the number out; your federation can enter it."))
