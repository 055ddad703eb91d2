"""Web push written out: what is sent is sealed for one browser (RFC 8291), and signed with the site's key (RFC 8292).

The usual libraries bring six packages, an event loop among them, for these two pages of RFC.
"""

import base64
import json
import os
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
HOSTS = (
    "fcm.googleapis.com",
    "push.services.mozilla.com",
    "push.apple.com",
    "notify.windows.com",
    "push.hicloud.com",
)
"""The push services of browsers; a name below one of these is one as well."""
RECORD = 4096
HOUR = 3600


@dataclass(frozen=True)
class Browser:
    """Where one browser is reached: its push service's address, its public key and its secret (base64url)."""

    endpoint: str
    p256dh: str
    auth: str


def is_known(endpoint: str) -> bool:
    """Whether the address is one of a browser's own push service, and not one of anything else on the network."""
    parts = urlsplit(endpoint)
    return parts.scheme == "https" and any(f".{parts.hostname}".endswith(f".{host}") for host in HOSTS)


def is_usable(p256dh: str, auth: str) -> bool:
    """Whether something can be sealed with what a browser gave: a point of the curve, and sixteen bytes."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, plain(p256dh))
        return len(plain(p256dh)) == 65 and len(plain(auth)) == 16
    except ValueError:
        return False


def plain(text: str) -> bytes:
    """The bytes of base64url, with or without its padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def written(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def new_key() -> tuple[str, str]:
    """(private, public) of a new pair, base64url: 32 and 65 bytes."""
    private = ec.generate_private_key(CURVE)
    return written(private.private_numbers().private_value.to_bytes(32, "big")), written(_point(private))


def private_key(text: str) -> ec.EllipticCurvePrivateKey:
    """The key of these 32 bytes."""
    return ec.derive_private_key(int.from_bytes(plain(text), "big"), CURVE)


def _point(private: ec.EllipticCurvePrivateKey) -> bytes:
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


def sealed(text: bytes, browser: Browser, *, own: ec.EllipticCurvePrivateKey | None = None, salt=b"") -> bytes:
    """``text`` as one record of aes128gcm (RFC 8188) that ``browser`` alone can open (RFC 8291).

    ``own`` and ``salt`` are fresh for each message; they are given only to be compared with the RFC's example.
    """
    if len(text) > RECORD - 103:
        raise ValueError("too long for one record")
    own, salt = own or ec.generate_private_key(CURVE), salt or os.urandom(16)
    theirs, ours = plain(browser.p256dh), _point(own)
    shared = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs))
    secret = _derived(shared, plain(browser.auth), b"WebPush: info\0" + theirs + ours, 32)
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    header = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return header + AESGCM(key).encrypt(nonce, text + b"\2", None)


def claim(endpoint: str, *, contact: str, expires: int) -> bytes:
    """What is signed: for which push service, until when, and where the site can be asked, if it can."""
    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": expires} | ({"sub": contact} if contact else {})
    halves = ({"typ": "JWT", "alg": "ES256"}, claims)
    return ".".join(written(json.dumps(half, separators=(",", ":")).encode()) for half in halves).encode()


def authorization(endpoint: str, key: ec.EllipticCurvePrivateKey, *, contact: str, expires: int) -> str:
    """The value of the Authorization header (RFC 8292, section 3)."""
    said = claim(endpoint, contact=contact, expires=expires)
    r, s = decode_dss_signature(key.sign(said, ec.ECDSA(SHA256())))
    signature = written(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={said.decode()}.{signature}, k={written(_point(key))}"


class _NoTurning(urllib.request.HTTPRedirectHandler):
    """A push service answers itself; it sends nobody elsewhere."""

    def redirect_request(self, *args, **kwargs):
        return None


def post(browser: Browser, text: bytes, key: ec.EllipticCurvePrivateKey, *, contact: str, seconds: float = 5) -> int:
    """Hand a notice to the browser's push service; the status of its answer, 0 where there was none."""
    expires = int(time.time()) + 12 * HOUR
    request = urllib.request.Request(  # noqa: S310  (only addresses that were checked are kept)
        browser.endpoint,
        data=sealed(text, browser),
        headers={
            "Authorization": authorization(browser.endpoint, key, contact=contact, expires=expires),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": "300",
            "Urgency": "high",
        },
        method="POST",
    )
    opener = urllib.request.build_opener(_NoTurning)
    try:
        with opener.open(request, timeout=seconds) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0
