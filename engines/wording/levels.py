"""Levels of education: what a post asks for at least, and what a person has reached."""

import re
from dataclasses import dataclass
from functools import lru_cache

from engines.wording.signs import plain


@dataclass(frozen=True)
class Education:
    """0 none, 1 primary, 2 middle, 3 high or vocational, 4 college, 5 bachelor, 6 master, 7 doctor.

    ``problem``: ``empty`` or ``unclear``. ``doubt`` says what ``level`` leaves open: ``preferred`` (大专、本科优先:
    both were taken as a preference), ``no_stage`` (特教学校: a school, and no word of its stage), ``unfinished``
    (初中肄业: the stage below was taken), ``grade`` (三年级 alone).
    """

    level: int | None = None
    problem: str = ""
    doubt: str = ""


LEVELS = (
    (7, "博士"),
    (6, "硕士|研究生|MBA"),
    (4, "大学专科|大学大专|大专|专科|高校|高职|高专|专本|本专科"),
    (
        3,
        "高级中学|职业中学|职业高中|大中专|中等专业|中等职业|高级技工|高中|中专|职高|职中|技校|中技|技工|技师|中职|中师",
    ),
    (2, "初级中学|九年义务(?:教育)?|九年制|初中|中学|初[一二三]"),
    (5, "大学|本科|学士|专升本"),
    (3, "高[一二三](?!职)"),
    (1, "小学"),
)
"""In the order in which they are looked for: 大学专科 is a college, 职业中学 no middle school."""
NONE = re.compile(r"不限|无要求|没有要求|不作要求|不做要求|无学历|文盲|识字|会写字|^(?:无|没有|暂无|/|-|—|\\)+$")
ANY = re.compile(r"均可|都可|皆可")
OTHERWISE_UNLIMITED = re.compile(
    r"(?:专业|性别|年龄|经验|户籍|地区|男女|民族|残疾类别|残疾类型|类别)(?:均可|都可|皆可|不限)|不限(?:专业|性别|年龄|经验|户籍|男女)"
)
"""专业不限 says nothing of the level."""

LEVEL = "(?:" + "|".join(f"(?:{pattern})" for _level, pattern in LEVELS) + ")"
AFTER = r"(?:\(含\)|含|及其?|或|以上|学历|文凭|文化|程度|水平|毕业生?|毕业者|者|的|生|应届|统招|全日制)*"
GROUP = rf"{LEVEL}{AFTER}(?:[、/或和及与]?{LEVEL}{AFTER})*"
PREFERRED = re.compile(
    rf"{GROUP}(?:优先|更佳|为佳|尤佳|更好|佳|者佳|加分|可放宽|可优先)(?!{LEVEL})(?:考虑|录用|录取)?|优先(?:考虑|录用|录取|招聘)?{GROUP}"
)
UP_TO = re.compile(
    rf"{LEVEL}(?:学历|文化|程度)*(?:[、/或和及与]?{LEVEL}(?:学历|文化|程度)*)*(?:\(含\)|含)?[及或和]?(?:其)?以下(?:学历|文化|程度)*"
)
"""初中及以下: who has less may come too, so nothing is asked for."""


@lru_cache(maxsize=4096)
def education(text: str) -> Education:
    """The lowest level that a post asks for: "大专及以上" is 4, "初中或高中" is 2, "不限" is 0.

    What is only preferred (本科优先) and an upper bound (初中及以下) ask for nothing.
    """
    words = _words(text)
    if not words:
        return Education(problem="empty")
    words = OTHERWISE_UNLIMITED.sub("", words)
    if NONE.search(words):
        return Education(0)
    asked = UP_TO.sub("", PREFERRED.sub("", words))
    is_joined = any(len(levels_in(match.group())) > 1 for match in PREFERRED.finditer(words))
    doubt = "preferred" if is_joined else ""
    levels = levels_in(asked)
    if levels:
        return Education(min(levels), doubt=doubt)
    return Education(0, doubt=doubt) if asked != words or ANY.search(words) else Education(problem="unclear")


def _words(text: str) -> str:
    return plain(text).upper().replace(" ", "").replace("本(专)科", "本专科")


def levels_in(words: str) -> list[int]:
    """Every level that the words name, each word once and the longer one first."""
    levels = []
    for level, pattern in LEVELS:
        rest = re.sub(pattern, "·", words)
        if rest != words:
            levels.append(level)
            words = rest
    return levels


NEVER = re.compile(
    r"(?:从|从来|一直)?(?:未|没有?|不曾|无)(?:曾)?(?:上|读|念|进|入|受|接受|受过|参加)(?:过)?(?:任何|正规|系统|学校)?(?:的)?(?:学|书|校|教育|文化)|"
    r"半?文盲|不识字|没有?文化|无文化|无学历|失学|未受教育|没受教育|学龄前|幼儿园|扫盲"
)
SPECIAL = re.compile(
    r"特教|特殊教育|特殊学校|特校|盲校|盲人学校|盲童|聋校|聋哑学校|聋人学校|聋哑校|启聪|启智|启明|启音|培智|辅读|送教|康复学校|工疗站|阳光家园|在家学|自学"
)
"""Schools and teaching for disabled people: an answer, though it names no stage by itself."""
UNFINISHED = re.compile(
    rf"肄业|未毕业|没毕业|没有毕业|未读完|没读完|没有读完|没上完|未上完|辍学|未完成|"
    rf"(?:没有?|未|不曾|无)(?:能|曾)?(?:上|读|念|考上|接受|完成)?(?:过|完)?{LEVEL}"
)
GRADE = re.compile(r"([1-9一二三四五六七八九])年级")
GRADES = {sign: number for number, sign in enumerate("一二三四五六七八九", start=1)}
PRIMARY_GRADES = 6


@lru_cache(maxsize=4096)
def schooling(text: str) -> Education:
    """The level that a person has reached, the lowest where the cell names several.

    Who never went to school has level 0. A special school counts by the stage it names (聋校高中 is 3); where it
    names none, level 0 is taken and doubted: nothing that the person may not have is written down.
    """
    words = _words(text)
    if not words:
        return Education(problem="empty")
    if NEVER.search(words):
        return Education(0)
    levels = levels_in(UP_TO.sub("", words))
    if levels:
        reached = min(levels)
        if UNFINISHED.search(words):
            return Education(max(reached - 1, 0) if reached <= LOWEST_BRANCHED else HIGH, doubt="unfinished")
        return Education(reached)
    match = GRADE.search(words)
    if match:
        grade = GRADES.get(match[1]) or int(match[1])
        return Education(1 if grade <= PRIMARY_GRADES else 2, doubt="grade")
    if SPECIAL.search(words):
        return Education(0, doubt="no_stage")
    return education(text)


HIGH = LOWEST_BRANCHED = 3
"""Who left a college or university without finishing had finished high school (3)."""
