"""Numbers as people write them in a cell: wages, numbers of people, education, telephone numbers.

Every function takes the cell's text and returns what was understood and, where it was not, a ``problem`` code
(data, not a sentence): ``empty``, ``vague``, ``unclear``, ``upside_down``, ``out_of_range``.
"""

import re
from dataclasses import dataclass

from engines.wording.text import folded

DIGITS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "十": 10}
WEEKLY_DAYS, DAILY_HOURS, MONTHLY_DAYS = 5, 8, 21.75
"""A month has 21.75 paid days of 8 hours (the labour ministry's conversion, 劳社部发〔2008〕3号)."""
WAGE_LIMIT = 1_000_000
OPENINGS_LIMIT = 9_999


@dataclass(frozen=True)
class Wage:
    """Yuan a month. ``max`` is empty where only a beginning is named, both where it is negotiable or unclear."""

    min: int | None = None
    max: int | None = None
    is_negotiable: bool = False
    problem: str = ""


@dataclass(frozen=True)
class Headcount:
    """How many people are wanted, 1–9,999."""

    number: int | None = None
    problem: str = ""


@dataclass(frozen=True)
class Education:
    """0 none, 1 primary, 2 middle, 3 high or vocational, 4 college, 5 bachelor, 6 master, 7 doctor."""

    level: int | None = None
    problem: str = ""


@dataclass(frozen=True)
class Phone:
    """Telephone numbers in the order written: mobiles as 11 digits, land-lines as area-number."""

    numbers: tuple[str, ...] = ()
    problem: str = ""

    @property
    def mobile(self) -> str:
        """The first mobile number, or nothing."""
        return next((number for number in self.numbers if len(number) == 11 and number[0] == "1"), "")


NUMBER = r"(\d+(?:\.\d+)?)\s*(万|千|k|w)?"
RANGE = re.compile(NUMBER + r"\s*元?\s*(?:-|–|—|－|~|～|〜|至|到)+\s*" + NUMBER)
SINGLE = re.compile(NUMBER)
PERIODS = (
    (re.compile(r"(/|每|一)?(小时|时薪|h\b)"), DAILY_HOURS * MONTHLY_DAYS),
    (re.compile(r"(/|每|一|元)(天|日)|日薪|日结|/d\b"), MONTHLY_DAYS),
    (re.compile(r"(/|每|一|元)年|年薪|/y\b"), 1 / 12),
)
BESIDES = re.compile(r"[,;、。+(]")
"""What follows is another matter: an allowance by the day, the hours of work."""
LEAST_MONTHLY = 500


def wage(text: str) -> Wage:
    """Yuan a month from "4000-6000", "4k-6k", "4000元/月起", "年薪6-8万", "15元/小时", "面议", …"""
    said = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", folded(text).lower()).replace(" ", "")
    if not said:
        return Wage(problem="empty")
    if re.search(r"\d,\d", said):
        return Wage(problem="out_of_range")
    found = RANGE.search(said)
    if found:
        low, low_unit, high, high_unit = found.groups()
        least, most = _yuan(low, low_unit or high_unit), _yuan(high, high_unit)
        open_end = False
    else:
        found = SINGLE.search(said)
        if not found:
            negotiable = re.search(r"面议|面谈|详谈|面洽|协商|从优", said)
            return Wage(is_negotiable=True) if negotiable else Wage(problem="unclear")
        least = most = _yuan(*found.groups())
        open_end = bool(re.search(r"起|以上|\+|底薪|保底|≥|>|不低于|不少于", said))
        if re.search(r"以下|以内|≤|<|不超过", said):
            least = None
    if found.start() > 0 and said[found.start() - 1] == "-":
        return Wage(problem="out_of_range")
    factor = _factor(said, found.end(), most)
    least = None if least is None else round(least * factor)
    most = round(most * factor)
    if least is not None and least > most:
        return Wage(min=least, max=most, problem="upside_down")
    if not 0 < most <= WAGE_LIMIT:
        return Wage(problem="out_of_range")
    return Wage(min=least, max=None if open_end else most)


def _factor(said: str, end: int, amount: float) -> float:
    """From the period that the amount ending at ``end`` is paid for, to a month.

    "4000元/月,餐补20元/天" is a wage by the month: what stands behind the amount's own clause counts only where the
    amount is too small for a month.
    """
    besides = BESIDES.search(said, end)
    clause = said[: besides.start()] if besides else said
    for part in (clause, said):
        if part is said and (amount >= LEAST_MONTHLY or "月" in clause):
            break
        for pattern, factor in PERIODS:
            if pattern.search(part):
                return factor
    yearly, factor = PERIODS[-1]
    return factor if yearly.search(said) and "月" not in clause else 1


