"""Names as they sound: found by pinyin or initials."""

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


def sound_of(name: str) -> str:
    """Full sound and initials, ``linxiaowen lxw``; a family name with two readings is kept with both."""
    syllables = [list(filter(str.isalnum, one)) for one in lazy_pinyin(name, style=Style.NORMAL)]
    readings = [["".join(one).lower() for one in syllables if one]]
    if name[:1] in SURNAMES and readings[0] and readings[0][0] != SURNAMES[name[0]]:
        readings.append([SURNAMES[name[0]], *readings[0][1:]])
    pairs = [("".join(one), "".join(part[0] for part in one)) for one in readings if one]
    return " ".join(dict.fromkeys(chain.from_iterable(pairs)))[:200]
