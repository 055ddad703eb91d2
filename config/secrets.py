"""The site's secrets: made at first start, kept in ``var/`` for their owner alone."""

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Secrets:
    """``django`` signs cookies; ``sealing`` keys open sealed fields (first one seals); ``hashing`` finds them.

    ``trail`` keys chain the trail, ``anchor`` keys (Ed25519 seeds) sign its head: the first one writes, all verify.
    ``store`` keys encrypt what lies on the disk (database file, uploads, backups): the first one writes, all open.
    """

    django: str
    sealing: tuple[str, ...]
    hashing: str
    trail: tuple[str, ...] = ()
    anchor: tuple[str, ...] = ()
    store: tuple[str, ...] = ()

    def keys_for(self, purpose: str) -> tuple[str, ...]:
        """A key of its own for each kind of file, made from each key of the store."""
        return tuple(_derived(key, purpose) for key in self.store)


def load(path: Path) -> Secrets:
    """Read the secrets at ``path``; make them first where the file is missing.

    The file is written with mode 0600 and never overwritten: two processes that start together end with
    the same secrets, because only one can create it.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = {
            "django": secrets.token_urlsafe(50),
            "sealing": [secrets.token_hex(32)],
            "hashing": secrets.token_hex(32),
            "trail": [secrets.token_hex(32)],
            "anchor": [secrets.token_hex(32)],
            "store": [secrets.token_hex(32)],
        }
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(made, file, indent=1)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    kept = json.loads(path.read_text())
    return Secrets(
        django=kept["django"],
        sealing=tuple(kept["sealing"]),
        hashing=kept["hashing"],
        trail=(*kept.get("trail", ()), _derived(kept["hashing"], "trail")),
        anchor=(*kept.get("anchor", ()), _derived(kept["hashing"], "anchor")),
        store=(*kept.get("store", ()), _derived(kept["hashing"], "store")),
    )


def _derived(key: str, purpose: str) -> str:
    """A key made from another one: a file from before there were keys for ``purpose`` needs no change to have one."""
    return hmac.new(bytes.fromhex(key), f"tongxing {purpose}".encode(), hashlib.sha256).hexdigest()
