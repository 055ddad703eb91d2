"""Text made comparable without harming what cannot be typed again."""

import re
import unicodedata

MONGOLIAN = re.compile("[\u1800-\u18af\u202f]")
SPACES = re.compile(r"[\s\u3000\u200b\ufeff]+")


def folded(text: str) -> str:
    """Full-width digits, letters and signs made ordinary, runs of white space made one space, ends trimmed.

    Text with Mongolian letters keeps its variation selectors and narrow spaces: only its ends are trimmed.
    Rare characters (㛃, 𠮷) stay as they are: NFKC would turn compatibility ideographs into others, so only
    signs outside the CJK ideograph blocks are folded.
    """
    if MONGOLIAN.search(text):
        return text.strip(" \t\r\n\u3000\ufeff")
    out = "".join(sign if _is_ideograph(sign) else unicodedata.normalize("NFKC", sign) for sign in text)
    return SPACES.sub(" ", out).strip()


def _is_ideograph(sign: str) -> bool:
    point = ord(sign)
    return 0x3400 <= point <= 0x9FFF or 0xF900 <= point <= 0xFAFF or 0x20000 <= point <= 0x3FFFF
