"""One way to hash facts, used by the trail and by figures: SHA-256 over canonical JSON, with a key or without."""

import hashlib
import hmac
import json


def canonical(facts) -> str:
    """``facts`` as JSON with sorted keys and no spaces; dates as ISO 8601 text."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def digest(facts) -> str:
    """64 hex digits over ``canonical(facts)``."""
    return hashlib.sha256(canonical(facts).encode()).hexdigest()


def keyed_digest(facts, key: str) -> str:
    """HMAC-SHA-256 over ``canonical(facts)``: nobody makes it without ``key`` (hex digits)."""
    return hmac.digest(bytes.fromhex(key), canonical(facts).encode(), "sha256").hex()
