"""The keys that chain the trail: they stand in ``var/secrets.json``, never in the database."""

import hashlib
from functools import cache

from django.conf import settings


@cache
def name_of(key: str) -> str:
    """Eight hex digits by which an entry says which key it was hashed with, and which tell nothing of the key."""
    return hashlib.sha256(b"tongxing trail key " + bytes.fromhex(key)).hexdigest()[:8]


def writing_key() -> str:
    """The key with which entries are written: the first one."""
    return settings.SECRETS.trail[0]


def key_named(name: str) -> str | None:
    """The key with this name; none where the installation does not hold it."""
    return next((key for key in settings.SECRETS.trail if name_of(key) == name), None)
