"""A file between choosing and confirming: sealed on disk, for the account that sent it, for a day.

The name in the address is random and stands nowhere on the disk (only its hash does), so that whoever reads the
disk or a log can neither open a file nor fetch one.
"""

import base64
import hashlib
import json
import os
import re
import secrets
import time
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.common.sealing import seal, unseal

KEPT_SECONDS = 24 * 3600
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


@dataclass
class WaitingFile:
    """What was sent, by whom, for which fair; after confirming, ``outcome`` says what was done."""

    token: str
    account: int
    fair: int
    kind: str
    name: str
    sha256: str
    data: bytes
    outcome: dict = field(default_factory=dict)


def keep(*, account, fair, kind: str, name: str, data: bytes) -> WaitingFile:
    """Keep ``data`` until it is confirmed or a day has passed; forgets what waited longer."""
    _forget_old()
    digest = hashlib.sha256(data).hexdigest()
    waiting = WaitingFile(secrets.token_urlsafe(24), account.pk, fair.pk, kind, name[:120], digest, data)
    put(waiting)
    return waiting


def put(waiting: WaitingFile) -> None:
    """Write the file, or what has become of it."""
    facts = {name: getattr(waiting, name) for name in ("account", "fair", "kind", "name", "sha256", "outcome")}
    facts["data"] = base64.b64encode(zlib.compress(waiting.data, 1)).decode()
    path = _path(waiting.token)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(seal(json.dumps(facts), label=_label(waiting.token)))
    # By the clock that the file's age is taken from: a network disk has one of its own.
    os.utime(draft, (time.time(), time.time()))
    draft.replace(path)


def fetch(token: str, *, account) -> WaitingFile:
    """What waits under ``token`` for ``account``; to others it does not exist. Raises ``Refused`` after a day."""
    gone = Refused(_("This file no longer waits here: files are kept for a day. Choose it again."))
    if not TOKEN.fullmatch(token):
        raise Http404
    path = _path(token)
    try:
        if time.time() - path.stat().st_mtime > KEPT_SECONDS:
            path.unlink(missing_ok=True)
            raise gone
        facts = json.loads(unseal(path.read_text(), label=_label(token)))
    except FileNotFoundError:
        raise gone from None
    if facts["account"] != account.pk:
        raise Http404
    facts["data"] = zlib.decompress(base64.b64decode(facts["data"]))
    return WaitingFile(token=token, **facts)


def forget(token: str) -> None:
    """The file is gone at once."""
    _path(token).unlink(missing_ok=True)


def _label(token: str) -> str:
    return f"fairs.waiting_file:{hashlib.sha256(token.encode()).hexdigest()}"


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "waiting"


def _path(token: str) -> Path:
    return _folder() / hashlib.sha256(token.encode()).hexdigest()


def _forget_old() -> None:
    if _folder().is_dir():
        for path in _folder().iterdir():
            try:
                if time.time() - path.stat().st_mtime > KEPT_SECONDS:
                    path.unlink()
            except FileNotFoundError:  # another process was quicker
                continue
