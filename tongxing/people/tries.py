"""How often a password or a second step may be tried: by device or address, and slowly by everybody together."""

from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage

from hub.proxies import neighbourhood
from tongxing.people.devices import known_device
from tongxing.people.models import Account

RATES = {
    "known_device": "5/15m/key,20/d/key",
    "address": "30/15m/key",
    "address_for_account": "5/15m/key,10/h/key,20/d/key",
    "account": "40/h/key,120/d/key",
}
"""Wrong tries: of one account on a device on which it signed in before; of one address at all accounts; of one address
at one account; and, so that many addresses have little to guess with, of all strangers at one account."""


def account_named(username: str) -> Account | None:
    """Whose password is tried; None where there is nobody of that name."""
    return Account.objects.filter(username__iexact=username.strip()).first()


def count_try(request, *, kind: str, account: Account | None, name: str = "") -> RateLimitUsage | None:
    """Count one try of ``kind`` (password, second step) before it is judged; None where there were too many.

    ``name`` stands for the account where there is none: tries at it are counted alike. The caller rolls the count
    back when the try was right. A known device is counted by itself alone: whatever strangers do, it has its tries.
    """
    whose = f"{kind} {account.pk}" if account else f"{kind} of {name.strip().casefold()}"
    device = known_device(request, account)
    if device:
        return _consume(request, "known_device", f"{whose} {device}")
    address = neighbourhood(request.META.get("REMOTE_ADDR", ""))
    usage = RateLimitUsage(usage=[])
    for limit, key in (
        ("address_for_account", f"{whose} {address}"),
        ("address", f"{kind} {address}"),
        ("account", whose),
    ):
        consumed = _consume(request, limit, key)
        if consumed is None:
            return None
        usage.usage += consumed.usage
    return usage


def _consume(request, limit: str, key: str) -> RateLimitUsage | None:
    return ratelimit.consume(request, app="tongxing.people", action=limit, config=RATES, key=key, limit_get=True)
