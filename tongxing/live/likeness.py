"""Which questions ask the same: compared by the pairs of signs that they share."""

import re
import unicodedata

from engines.wording import letters

SAME = 0.72
"""From here on two questions count as one (Dice coefficient of their pairs)."""
LIKE = 0.4
"""From here on a moderator is shown that two may be one."""
FILLERS = re.compile("请问|你好|您好|谢谢|老师|一下|我想问|想问|能不能|可不可以|是不是|吗|呢|啊|吧|呀|的|了")
CANNOT = {"能不能": "能", "可不可以": "可以", "是不是": "是"}


def key_of(text: str) -> str:
    """``text`` without case, signs and words that do not change what is asked."""
    folded = unicodedata.normalize("NFKC", text).lower()
    folded = FILLERS.sub(lambda found: CANNOT.get(found.group(), ""), folded)
    return letters(folded) or "".join(text.split())


def _pairs(key: str) -> set[str]:
    return {key[place : place + 2] for place in range(len(key) - 1)} or {key}


def likeness(one: str, other: str) -> float:
    """How much two keys share, 0 to 1: twice the common pairs over all pairs (Dice 1945)."""
    if one == other:
        return 1.0
    first, second = _pairs(one), _pairs(other)
    return 2 * len(first & second) / (len(first) + len(second))


def likest(key: str, others, at_least: float = SAME):
    """Of ``others`` (each with a ``key``) the one most like ``key``, if it is like enough.

    Numbers must be the same: “岗位3” and “岗位8” are two questions.
    """
    digits = re.findall(r"\d+", key)
    scored = [(likeness(key, one.key), one) for one in others if re.findall(r"\d+", one.key) == digits]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= at_least else None
