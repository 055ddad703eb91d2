"""Signing in by telephone: a code of six digits, five minutes, three tries."""

import datetime as dt
import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.common.sealing import keyed_hash
from tongxing.people.actions.message import send_text
from tongxing.people.models import SignInCode
from tongxing.people.models.account import phone_hash
from tongxing.people.models.sign_in_code import LIFE, TRIES
from tongxing.trail.actions import record
from tongxing.trail.origin import origin

PER_PHONE = 5
"""Codes an hour to one number: three tries each, so at most 15 guesses an hour among a million."""
PER_ORIGIN = 60
"""Codes an hour asked from one network address: a village hall shares one."""
PAUSE = dt.timedelta(seconds=30)
HOUR = dt.timedelta(hours=1)
KEPT = dt.timedelta(days=1)
BY = "sign-in"


def _code_hash(phone: str, code: str) -> str:
    return keyed_hash(f"{phone} {code}", label="sign-in code")


@transaction.atomic
def send_code(*, phone: str, by: str = BY) -> SignInCode:
    """Send a new code to ``phone`` (a checked number) and close older ones. Known and new numbers go the same way.

    Raises ``Refused`` when the number or the network address asked too often.
    """
    # The trail's head is locked by this entry, so that what is counted next cannot change meanwhile.
    key, where = phone_hash(phone), keyed_hash(origin(), label="origin")
    record("asked for a sign-in code", ("telephone", key[:12]), by=by)
    now = timezone.now()
    SignInCode.objects.filter(made_at__lt=now - KEPT).delete()
    asked = SignInCode.objects.filter(phone_key=key, made_at__gt=now - HOUR)
    if asked.filter(made_at__gt=now - PAUSE).exists():
        raise Refused(_("A code is on its way. Wait half a minute before you ask for another one."))
    if asked.count() >= PER_PHONE:
        raise Refused(_("Too many codes were sent to this number. Try again in an hour."))
    if SignInCode.objects.filter(origin_key=where, made_at__gt=now - HOUR).count() >= PER_ORIGIN:
        raise Refused(_("Too many codes were asked for from this network. Try again in an hour."))
    asked.filter(closed_at=None).update(closed_at=now)
    code = f"{secrets.randbelow(1_000_000):06d}"
    sent = SignInCode.objects.create(
        phone=phone, phone_key=key, code_key=_code_hash(phone, code), origin_key=where, made_at=now
    )
    text = _("%(code)s is your %(site)s sign-in code. It is good for %(minutes)d minutes. Tell it to nobody.")
    values = {"code": code, "site": settings.SITE_NAME, "minutes": LIFE.seconds // 60}
    send_text(phone=phone, text=text % values, purpose="sign-in code", by=by)
    return sent


def check_code(*, sent: SignInCode, code: str, by: str = BY) -> str:
    """The telephone number that ``code`` proves; the code is used up. Raises ``Refused`` else, and counts the try."""
    with transaction.atomic():
        kept = SignInCode.objects.select_for_update().get(pk=sent.pk)
        was_open = kept.is_open()
        fits = was_open and secrets.compare_digest(kept.code_key, _code_hash(kept.phone, code))
        if was_open:
            kept.tries += 1
            kept.closed_at = timezone.now() if fits else None
            kept.save(update_fields=["tries", "closed_at"])
            if not fits:
                record("tried a wrong sign-in code", ("telephone", kept.phone_key[:12]), by=by, tries=kept.tries)
    # Refused outside the transaction: a wrong try must stay counted.
    if fits:
        return kept.phone
    if not was_open or kept.tries >= TRIES:
        raise Refused(_("This code can no longer be used. Ask for a new one."))
    raise Refused(_("The code is not right. Check the message and try again."))
