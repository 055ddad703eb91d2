"""For what a wage is paid, and whether more is paid besides: what a month's figure alone does not say."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from engines.wording.signs import plain
from engines.wording.wages.grammar import parse
from engines.wording.wages.tokens import tokens

PERIODS = ("hour", "day", "week", "year")
BESIDES = re.compile(r"提成|佣金|绩效|奖金|计件|分红|补贴|补助|津贴|[餐饭房车话]补|多劳多得|全勤奖")


@dataclass(frozen=True)
class Pay:
    """``per`` is ``hour``, ``day``, ``week`` or ``year`` where the cell names that period and one offer, else empty;
    ``low`` and ``high`` are then its bounds in yuan, ``high`` empty where it is open. ``has_more``: commission, piece
    rates, bonuses or allowances are named. ``is_by_piece``: nothing but a rate for each piece is."""

    per: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    has_more: bool = False
    is_by_piece: bool = False


@lru_cache(maxsize=2048)
def pay(text: str) -> Pay:
    """What "20元/小时", "150-180元/天", "4000+提成", "0.5元/件" say beside the amount a month."""
    words = plain(text).lower()
    if not words:
        return Pay()
    cell = parse(tokens(words))
    offers = cell.offers
    has_more = bool(BESIDES.search(words))
    if cell.is_broken or not offers:
        return Pay(has_more=has_more)
    if all(offer.per == "piece" for offer in offers):
        return Pay(is_by_piece=True)
    if len(offers) != 1 or offers[0].per not in PERIODS or offers[0].low > offers[0].high:
        return Pay(has_more=has_more)
    offer = offers[0]
    is_open = bool(offer.labels & {"least", "least_after", "base", "open", "uncapped"}) and offer.low == offer.high
    is_most = bool(offer.labels & {"most", "most_after"}) and offer.low == offer.high
    return Pay(offer.per, None if is_most else offer.low, None if is_open else offer.high, has_more)
