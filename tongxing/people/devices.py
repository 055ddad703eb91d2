"""Devices on which somebody signed in before: what strangers try elsewhere takes nothing from them.

A signed cookie names the accounts that signed in with this browser. It lets nobody in: who brings it still proves who
they are, but is counted by the device and not together with everybody else who tries to get into that account.
It is void with the password and the second step of its sign-in.
"""

import datetime as dt
import secrets
import time

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "tongxing.people.devices"
LIFE = dt.timedelta(days=180)
MOST = 8
"""Accounts that one device remembers: a family's, a village hall's."""


def _fingerprint(account) -> str:
    return salted_hmac(SALT, f"{account.pk} {account.get_session_auth_hash()}", algorithm="sha256").hexdigest()[:32]


def _read(request) -> tuple[str, dict[str, tuple[str, int]]]:
    """The device's name, and for each account its fingerprint and when it was put in (seconds)."""
    try:
        name, accounts = signing.loads(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT)
    except signing.BadSignature:
        return "", {}
    oldest = time.time() - LIFE.total_seconds()
    return name, {key: (mark, since) for key, mark, since in accounts if since > oldest}


def device_of(request) -> str:
    """The name of the device from which ``request`` comes, whoever signed in on it; empty for a new one."""
    name, accounts = _read(request)
    return name if accounts else ""


def known_device(request, account) -> str:
    """The name of the device if ``account`` (or None) signed in on it before; else empty.

    A session of the account is as good: it may be a browser that keeps no cookies for long.
    """
    if account is None:
        return ""
    if is_remembered(request, account):
        return _read(request)[0]
    user = getattr(request, "user", None)
    return f"session {request.session.session_key}" if user is not None and user.pk == account.pk else ""


def is_remembered(request, account) -> bool:
    """Whether ``account`` signed in on this very device, by its cookie: a session alone may have been carried off."""
    _name, accounts = _read(request)
    mark, _since = accounts.get(str(account.pk), ("", 0))
    return bool(mark) and constant_time_compare(mark, _fingerprint(account))


def remember_device(request, account) -> None:
    """Let the answer to ``request`` tell the browser that ``account`` signed in on it."""
    request.device_of_account = account


class KnownDeviceMiddleware:
    """Writes the cookie after a sign-in, and after a change that made older ones void."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        account = getattr(request, "device_of_account", None)
        if account is not None:
            name, accounts = _read(request)
            accounts.pop(str(account.pk), None)
            rest = [(key, mark, since) for key, (mark, since) in accounts.items()]
            entries = [*rest, (str(account.pk), _fingerprint(account), int(time.time()))][-MOST:]
            response.set_cookie(
                settings.DEVICE_COOKIE_NAME,
                signing.dumps([name or secrets.token_hex(16), entries], salt=SALT),
                max_age=LIFE,
                secure=bool(settings.SESSION_COOKIE_SECURE),
                httponly=True,
                samesite="Lax",
            )
        return response
