"""Whether this is a demonstration, and what follows: it answers this machine alone, and stays one for ever."""

from functools import cache

from django.db import transaction
from django.http import HttpResponseForbidden

from tongxing.common.models import Installation
from tongxing.common.refusal import Refused

LOOPBACK = {"", "127.0.0.1", "::1", "::ffff:127.0.0.1"}


@cache
def is_demo() -> bool:
    """Whether the database is marked as a demonstration; a database without a mark is not one."""
    kept = Installation.objects.filter(pk=1).first()
    return bool(kept and kept.is_demo)


@transaction.atomic
def mark(*, demo: bool) -> Installation:
    """Write what this database is for, once. Raises ``Refused`` when it already says the opposite."""
    kept, _created = Installation.objects.get_or_create(pk=1, defaults={"is_demo": demo})
    if kept.is_demo != demo:
        raise Refused(
            "This database is marked as a demonstration and stays one: make a new database for real work."
            if kept.is_demo
            else "This database holds real work: the demonstration needs a database of its own."
        )
    is_demo.cache_clear()
    return kept


class DemoStaysHomeMiddleware:
    """A demonstration has known passwords: it answers requests from this machine and no others."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.META.get("REMOTE_ADDR", "") not in LOOPBACK and is_demo():
            return HttpResponseForbidden("The demonstration answers this machine alone.")
        return self.get_response(request)
