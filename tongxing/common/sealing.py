"""Sealed text: AES-256-GCM at rest, found again by a keyed hash (HMAC-SHA-256).

The keys stand in ``var/secrets.json``; without them the database tells nobody's number. The first sealing
key seals, all of them open, so a key can be replaced: put the new one first and re-save.
"""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models


def seal(text: str, *, label: str) -> str:
    """``text`` sealed for the place ``label`` (model.field): it cannot be opened if moved to another one."""
    nonce = os.urandom(12)
    key = bytes.fromhex(settings.SECRETS.sealing[0])
    sealed = AESGCM(key).encrypt(nonce, text.encode(), label.encode())
    return "1:" + base64.b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, label: str) -> str:
    """The text again. Raises ``ValueError`` when no key fits or a byte was changed."""
    version, _, body = sealed.partition(":")
    if version != "1":
        raise ValueError(f"{label}: sealed in an unknown way ({version!r}).")
    raw = base64.b64decode(body)
    for key in settings.SECRETS.sealing:
        try:
            return AESGCM(bytes.fromhex(key)).decrypt(raw[:12], raw[12:], label.encode()).decode()
        except InvalidTag:
            continue
    raise ValueError(f"{label}: none of the keys in var/secrets.json opens this; was the file replaced?")


def keyed_hash(text: str, *, label: str) -> str:
    """64 hex digits by which an equal text is found without opening anything."""
    return hmac.new(bytes.fromhex(settings.SECRETS.hashing), f"{label}\0{text}".encode(), hashlib.sha256).hexdigest()


class SealedTextField(models.TextField):
    """Text that is sealed in the database and plain in Python. Empty stays empty. It cannot be searched.

    ``max_length`` counts the signs of the text in Python; the column has no width.
    """

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    @property
    def label(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"

    def from_db_value(self, value, expression, connection):
        return unseal(value, label=self.label) if value else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return seal(value, label=self.label) if value else value

    def get_lookup(self, lookup_name):
        if lookup_name in {"isnull", "exact"}:  # exact: for "is empty" only
            return super().get_lookup(lookup_name)
        raise TypeError(f"{self.label} is sealed: look it up by its keyed hash.")
