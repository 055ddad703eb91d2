"""Wording in a vacancy that shuts people out by disability or looks, with a better sentence.

Grounds: 残疾人保障法 art. 38, 就业促进法 art. 29, 残疾人就业条例 art. 4 and 13. These are the plain cases; what the
work really needs (a driving licence, a health certificate for food, night shifts) and posts reserved by
programme (盲人按摩) pass.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """``text`` at ``start:end`` of the sentence, and the code of a suggestion in ``SUGGESTIONS``."""

    start: int
    end: int
    text: str
    suggestion: str


SUGGESTIONS = {
    "exclusion": (
        "This shuts disabled people out. Leave it out, or say what the work is.",
        "这句话把残疾人挡在门外。请删去，或写明工作内容。",
    ),
    "by_category": (
        "A category of disability says nothing about the work. Say which tasks there are and what you can arrange.",
        "残疾类别不说明能否胜任。请写明要做哪些事、单位能提供哪些便利。",
    ),
    "body": (
        "Say which task needs it, as in: 'carries boxes of 10 kg', 'speaks with customers by telephone'.",
        "请写明哪项工作需要，例如“需要搬运 10 公斤的箱子”“需要用电话与顾客沟通”。",
    ),
    "looks": (
        "Looks are no requirement of the work. Say what is done: 'receives visitors'.",
        "外貌不是工作要求。请写明要做的事，例如“接待来访人员”。",
    ),
    "health": (
        "Ask only for what the work needs, as in: 'holds a food-handler's health certificate'.",
        "只写工作需要的条件，例如“持有食品从业健康证”。",
    ),
}

_DISABLED = r"(?:残疾人士|残障人士|残疾人?|残障人?)"
_PEOPLE = rf"(?:{_DISABLED}|聋哑人?|聋人|哑人|盲人|轮椅使用者|精神病人?)"
_CATEGORY = r"(?:视力|听力|言语|肢体|智力|精神|多重|轻度|[一二三四1-4]级)"
_PATTERNS = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        (
            "exclusion",
            rf"(?:仅限|(?<!不)限|只招|只要|只限)(?:招)?(?:健全人?|正常人|身体健全者?|非残疾人?)|{_PEOPLE}(?:勿扰|勿投|免谈|除外|谢绝)",
        ),
        (
            "exclusion",
            rf"(?:不招|不要|不收|不接受|不考虑|谢绝|拒绝)(?:收|聘|用)?{_PEOPLE}|(?:无|没有|非)(?:任何)?(?:身体|肢体)?{_DISABLED}(?!人?证)",
        ),
        (
            "by_category",
            rf"(?:仅限|只限|(?<!不)限|只招|只要)(?:招)?{_CATEGORY}{{1,3}}(?:及以[上下])?{_DISABLED}?|(?:仅限|只限|(?<!不)限)[^，。；、\s]{{0,8}}残疾(?!证)",
        ),
        (
            "body",
            r"(?:身体|四肢|肢体|手脚|五官)(?:要求)?(?:健全|齐全|完整|无缺陷|无残缺)|听力正常|视力正常|(?:语言|言语)(?:功能)?正常|智力正常",
        ),
        (
            "looks",
            r"五官端正|(?:外形|外貌|形象|相貌|气质)(?:气质|形象)?(?:较|要)?(?:好|佳|端正|俱佳|姣好|出众)|长相(?:好|甜美|端正)|身高(?:要求|须|需|在)?\s*\d[\d.]*(?:\s*(?:cm|CM|厘米|公分|米|m))?(?:及?以上)?",
        ),
        (
            "health",
            r"身体健康|无(?:任何)?(?:不良嗜好|传染病|精神病史|家族病史|疾病史)|(?:无|没有)(?:任何|重大|慢性|精神|传染性){0,2}(?:疾病|病史)",
        ),
    )
)
_PASSES = re.compile(r"盲人(?:保健|医疗)?按摩|残疾人优先|优先(?:录用|考虑)?残疾人|适合[^，。；]{0,12}残疾")


def exclusions(text: str) -> list[Finding]:
    """Findings in the order of the text, none overlapping."""
    passed = [found.span() for found in _PASSES.finditer(text)]
    found: list[Finding] = []
    for code, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            inside = any(low <= start and end <= high for low, high in passed)
            taken = any(start < other.end and other.start < end for other in found)
            if not inside and not taken:
                found.append(Finding(start, end, match.group(), code))
    return sorted(found, key=lambda finding: finding.start)
