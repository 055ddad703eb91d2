"""Text made comparable without harming what cannot be typed again."""

import re
import unicodedata

MONGOLIAN = re.compile("[\u1800-\u18af\u202f]")
SPACES = re.compile(r"[\s\u3000]+")
IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
ACCENTS = "\u00a8\u00af\u00b4\u00b8\u02d8-\u02dd\u3130-\u318f"
"""Signs that stand alone and that NFKC would take apart: ˙ and ㆍ serve as dots in names."""
FOLDABLE = re.compile(f"[^\x20-\x7e、。{ACCENTS}{IDEOGRAPHS}]")
SENTENCES = "，；：！？（）…～"
"""Signs of a Chinese sentence that NFKC would make those of an English one."""
FOLDABLE_IN_PROSE = re.compile(f"[^\x20-\x7e、。{SENTENCES}{ACCENTS}{IDEOGRAPHS}]")
PLAIN = re.compile(f"[\x21-\x7e、。{IDEOGRAPHS}]*")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no database and no workbook keeps; line breaks and tabs stay."""
INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e007f]"
)
"""Signs without width that direct a line or its breaks: no part of what is written. Variation selectors are one."""
JOINED = (
    "\u0600-\u109f\u1780-\u18af\ua840-\ua87f\ufb50-\ufdff\ufe70-\ufefc"  # Arabic to Myanmar, Khmer, Mongolian, Phags-pa
    "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"  # pictures made of several
)
JOINER = re.compile(f"(?<![{JOINED}])[\u200c\u200d]+|[\u200c\u200d]+(?![{JOINED}])")
"""Joiners that shape nothing: beside Chinese or Latin letters, at an end, before a space."""


def without_invisible(text: str) -> str:
    """``text`` without signs that have no width and no meaning where they stand; never a space in their place.

    What shapes Mongolian, Uyghur or Tibetan letters stays: variation selectors, and joiners between such letters.
    """
    return text if text.isascii() else JOINER.sub("", INVISIBLE.sub("", text))


def without_controls(text: str) -> str:
    """``text`` without control characters and halves of signs. Rare and private-use characters stay."""
    return CONTROL.sub("", text)


def folded(text: str) -> str:
    """Full-width digits, letters and signs made ordinary, runs of white space made one space, ends trimmed.

    Signs without width are left out (see ``without_invisible``). Text with Mongolian letters keeps its variation
    selectors and narrow spaces: else only its ends are trimmed. Rare characters (㛃, 𠮷) stay as they are: NFKC would
    turn compatibility ideographs into others, so only signs outside the CJK ideograph blocks are folded.
    """
    return _folded(text, FOLDABLE)


def prose(text: str) -> str:
    """``text`` folded as people write sentences: Chinese commas, colons and brackets stay what they are.

    For what is read and never compared; ``folded(prose(text))`` is ``folded(text)``.
    """
    return _folded(text, FOLDABLE_IN_PROSE)


def _folded(text: str, foldable: re.Pattern[str]) -> str:
    if PLAIN.fullmatch(text):
        return text
    text = without_invisible(text)
    if MONGOLIAN.search(text):
        return text.strip(" \t\r\n\u3000")
    out = foldable.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return SPACES.sub(" ", out).strip()
