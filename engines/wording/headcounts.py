"""Numbers of people as a cell writes them: exact, a span, a sum by sex, or a guess that must be asked about."""

import re
from dataclasses import dataclass
from functools import lru_cache

from engines.wording.numerals import SIGNS, numeral
from engines.wording.signs import plain

LIMIT = 9_999


@dataclass(frozen=True)
class Headcount:
    """How many people are wanted, 1–9,999.

    ``problem``: ``empty``, ``vague`` (若干, 十几人: the cell names no number), ``unclear`` (1,2: it may mean several
    things), ``upside_down``, ``out_of_range``. ``doubt`` says what was settled on the way to ``number``: ``larger``
    of a span, ``sum`` of men and women, ``about`` (约10人), ``least`` (3人以上), ``most`` (5人以内), ``besides``
    (2人（含1名主管）: what stands in brackets was left out).
    """

    number: int | None = None
    problem: str = ""
    doubt: str = ""


VAGUE = re.compile(
    r"若干|若千|[几数多]十?[人名个個位]|几|数[十百千]|[余馀]|多|上[十百千]|过百|近百|半|一些|少量|大量|批量|不等|适量|"
    r"不限|待定|面议|长期|随时|来[人名个個位]|十来|许"
)
UNLIMITED = re.compile(
    r"(?:男女|性别|年龄|学历|经验|专业|户籍|民族|地区)(?:均可|都可|皆可|不限)|不限(?:男女|性别|年龄|学历|经验|专业|户籍)"
)
"""Of these no limit is set, and it says nothing of how many."""
NUMBER = rf"(\d+(?:\.0+)?[百千万]?|\d{{1,3}}(?:,\d{{3}})+|[{SIGNS}]+)"
UNIT = r"(?:人次|人|名|个人|个|個|位|员|口)?"
BEFORE = r"(?:(?:共|招|招聘|拟招|拟招聘|计划招聘|需|需要|需求|合计|总共|总计|一共|招收|急招|招用)(?:人数)?[::]?)?"
ABOUT = r"(约|大约|大概|近|左右|上下)"
EXACT = re.compile(rf"{BEFORE}{NUMBER}{UNIT}")
ROUGH = re.compile(rf"{BEFORE}{ABOUT}{NUMBER}{UNIT}|{BEFORE}{NUMBER}{UNIT}{ABOUT}")
LEAST = re.compile(rf"(?:至少|不少于|不低于|最少|>=|≥|>){NUMBER}{UNIT}|{NUMBER}{UNIT}(?:及以上|以上|起|\+)")
MOST = re.compile(rf"(?:至多|最多|不超过|不多于|<=|≤|<){NUMBER}{UNIT}|{NUMBER}{UNIT}(?:及以下|以下|以内|之内)")
SPAN = re.compile(rf"{BEFORE}{NUMBER}{UNIT}(?:[-~]+|至|到){NUMBER}{UNIT}")
SEX_FIRST = re.compile(
    rf"(男|女)(?:性|工|生)?[::]?{NUMBER}{UNIT}[,、/;+]?(?!\1)(?:男|女)(?:性|工|生)?[::]?{NUMBER}{UNIT}"
)
SEX_LAST = re.compile(rf"{NUMBER}{UNIT}(男|女)(?:性|工|生)?[,、/;+]?{NUMBER}{UNIT}(?!\2)(?:男|女)(?:性|工|生)?")
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】|,((?:含|其中|包括|男女|性别).*)")
SHARED = re.compile(r"[每各/×*x]")
TRAILING = re.compile(r"[\s。.,;、!]+$")


@lru_cache(maxsize=4096)
def headcount(text: str) -> Headcount:
    """How many are wanted: "2", "５名", "二十三人", "3-5" (the larger, doubted); what may mean two is unclear."""
    words = TRAILING.sub("", plain(text).lower())
    if not words:
        return Headcount(problem="empty")
    if re.search(r"\d \d", words):
        return Headcount(problem="unclear")  # 1 2 is not 12
    words = UNLIMITED.sub("", words.replace(" ", "")).strip("、,;")
    outside, inside = _brackets(words)
    if not outside:
        return Headcount(problem="unclear")
    if VAGUE.search(re.sub("至多|最多|不多于", "", outside)) or _is_guess(outside):
        return Headcount(problem="vague")
    understood = _number(outside)
    if understood.problem or not inside:
        return understood
    if VAGUE.search(inside) or SHARED.search(inside):
        return Headcount(problem="unclear")
    parts = _sum(inside)
    if parts is not None and parts != understood.number and not re.match("含|其中|包括|至少", inside):
        return Headcount(problem="unclear")
    is_same = parts == understood.number
    return Headcount(understood.number, doubt=understood.doubt or ("" if is_same else "besides"))


def _brackets(words: str) -> tuple[str, str]:
    """What stands outside of brackets, and what inside."""
    insides = ["".join(part or "" for part in match) for match in BRACKETS.findall(words)]
    return BRACKETS.sub("", words), ",".join(filter(None, insides))


def _is_guess(words: str) -> bool:
    """Whether a run of Chinese numeral signs is no one number: 二三人, 三五十."""
    runs = re.findall(rf"[{SIGNS}]{{2,}}", words)
    return any(numeral(run) is None for run in runs)


def _number(words: str) -> Headcount:
    if re.fullmatch(r"-\d+(\.0+)?[人名个位]?", words):
        return Headcount(problem="out_of_range")
    for pattern, doubt in ((EXACT, ""), (ROUGH, "about"), (LEAST, "least"), (MOST, "most")):
        match = pattern.fullmatch(words)
        if match:
            written = next(part for part in match.groups() if part and not re.fullmatch(ABOUT, part))
            return _checked(_value(written), doubt)
    match = SPAN.fullmatch(words)
    if match:
        low, high = _value(match[1]), _value(match[2])
        if low is None or high is None:
            return Headcount(problem="unclear")
        return Headcount(problem="upside_down") if low > high else _checked(high, "larger" if low < high else "")
    both = _sum(words)
    return Headcount(problem="unclear") if both is None else _checked(both, "sum")


def _sum(words: str) -> int | None:
    """Men and women together, where the words name both and nothing else."""
    match = SEX_FIRST.fullmatch(words)
    numbers = (match[2], match[3]) if match else ()
    if not match:
        match = SEX_LAST.fullmatch(words)
        numbers = (match[1], match[3]) if match else ()
    values = [_value(number) for number in numbers]
    return sum(value for value in values if value) if values and None not in values else None


def _value(written: str) -> int | None:
    match = re.fullmatch(r"(\d+)(?:\.0+)?([百千万])?", written.replace(",", ""))
    if not match:
        return 0 if written in ("零", "〇") else numeral(written)
    if len(match[1]) > 9:
        return LIMIT + 1
    return int(match[1]) * {"百": 100, "千": 1_000, "万": 10_000}.get(match[2] or "", 1)


def _checked(number: int | None, doubt: str) -> Headcount:
    if number is None:
        return Headcount(problem="unclear")
    return Headcount(number, doubt=doubt) if 1 <= number <= LIMIT else Headcount(problem="out_of_range")
