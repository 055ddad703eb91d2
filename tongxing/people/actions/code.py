"""Signing in by telephone: a code of six digits, five minutes, three tries."""

import datetime as dt
import secrets
from collections.abc import Collection

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.proxies import neighbourhood
from tongxing.common.refusal import Refused
from tongxing.common.sealing import keyed_hash
from tongxing.people.actions.message import send_text
from tongxing.people.models import SignInCode
from tongxing.people.models.account import phone_hash
from tongxing.people.models.sign_in_code import LIFE, TRIES
from tongxing.trail.actions import record
from tongxing.trail.origin import origin

PER_ASKER = 5
"""Codes an hour that one network address, or one known device, is sent for one number."""
PER_PHONE, PER_PHONE_A_DAY = 12, 24
"""Codes an hour and a day to one number for everybody who is no known device of it: three tries each, so strangers
with as many addresses as they like have 72 guesses a day among a million."""
PER_ORIGIN = 60
"""Codes an hour asked from one network address: a village hall shares one."""
PAUSE = dt.timedelta(seconds=30)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
KEPT = 2 * DAY
BY = "sign-in"


def _code_hash(phone: str, code: str) -> str:
    return keyed_hash(f"{phone} {code}", label="sign-in code")


@transaction.atomic
def send_code(*, phone: str, device: str = "", by: str = BY) -> SignInCode:
    """Send a new code to ``phone`` (a checked number). Known and new numbers go the same way.

    Codes that were sent before stay good: whoever asks for one takes nothing from others who did. ``device`` is the
    known device of this number's account that asks (``people.devices``): it is counted by itself, so that strangers
    cannot use up what it may ask for. Raises ``Refused`` when the number, the device or the network address asked
    too often.
    """
    # The trail's head is locked by this entry, so that what is counted next cannot change meanwhile.
    key, where = phone_hash(phone), keyed_hash(neighbourhood(origin()) or origin(), label="origin")
    record("asked for a sign-in code", ("telephone", key[:12]), by=by)
    now = timezone.now()
    SignInCode.objects.filter(made_at__lt=now - KEPT).delete()
    device_key = keyed_hash(device, label="known device") if device else ""
    if device_key:
        _check_asker(SignInCode.objects.filter(phone_key=key, device_key=device_key), now)
    else:
        _check_stranger(key, where, now)
    code = f"{secrets.randbelow(1_000_000):06d}"
    sent = SignInCode.objects.create(
        phone=phone,
        phone_key=key,
        code_key=_code_hash(phone, code),
        origin_key=where,
        device_key=device_key,
        made_at=now,
    )
    text = _("%(code)s is your %(site)s sign-in code. It is good for %(minutes)d minutes. Tell it to nobody.")
    values = {"code": code, "site": settings.SITE_NAME, "minutes": LIFE.seconds // 60}
    send_text(phone=phone, text=text % values, purpose="sign-in code", by=by)
    return sent


def _check_asker(asked, now: dt.datetime) -> None:
    """``asked`` are the codes for one number that one address or known device asked for."""
    if asked.filter(made_at__gt=now - PAUSE).exists():
        raise Refused(_("A code is on its way. Wait half a minute before you ask for another one."))
    if asked.filter(made_at__gt=now - HOUR).count() >= PER_ASKER:
        raise Refused(_("Too many codes were sent to this number. Try again in an hour."))


def _check_stranger(phone_key: str, where: str, now: dt.datetime) -> None:
    """Nobody is known here: count what this address asked for, and slowly what everybody asked for this number."""
    unknown = SignInCode.objects.filter(device_key="")
    to_number = unknown.filter(phone_key=phone_key)
    _check_asker(to_number.filter(origin_key=where), now)
    if unknown.filter(origin_key=where, made_at__gt=now - HOUR).count() >= PER_ORIGIN:
        raise Refused(_("Too many codes were asked for from this network. Try again in an hour."))
    if (
        to_number.filter(made_at__gt=now - HOUR).count() >= PER_PHONE
        or to_number.filter(made_at__gt=now - DAY).count() >= PER_PHONE_A_DAY
    ):
        raise Refused(
            _(
                "Very many codes were asked for this number. Sign in with a telephone or computer that you signed in "
                "on before, or try again in an hour."
            )
        )


def check_code(*, sent: Collection[SignInCode], code: str, by: str = BY) -> str:
    """The telephone number that ``code`` proves; the code is used up. Raises ``Refused`` else, and counts the try.

    ``sent`` are the codes that one browser asked for, for one number: each of them that is still open is good, and
    each of them counts a wrong try. Codes that others asked for are neither opened nor closed by it.
    """
    with transaction.atomic():
        rows = SignInCode.objects.select_for_update().filter(pk__in=[row.pk for row in sent]).order_by("pk")
        still_open = [row for row in rows if row.is_open()]
        fitting = [row for row in still_open if secrets.compare_digest(row.code_key, _code_hash(row.phone, code))]
        for row in still_open:
            row.tries += 1
            row.closed_at = timezone.now() if fitting else None
            row.save(update_fields=["tries", "closed_at"])
        if still_open and not fitting:
            last = still_open[-1]
            record("tried a wrong sign-in code", ("telephone", last.phone_key[:12]), by=by, tries=last.tries)
    # Refused outside the transaction: a wrong try must stay counted.
    if fitting:
        return fitting[0].phone
    if not any(row.tries < TRIES for row in still_open):
        raise Refused(_("This code can no longer be used. Ask for a new one."))
    raise Refused(_("The code is not right. Check the message and try again."))
