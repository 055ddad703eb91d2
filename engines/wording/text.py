"""Text made comparable without harming what cannot be typed again."""

import re
import unicodedata

MONGOLIAN = re.compile("[\u1800-\u18af\u202f]")
SPACES = re.compile(r"[\s\u3000\u200b\ufeff]+")
IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
FOLDABLE = re.compile(f"[^\x20-\x7e、。{IDEOGRAPHS}]")
PLAIN = re.compile(f"[\x21-\x7e、。{IDEOGRAPHS}]*")


def folded(text: str) -> str:
    """Full-width digits, letters and signs made ordinary, runs of white space made one space, ends trimmed.

    Text with Mongolian letters keeps its variation selectors and narrow spaces: only its ends are trimmed.
    Rare characters (㛃, 𠮷) stay as they are: NFKC would turn compatibility ideographs into others, so only
    signs outside the CJK ideograph blocks are folded.
    """
    if PLAIN.fullmatch(text):
        return text
    if MONGOLIAN.search(text):
        return text.strip(" \t\r\n\u3000\ufeff")
    out = FOLDABLE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return SPACES.sub(" ", out).strip()
