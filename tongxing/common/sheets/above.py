"""Cells that mean the one above them: 同上, 仝上。, 〃, ″, ,, and how else people write it."""

import re

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


def is_ditto(text: str, *, is_name: bool) -> bool:
    """Whether a cell with this text means the one above it."""
    if text in SIGNS or (is_name and text in NAME_SIGNS):
        return True
    return len(text) <= 20 and WORDS.fullmatch(text) is not None


def is_signs(text: str) -> bool:
    """Whether there is no letter, digit or ideograph in it: dashes, dots, a tick."""
    return bool(text) and not any(sign.isalnum() for sign in text)
