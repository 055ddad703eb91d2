"""Signs of a cell that holds a number, made ordinary: digits, dashes, spaces, and signs that cannot be seen.

Stronger than ``text.folded``, which must leave names as they are: here only amounts, counts and numbers are read.
"""

import re
import unicodedata

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
"""Zero-width signs, marks of writing direction, variation selectors: programs put them in when a cell is copied."""
DASHES = re.compile(
    "[\u2010-\u2015\u2043\u207b\u208b\u2212\u2500\u2501\u2574\u2796\u2e3a\u2e3b\u30fc\ufe58\ufe63\uff0d\uff70\u02d7\u00af\u203e]"
)
TILDES = re.compile("[\u223c\u223d\u301c\u3030\u2053\uff5e\u02dc]")
COUNTED = re.compile(
    "[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b\u2460-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289]"
)
"""① ² ½ and their kind: NFKC would make them digits of the number beside them (①4000 → 14000)."""
SPACES = re.compile(r"[\s\u3000]+")
ORDINARY = re.compile("[\x21-\x7e\u3001\u3002\u3400-\u4dbf\u4e00-\u9fff]*")


def plain(text: str) -> str:
    """``text`` with ASCII digits, ``-`` for every dash, ``~`` for every tilde, one space for white space, ends trimmed.

    A circled, raised or fraction figure becomes `` * ``: it is a mark, never part of the number beside it.
    """
    if ORDINARY.fullmatch(text):
        return text
    text = TILDES.sub("~", DASHES.sub("-", INVISIBLE.sub("", text)))
    text = unicodedata.normalize("NFKC", COUNTED.sub(" * ", text))
    text = TILDES.sub("~", DASHES.sub("-", text))
    if not text.isascii():
        text = "".join(_digit(sign) for sign in text)
    return SPACES.sub(" ", text).strip()


def _digit(sign: str) -> str:
    """ASCII for a decimal digit of any script; other signs as they are."""
    return str(unicodedata.decimal(sign)) if not sign.isascii() and sign.isdecimal() else sign