def _yuan(number: str, unit: str | None) -> float:
    return float(number[:12]) * {"万": 10_000, "w": 10_000, "千": 1_000, "k": 1_000}.get(unit or "", 1)


def headcount(text: str) -> Headcount:
    """How many are wanted: "2", "５名", "三人", "3-5" (the larger); "若干" is vague and must be asked."""
    said = folded(text).lower().replace(" ", "").replace(",", "")
    if not said:
        return Headcount(problem="empty")
    if re.search(r"若干|数名|多名|不限|若千", said):
        return Headcount(problem="vague")
    plain = re.fullmatch(r"(?:约|共|招)?(-?\d+(?:\.0+)?)(?:人|名|个|位)?(?:左右)?", said)
    span = re.fullmatch(r"(\d+)(?:人|名|个)?(?:-|–|—|~|～|至|到)(\d+)(?:人|名|个|位)?", said)
    hanzi = re.fullmatch(r"([〇零一二两三四五六七八九十]{1,3})(?:人|名|个|位)?", said)
    if plain:
        number = int(float(plain.group(1))) if len(plain.group(1)) <= 15 else OPENINGS_LIMIT + 1
    elif span:
        low, high = int(span.group(1)[:15]), int(span.group(2)[:15])
        if low > high:
            return Headcount(problem="upside_down")
        number = high
    elif hanzi:
        number = _hanzi(hanzi.group(1))
    else:
        return Headcount(problem="unclear")
    return Headcount(number) if 1 <= number <= OPENINGS_LIMIT else Headcount(problem="out_of_range")


def _hanzi(text: str) -> int:
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (DIGITS.get(tens, 1) if tens else 1) * 10 + (DIGITS.get(ones, 0) if ones else 0)
    return int("".join(str(DIGITS[sign]) for sign in text))


LEVELS = (
    (7, r"博士"),
    (6, r"硕士|研究生"),
    (5, r"本科|学士|大学(?!专)"),
    (4, r"大专|专科|高职|大学专"),
    (3, r"高中|中专|职高|技校|职业高中|中技|技工|中职"),
    (2, r"初中|九年义务|中学"),
    (1, r"小学"),
    (0, r"不限|无要求|不作要求|不做要求|均可|无学历|文盲|^(?:无|/|-|—)+$"),
)


def education(text: str) -> Education:
    """The lowest level asked for: "大专及以上" is 4, "初中或高中" is 2, "不限" is 0."""
    said = folded(text)
    if not said:
        return Education(problem="empty")
    levels = [level for level, pattern in LEVELS if re.search(pattern, said)]
    return Education(min(levels)) if levels else Education(problem="unclear")


MOBILE = re.compile(r"(?<!\d)(?:\+?86-?)?(1[3-9]\d(?:-?\d{4}){2})(?!\d)")
LAND_LINE = re.compile(r"(?<!\d)\(?(0\d{2,3})\)?-?(\d{7,8})(?!\d)")
SERVICE_LINE = re.compile(r"(?<![\d-])[48]00(?:-?\d){7}(?!-?\d)")
"""One number for the whole country: 400-812-3456, 4008-123-456."""
ONE_ABOVE_THE_OTHER = re.compile(r"(?<=\d{7}) +(?=(?:\+?86)?1[3-9]\d|\(?0\d{2})")


def phone(text: str) -> Phone:
    """Every telephone number in the cell, mobiles before land-lines."""
    said = ONE_ABOVE_THE_OTHER.sub("/", folded(text)).replace(" ", "").removesuffix(".0")
    if not said:
        return Phone(problem="empty")
    mobiles = [found.replace("-", "") for found in MOBILE.findall(said)]
    rest = MOBILE.sub("", said)
    lines = ["-".join(found) for found in LAND_LINE.findall(rest)]
    service = [found.replace("-", "") for found in SERVICE_LINE.findall(LAND_LINE.sub("/", rest))]
    service = [f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" for digits in service]
    numbers = tuple(dict.fromkeys([*mobiles, *lines, *service]))
    return Phone(numbers) if numbers else Phone(problem="unclear")
