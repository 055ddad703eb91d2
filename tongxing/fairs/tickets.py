"""Tickets as signed tokens: whoever holds the fair's public key can tell a true one, without network or database.

A token is 75 bytes in 120 signs of Crockford's base 32 (30 groups of four when it is typed):

===== ====================================================
bytes what
===== ====================================================
1     version
2     the fair, so that another fair's ticket is named as one
4     the registration
3     not before: minutes since 2020-01-01 00:00 UTC
1     how many hours it is valid
64    Ed25519 signature of the eleven bytes before (RFC 8032)
===== ====================================================

The private key is made from the site's own secret and the fair; it is kept nowhere.
"""

import datetime as dt
import struct
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils.translation import gettext as _

from tongxing.campaigns import moments
from tongxing.common.refusal import Refused
from tongxing.common.sealing import keyed_hash
from tongxing.fairs.models.number import SIGNS, folded_code

VERSION = 1
SIGNED, LENGTH = 11, 75
SIGNS_OF_TOKEN = LENGTH * 8 // 5
EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
MOST_HOURS = 255


@dataclass(frozen=True)
class Ticket:
    """What a true token says; whether the ``registration`` still stands is asked of the database."""

    fair: int
    registration: int
    not_before: dt.datetime
    not_after: dt.datetime

    def check_lets_in(self, at) -> None:
        """The ticket lets in at this moment. Raises ``Refused``: it is one for another day."""
        if not self.not_before <= at <= self.not_after:
            raise Refused(
                _("This ticket lets in from %(begins)s to %(ends)s only. Find the person by name, or print it anew.")
                % {"begins": moments.written(self.not_before), "ends": moments.written(self.not_after)}
            )


@lru_cache(maxsize=64)
def _private_key(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))


def _key_of(fair_pk: int) -> Ed25519PrivateKey:
    return _private_key(keyed_hash(f"fair {fair_pk}", label="fairs.tickets"))


def public_key_of(fair_pk: int) -> bytes:
    """The 32 bytes by which devices tell this fair's tickets."""
    return _key_of(fair_pk).public_key().public_bytes_raw()


def fair_key(fair_pk: int) -> int:
    """How a token names its fair, 0 to 65535."""
    return fair_pk % 65536


def window_of(event) -> tuple[dt.datetime, dt.datetime]:
    """From when until when tickets of a fair let in: two hours around it, in whole hours."""
    begins, ends = moments.widened((event.starts_at, event.ends_at))
    return begins, min(ends, begins + dt.timedelta(hours=MOST_HOURS))


def token_of(registration) -> str:
    """The signed token of a registration, 120 signs."""
    begins, ends = window_of(registration.fair.event)
    minutes, hours = int((begins - EPOCH).total_seconds() // 60), (ends - begins) // dt.timedelta(hours=1)
    said = struct.pack(">BHI", VERSION, fair_key(registration.fair_id), registration.pk)
    said += minutes.to_bytes(3, "big") + bytes([hours])
    return _written(said + _key_of(registration.fair_id).sign(said))


def grouped(token: str) -> str:
    """The token as it is read out and typed: groups of four."""
    return " ".join(token[place : place + 4] for place in range(0, len(token), 4))


def looks_like_token(text: str) -> bool:
    """Whether ``text``, however it was typed, is as long as a token."""
    return len(folded_code(text)) == SIGNS_OF_TOKEN


def registration_named_by(text: str) -> int:
    """The registration that the token names, true or not: by it one learns whose signature it ought to bear."""
    return struct.unpack(">I", _read_signs(folded_code(text))[3:7])[0]


def read(text: str, fair_pk: int) -> Ticket:
    """What the token says. Raises ``Refused`` with a sentence: not a ticket, of another fair, or forged."""
    body = _read_signs(folded_code(text))
    version, fair, registration = struct.unpack(">BHI", body[:7])
    if version != VERSION:
        raise Refused(_("This ticket was made by another version of the platform. Find the person by name."))
    if fair != fair_key(fair_pk):
        raise Refused(_("This ticket is for another fair."))
    try:
        _key_of(fair_pk).public_key().verify(body[SIGNED:], body[:SIGNED])
    except InvalidSignature:
        raise Refused(_("This ticket is not genuine: its signature does not fit.")) from None
    begins = EPOCH + dt.timedelta(minutes=int.from_bytes(body[7:10], "big"))
    return Ticket(fair, registration, begins, begins + dt.timedelta(hours=body[10]))


def _written(body: bytes) -> str:
    number = int.from_bytes(body, "big")
    return "".join(SIGNS[number >> shift & 31] for shift in range(5 * (SIGNS_OF_TOKEN - 1), -1, -5))


def _read_signs(text: str) -> bytes:
    if len(text) != SIGNS_OF_TOKEN or not set(text) <= set(SIGNS):
        raise Refused(_("This is not a ticket: a ticket has 30 groups of four signs."))
    number = 0
    for sign in text:
        number = number << 5 | SIGNS.index(sign)
    return number.to_bytes(LENGTH, "big")
