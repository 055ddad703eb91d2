"""Cells that mean the one above them: 同上, 仝上。, 〃, ″, ,, and how else people write it."""

import re
import unicodedata

THING = (
    "单位|公司|企业|厂|店|岗位|职位|工种|人数|地址|地点|地区|要求|条件|学历|电话|联系人|联系方式|联系电话|待遇|工资|薪资|月薪|"
    "行业|时间|内容|职责|信息|情况"
)
WORDS = re.compile(
    rf"[(\[【〔]?\s*(?:(?:单位|公司|企业|岗位)?\s*[同仝]\s*[上前](?:\s*[一面述列]?\s*[行条格栏项])?|上\s*同|如\s*[上前]|"
    rf"与上\s*[面行]?\s*(?:相\s*)?同|同\s*上\s*[面述一]|以上(?:相\s*)?同|ditto|do\.|idem|same as above|as above)"
    rf"\s*(?:{THING})?\s*[)\]】〕]?\s*[。.,，;；、!]?",
    re.IGNORECASE,
)
SIGNS = frozenset(
    ('"', "''", '""', "“", "”", "“”", "〃", "〃〃", "″", "′′", "″″", "′", "〞", "〝", "„", "‟", "＂", ",,", "、、")
)
"""Ditto marks, in every column."""
NAME_SIGNS = frozenset(("同", "仝", "··", "・・", "•", "↑", "⇑", "∥", "〱", "々", "//", "\\\\", "||"))
"""Ditto marks where a name should stand; elsewhere they may mean something else."""


RARE = {"Co", "Cn"}
"""Private-use signs, and ideographs younger than this Python's tables: letters of names as old systems write them."""


def is_ditto(text: str, *, is_name: bool) -> bool:
    """Whether a cell with this text means the one above it."""
    if text in SIGNS or (is_name and text in NAME_SIGNS):
        return True
    return len(text) <= 20 and WORDS.fullmatch(text) is not None


def is_signs(text: str) -> bool:
    """Whether there is no letter, digit or ideograph in it: dashes, dots, a tick."""
    return bool(text) and not any(sign.isalnum() or unicodedata.category(sign) in RARE for sign in text)


POINTS = re.compile(
    r"[(（【\[]?[同仝]\s*(?:[上前下左右]|第?\s*[\d一二三四五六七八九十]+\s*[行条项个号])[面述]?\s*(?:[(（【\[。,，;；:：].*)?"
)
"""同第一行, 同上（甲方）: it points at a cell, and not surely at the one above."""


def names_nothing(text: str) -> bool:
    """Whether no name can stand in a cell with this text: signs alone, or words that point at another cell."""
    return is_signs(text) or POINTS.fullmatch(text) is not None
