"""Wages as people write them in a cell, in yuan a month."""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from engines.wording.signs import plain
from engines.wording.wages.grammar import AMOUNT_FROM, Cell, Offer, parse
from engines.wording.wages.tokens import MONTHLY, SCALES, tokens

LIMIT = 1_000_000
YEARLY_FROM = 30_000
"""An amount from here on, of which nothing says what it is paid for, is taken for a year's and doubted."""
YEARS = (2015, 2035)
"""A bare number between these may be a year; a wage between them is possible too."""
LARGE_FROM, SMALL_BELOW = 30_000, 1_000
"""Yuan a month from which, or below which, a wage is doubted: the unit may be another one."""


@dataclass(frozen=True)
class Wage:
    """Yuan a month. ``max`` is empty where only a beginning is named, both where it is negotiable or unclear.

    ``problem``: ``empty``, ``unclear`` (no amount), ``by_piece`` (0.5元/件: no month can be made of it),
    ``upside_down``, ``out_of_range``. ``doubt`` says what somebody should look at: ``year`` (8-10万 was read as a
    year's), ``shortened`` (4-5000), ``several`` wages in the cell, ``trial`` pay beside the regular one, ``besides``
    (what may be commission was read as the wage), ``scale`` (the heading says 千元, the cell 4000), ``approximate``
    (三四千), ``date`` (2025 alone), ``hours`` (20元/小时 for four hours a day was read as full
    time), ``span`` (2周1000元), ``large``, ``small``.
    """

    min: int | None = None
    max: int | None = None
    is_negotiable: bool = False
    problem: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a heading says of the amounts under it: what they are paid for, and their scale."""

    per: str = ""
    scale: int = 1


HEADING_PERIODS = (
    ("hour", "小时|时薪|时工资|钟点|/时|/h"),
    ("day", "日(?!期)|天|/d"),
    ("week", "周|星期"),
    ("quarter", "季"),
    ("year", "年(?!终|龄|底)"),
    ("month", "月"),
)
HEADING_SCALE = re.compile(r"(?<![\d一二三四五六七八九十])([百千万]|(?<![a-z])[kw])(?=元|[)/:\],、·]|$)")


@lru_cache(maxsize=256)
def unit_of(heading: str) -> Unit:
    """「工资(元/年)」 is by the year, 「薪资（K）」 in thousands; what names two periods (日薪/月薪) names none."""
    words = "".join(token.text for token in tokens(plain(heading).lower()) if token.kind != "noise")
    periods = [period for period, pattern in HEADING_PERIODS if re.search(pattern, words)]
    in_brackets = [
        period for period, pattern in HEADING_PERIODS if re.search(rf"(?:\([^()]*|[元百千万k]/)(?:{pattern})", words)
    ]
    scale = HEADING_SCALE.search(words)
    per = next((names[0] for names in (in_brackets, periods) if len(names) == 1), "")
    return Unit(per, SCALES[scale[1]] if scale else 1)


@lru_cache(maxsize=8192)
def wage(text: str, heading: str = "") -> Wage:
    """Yuan a month from "4000-6000", "4k-6k", "4000元/月起", "年薪6-8万", "15元/小时", "三千五", "面议", …

    ``heading`` is what stands above the cell: its unit counts where the cell names none. A month has 21.75 days of
    8 hours and 4.35 weeks; a year 12 months. Half a yuan is rounded up.
    """
    words = SUM.sub(r"\1", AROUND.sub(_bounds_around, plain(text).lower()))
    if not words:
        return Wage(problem="empty")
    usual = USUAL.fullmatch(words)
    cell = _usual(usual) if usual else parse(tokens(words))
    if cell.is_broken:
        return Wage(problem="out_of_range")
    unit = unit_of(heading)
    offers, doubt = _wages_of(cell, unit)
    if not offers:
        if cell.is_negotiable and not cell.offers:
            return Wage(is_negotiable=True)
        is_by_piece = any(offer.per == "piece" for offer in cell.offers) or (cell.is_piecework and cell.offers)
        return Wage(problem="by_piece" if is_by_piece else "unclear")
    wages = [_monthly(offer, cell, unit) for offer in offers]
    wrong = next((understood for understood in wages if understood.problem), None)
    understood = wrong or _together(wages)
    if understood.problem:
        return understood
    return replace(understood, doubt=doubt or understood.doubt or _doubt_of(words, offers, understood))


USUAL = re.compile(r"(\d{4,5})(?:-(\d{4,5}))?(元)?(/月)?")
"""Most cells: read without the grammar, which would say the same in twenty times as long."""


def _usual(match: re.Match) -> Cell:
    low, high = Decimal(match[1]), Decimal(match[2] or match[1])
    return Cell([Offer(low, high, is_money=bool(match[3]), per="month" if match[4] else "")])


def _wages_of(cell: Cell, unit: Unit) -> tuple[list[Offer], str]:
    """The offers that are the wage, and the doubt that comes of choosing them."""
    timed = [offer for offer in cell.offers if offer.per != "piece"]
    if cell.is_piecework:
        timed = [offer for offer in timed if offer.per or offer.high >= AMOUNT_FROM]
    wages = [offer for offer in timed if not _is_besides(offer, timed)]
    if not wages:
        large = [offer for offer in timed if offer.high * offer_factor(offer, unit) >= AMOUNT_FROM]
        return large[:1], "besides"
    if any(offer.high >= AMOUNT_FROM for offer in wages):
        wages = [offer for offer in wages if offer.high >= AMOUNT_FROM]
    trials = [offer for offer in wages if "trial" in offer.labels and "regular" not in offer.labels]
    regular = [offer for offer in wages if offer not in trials]
    if not trials:
        return wages, ""
    if not regular:
        return trials, "trial"
    return regular, "trial" if cell.offers.index(trials[0]) < cell.offers.index(regular[0]) else ""


def offer_factor(offer: Offer, unit: Unit) -> Decimal:
    """From the offer as written to a month, by its own period or the heading's."""
    return MONTHLY.get(offer.per or unit.per or "month", Decimal(1))


