"""Names for addresses and figures, offered from the name that people read: 春风行动 → chun-feng-xing-dong."""

import re
from collections.abc import Container
from itertools import count

from tongxing.people.sounds import syllables_of

SLUG_LENGTH, KEY_LENGTH = 60, 40
ROOM_FOR_NUMBER = 4
"""Signs that are left free for the number of a name that is taken: “-2”, “-999”."""


def short_name(name: str, taken: Container[str]) -> str:
    """The part of a campaign's address: small letters, digits and hyphens, none of ``taken``."""
    return _free(_joined(name, "-", SLUG_LENGTH) or "campaign", "-", taken)


def event_key(kind: str, name: str, taken: Container[str]) -> str:
    """The prefix of an event's figures, ``fair.chun_feng``: the kind, then the name; none of ``taken``."""
    room = KEY_LENGTH - len(kind) - 1
    words = re.sub(r"^[0-9_]+", "", _joined(name, "_", room))
    return _free(f"{kind}.{words}" if words else kind, "_", taken)


def _joined(name: str, link: str, room: int) -> str:
    """As many whole syllables and words of ``name`` as there is room for."""
    text = ""
    for word in syllables_of(re.sub(r"(?<=\d)[年月日]", " ", name)):
        longer = f"{text}{link}{word}" if text else word
        if len(longer) > room - ROOM_FOR_NUMBER:
            break
        text = longer
    return text


def _free(name: str, link: str, taken: Container[str]) -> str:
    numbered = (f"{name}{link}{number}" for number in count(2))
    return name if name not in taken else next(other for other in numbered if other not in taken)
