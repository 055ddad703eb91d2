"""Names as they sound: found by pinyin or initials, written in plain letters."""

import re
from itertools import chain

from pypinyin import Style, lazy_pinyin

SURNAMES = {
    "仇": "qiu",
    "任": "ren",
    "单": "shan",
    "区": "ou",
    "华": "hua",
    "尉": "yu",
    "曾": "zeng",
    "朴": "piao",
    "查": "zha",
    "盖": "ge",
    "解": "xie",
    "乐": "yue",
    "翟": "zhai",
    "缪": "miao",
    "覃": "qin",
}
"""Signs that sound otherwise as a family name than as a word."""

IN_PLACES = {"都": "du", "长": "chang"}
"""Signs that sound otherwise in the name of a place: 昆都仑 is Kundulun, 长治 Changzhi."""


def readings(name: str) -> list[list[str]]:
    """The syllables, or words, of a name in small letters; twice where the family name has two readings."""
    parts = lazy_pinyin(name, style=Style.NORMAL)
    usual = [syllable.lower() for part in parts for syllable in re.findall(r"[^\W_]+", part)]
    if not usual:
        return []
    if name[:1] in SURNAMES and usual[0] != SURNAMES[name[0]]:
        return [usual, [SURNAMES[name[0]], *usual[1:]]]
    return [usual]


def sound_of(name: str) -> str:
    """Full sound and initials, ``linxiaowen lxw``; a family name with two readings is kept with both."""
    pairs = [("".join(spoken), "".join(part[0] for part in spoken)) for spoken in readings(name)]
    return " ".join(dict.fromkeys(chain.from_iterable(pairs)))[:200]


def sound_of_place(name: str) -> str:
    """Like ``sound_of``, for a place: both readings of a sign that is often taken for the wrong one."""
    spoken = lazy_pinyin(name, style=Style.NORMAL)
    local = "".join(IN_PLACES.get(sign, sound) for sign, sound in zip(name, spoken, strict=False))
    return " ".join(dict.fromkeys([*sound_of(name).split(), local]))


def syllables_of(text: str) -> list[str]:
    """``text`` in small Latin letters and digits, a syllable or a word each; signs that have no sound are left out."""
    return re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(text, style=Style.NORMAL)).lower())