def _is_besides(offer: Offer, timed: list[Offer]) -> bool:
    """Whether an amount is paid on top of the wage: an allowance, a commission, the second part of a sum."""
    if "sum" in offer.labels:
        return False
    if offer.labels & {"added", "allowance"}:
        return True
    return "allowance_behind" in offer.labels and (offer is not timed[0] or offer.high < AMOUNT_FROM) and len(timed) > 1


def _monthly(offer: Offer, cell: Cell, unit: Unit) -> Wage:
    """One offer by the month, with what must be doubted about its unit."""
    low, high, doubt = offer.low, offer.high, offer.doubt
    per = offer.per or unit.per
    if not offer.per and not offer.is_money and offer.scale == 1 and YEARS[0] <= low <= high <= YEARS[1]:
        doubt = doubt or "date"
    if unit.scale > 1 and offer.scale == 1 and not offer.is_money and offer.per not in {"hour", "day"}:
        if high < AMOUNT_FROM:
            low, high = low * unit.scale, high * unit.scale
        else:
            doubt = doubt or "scale"
    if not per and high < AMOUNT_FROM and cell.paid:
        per = cell.paid
    if not per and low >= YEARLY_FROM:
        per, doubt = "year", "year"
    factor = MONTHLY[per or "month"]
    least, most = _rounded(low * factor), _rounded(high * factor)
    if low > high:
        return Wage(least, most, problem="upside_down")
    if not 0 < most <= LIMIT:
        return Wage(problem="out_of_range")
    if low != high:
        return Wage(least, most, doubt=doubt)
    if offer.labels & {"most", "most_after"}:
        return Wage(None, most, doubt=doubt)
    is_open = offer.labels & {"least", "least_after", "base", "open", "uncapped"}
    return Wage(least, None if is_open else most, doubt=doubt)


def _rounded(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP)) if amount < LIMIT * 10 else LIMIT * 10


def _together(wages: list[Wage]) -> Wage:
    """Several wages of a cell as one: from the lowest to the highest."""
    first = wages[0]
    if all((other.min, other.max) == (first.min, first.max) for other in wages):
        return first
    lows, highs = [other.min for other in wages], [other.max for other in wages]
    if len(wages) == 2 and None in lows and None in highs:
        (low,), (high,) = [value for value in lows if value], [value for value in highs if value]
        return Wage(low, high, problem="upside_down" if low > high else "")
    known = [value for value in (*lows, *highs) if value is not None]
    least = None if None in lows else min(known)
    return Wage(least, None if None in highs else max(known), doubt="several")


SUM = re.compile(r".*\+.*= ?(\d[^=]*)")
"""底薪2490+绩效800=3290元: the sum is the wage."""
AROUND = re.compile(r"(\d{3,5}) ?(?:元|块)? ?± ?(\d{2,4})(?!\d)")
"""3500±300 is 3200-3800."""
PART_TIME = re.compile(
    r"(?P<each>周|星期|天|日)(?:工作|上班|需|约|做|干|上)*(?P<hours>\d{1,2}(?:\.\d)?)个?(?:小时|钟头|h(?![a-z]))"
)
FULL_TIME = {"周": {"40"}, "星期": {"40"}, "天": {"8"}, "日": {"8"}}
OTHER_SPAN = re.compile(r"(?:^|[,;。(])(?:[2-9两二三四五六七八九十]|1\d)个?(?:周|星期|天|日)[,:为 ]*\d{3}")
"""2周1000元: paid for a span that is no usual period."""


def _bounds_around(match: re.Match) -> str:
    middle, part = int(match[1]), int(match[2])
    return f"{middle - part}-{middle + part}" if part < middle else match[0]


def _doubt_of(words: str, offers: list[Offer], understood: Wage) -> str:
    """What somebody should look at although one wage was read."""
    hours = PART_TIME.search(words)
    if hours and hours["hours"] not in FULL_TIME[hours["each"]] and any(offer.per == "hour" for offer in offers):
        return "hours"
    if OTHER_SPAN.search(words) and not any(offer.per for offer in offers):
        return "span"
    if (understood.max or understood.min or 0) >= LARGE_FROM:
        return "large"
    return "small" if (understood.min or understood.max or 0) < SMALL_BELOW else ""
