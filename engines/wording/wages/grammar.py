"""From tokens to offers: which amounts belong together, what each is paid for, and the labels around it.

    cell   = part { separator part }          separators: , ; 。 and +; brackets part nothing
    part   = { label | bound | period | offer }
    offer  = amount [ period ] { range amount [ period ] }
    label  = 试用期 | 转正后 | 底薪 | 提成, 餐补, … | 综合      before its amount, or behind it where none follows
    bound  = 不低于 | 不超过 before an amount, 起 | 以上 | 以内 behind it
    period = 元/天 | 日薪 | 每月 | …            of the offer that it touches, else of the next, else of the one before

The first amount of a range takes the scale of the last (4-6千), and the last that of the first (4k-6).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from engines.wording.wages.tokens import Token

SHORT_BELOW, AMOUNT_FROM = 100, 1_000
"""4-5000 is 4000-5000: a first bound below 100 beside a last one from 1,000."""


@dataclass(slots=True)
class Offer:
    """One amount or range: bounds in yuan as written, what it is paid for, and the labels around it."""

    low: Decimal
    high: Decimal
    scale: int = 1
    is_money: bool = False
    per: str = ""
    labels: set[str] = field(default_factory=set)
    doubt: str = ""


@dataclass(slots=True)
class Cell:
    """What a cell says: its offers in order, and what stands there without an amount."""

    offers: list[Offer] = field(default_factory=list)
    paid: str = ""
    is_negotiable: bool = False
    is_piecework: bool = False
    is_broken: bool = False
    """A minus before the first amount, or 3000,5000: a comma between two figures that parts no thousands."""


Item = Token | Offer
BRACKETS = {"open", "close"}
PARTING = {"comma", "listed", "plus"}
BOUNDS_BEHIND = {"least_after", "most_after", "uncapped"}
LABELLED = {"allowance", "allowance_behind", "trial", "regular"}
LABELS = {"allowance", "trial", "regular", "base", "least", "most", "total"}


def parse(tokens: Sequence[Token]) -> Cell:
    """The offers of a cell with their periods and labels."""
    items = _paired(tokens)
    cell = Cell(is_broken=_is_below_nothing(items))
    pending: set[str] = set()
    period, is_added = "", False
    behind: Offer | None = None
    tight: Offer | None = None
    for index, item in enumerate(items):
        if isinstance(item, Offer):
            item.labels |= pending | ({"added"} if is_added else set())
            item.per = item.per or period
            cell.offers.append(item)
            cell.is_broken = cell.is_broken or (tight is not None and not (tight.labels | item.labels) & LABELLED)
            pending, period, behind, tight = set(), "", item, None
        elif item.kind == "plus":
            is_added = is_added or behind is not None
            if behind is not None:
                behind.labels.add("open")
            else:
                pending = {"sum"} if pending & {"base", "allowance", "total"} else pending
            behind = None
        elif item.kind == "range":
            if behind is not None and index + 1 == len(items) and item.text in {"-", "~"}:
                behind.labels.add("open")  # 3500-: the upper bound was left out
        elif item.kind in PARTING:
            tight = behind if item.what == "tight" else None
            pending, is_added, behind = set(), False, None
        elif item.kind == "per":
            period = _place_period(item, items, index, cell, behind) or period
        elif item.kind in BOUNDS_BEHIND:
            if cell.offers and (behind is not None or item.kind == "uncapped"):
                cell.offers[-1].labels.add(item.kind)
        elif item.kind in LABELS:
            owner = _owner(item, items, index, behind)
            (owner.labels if owner is not None else pending).add(_label(item, owner))
        else:
            cell.paid = cell.paid or (item.what if item.kind == "paid" else "")
            cell.is_negotiable = cell.is_negotiable or item.kind == "negotiable"
            cell.is_piecework = cell.is_piecework or item.kind == "piecework"
    return cell


def _place_period(item: Token, items: Sequence[Item], index: int, cell: Cell, behind: Offer | None) -> str:
    """Give a period to the offer that it belongs to; handed back where that is the next one."""
    if behind is not None and not behind.per:
        behind.per = item.what
        return ""
    if any(isinstance(later, Offer) for later in items[index + 1 :]):
        return item.what
    if cell.offers and not cell.offers[-1].per:
        cell.offers[-1].per = item.what
    return ""


def _owner(item: Token, items: Sequence[Item], index: int, behind: Offer | None) -> Offer | None:
    """The offer before a label where the label touches that one and not the next."""
    if behind is None or items[index - 1] is not behind or (item.kind == "trial" and item.text[-1] in "月天日周年内"):
        return None
    for later in items[index + 1 :]:
        if isinstance(later, Offer):
            is_small_allowance = item.kind == "allowance" and behind.high < AMOUNT_FROM
            return behind if is_small_allowance and items[index + 1] is not later else None
        if later.kind in PARTING:
            break
    return behind


def _label(item: Token, owner: Offer | None) -> str:
    return "allowance_behind" if item.kind == "allowance" and owner is not None else item.kind


def _is_below_nothing(items: Sequence[Item]) -> bool:
    first = items[0] if items else None
    is_minus = isinstance(first, Token) and first.text.startswith("-")
    return is_minus and len(items) > 1 and isinstance(items[1], Offer)


def _paired(tokens: Sequence[Token]) -> list[Item]:
    """Amounts joined to offers; noise and words that say nothing are left out."""
    telling = [token for token in tokens if token.kind not in {"noise", "other"} or token.text == "-"]
    items: list[Item] = []
    index = 0
    while index < len(telling):
        token = telling[index]
        index += 1
        if token.kind != "amount":
            items.append(token)
            continue
        amounts, per = [token], ""
        while True:
            at = index
            if at < len(telling) and telling[at].kind == "per":
                per, at = per or telling[at].what, at + 1
            is_range = at < len(telling) and telling[at].kind in {"range", "listed"}
            if not is_range or at + 1 >= len(telling) or telling[at + 1].kind != "amount":
                break
            amounts.append(telling[at + 1])
            index = at + 2
        if per and index < len(telling) and telling[index].kind == "per":
            index += 1
        items.append(_offer(amounts, per))
    return items


def _offer(amounts: Sequence[Token], per: str) -> Offer:
    first, last = amounts[0], amounts[-1]
    low, high, doubt = first.low, last.high, ""
    if len(amounts) > 1:
        if first.scale == 1 and last.scale > 1 and not first.is_money and low * last.scale <= high:
            low *= last.scale
        elif last.scale == 1 and first.scale > 1 and high < SHORT_BELOW:
            high *= first.scale
        elif 0 < low < SHORT_BELOW and high >= AMOUNT_FROM and not first.is_money:
            low, doubt = _lengthened(low, high), "shortened"
    if len(amounts) > 2:
        values = [low, high, *(amount.low for amount in amounts[1:-1])]
        low, high, doubt = min(values), max(values), "several"
    if any(amount.what == "guess" for amount in amounts):
        doubt = "approximate"
    is_money = any(amount.is_money for amount in amounts)
    return Offer(low, high, max(amount.scale for amount in amounts), is_money, per, doubt=doubt)


def _lengthened(low: Decimal, high: Decimal) -> Decimal:
    """4 beside 5000 is 4000, 35 beside 4000 is 3500: with as many zeros as it takes to come near."""
    while low * 10 <= high:
        low *= 10
    return low
