"""Names as they are compared; what is stored is what was written.

A character that this Python's Unicode tables do not know (a name of Extension H, a private-use form of an older
system) is a letter like any other: left out, it would make two people one.
"""

import re
import unicodedata

DOTS = (
    "\u00b7\u2022.\u30fb\u2027\u2219\u22c5\uff65\uff0e\u3002\uff61\u2024\ufe52\u2e31\u2e30\u0387\u25cf\u25e6\u2218\u2981"
    "\u16eb\ua78f\u1427\u318d\u119e\u02d9\u06d4\U00010101"
    "\u0f0b-\u0f0e"  # between and after Tibetan syllables
    "\u1801-\u180a"  # Mongolian and Sibe
)
QUOTES = "'`\u00b4\u2018\u2019\u201b\u02bb\u02bc\u02b9\u2032"
IGNORED = (
    "\u00ad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U000e0000-\U000e0fff"
)
"""Without width or meaning of their own: default ignorable code points, and the stroke that stretches Arabic words."""
SEPARATORS = re.compile(f"[{DOTS}{QUOTES}{IGNORED}\\s]")
UNSEEN = re.compile(f"[{IGNORED}]")
APART = {"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Pd"}
SIGNS = APART | {"Pc", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So"}


def _alike(text: str) -> str:
    """Width, presentation forms and case made one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _without(text: str, categories: set[str]) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign) not in categories)


def name_key(name: str) -> str:
    """A person's name as it is compared: 林 晓禾, 林　晓禾 and 林·晓禾 are 林晓禾, “John Smith” is “johnsmith”.

    Spaces, signs without width, dashes, apostrophes and the dots between the parts of Mongolian, Uyghur and Tibetan
    names make no difference, whichever dot it is; width, case and variants of one character make none either. What
    may stand for a character that could not be written (?, □, *) and brackets do.
    """
    key = _without(SEPARATORS.sub("", _alike(SEPARATORS.sub("", name))), APART)
    return key or _alike(name).strip()


def letters(text: str) -> str:
    """``text`` without any sign: letters with their marks, and digits; width and case made one."""
    return _without(UNSEEN.sub("", _alike(text)), SIGNS)
