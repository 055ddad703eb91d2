"""How a wage reads: the one place where an amount of pay becomes words, for pages, papers, messages and reasons."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engines.wording import Pay, pay, wage


def wage_in_words(low: int | None, high: int | None, text: str = "") -> str:
    """Yuan a month as people read it: 4,000–6,000 yuan a month, from 4,000 …, up to 6,000 …, to be agreed.

    ``text`` is what the employer wrote. Where it means these very amounts by the hour, day, week or year, those stand
    first and the month in brackets; commission, bonuses and piece rates beside the wage are named.
    """
    written = pay(text) if text else Pay()
    if not low and not high:
        if written.is_by_piece:
            return _("by the piece: %(text)s") % {"text": text}
        is_silent = not text or wage(text).is_negotiable
        return _("to be agreed") if is_silent else text
    understood = wage(text)
    means_the_same = (understood.min, understood.max) == (low or None, high or None)
    words = _month(low, high)
    if written.per and means_the_same:
        words = _("%(wage)s (full time about %(month)s)") % {"wage": _period(written), "month": words}
    if written.has_more and means_the_same:
        words = _("%(wage)s, and commission, bonus or allowances") % {"wage": words}
    return words


def monthly(amount: int) -> str:
    """One amount a month."""
    return _month(amount, amount)


PERIODS = {
    "hour": (
        gettext_lazy("%(amount)s yuan an hour"),
        gettext_lazy("from %(amount)s yuan an hour"),
        gettext_lazy("up to %(amount)s yuan an hour"),
    ),
    "day": (
        gettext_lazy("%(amount)s yuan a day"),
        gettext_lazy("from %(amount)s yuan a day"),
        gettext_lazy("up to %(amount)s yuan a day"),
    ),
    "week": (
        gettext_lazy("%(amount)s yuan a week"),
        gettext_lazy("from %(amount)s yuan a week"),
        gettext_lazy("up to %(amount)s yuan a week"),
    ),
    "month": (
        gettext_lazy("%(amount)s yuan a month"),
        gettext_lazy("from %(amount)s yuan a month"),
        gettext_lazy("up to %(amount)s yuan a month"),
    ),
    "year": (
        gettext_lazy("%(amount)s yuan a year"),
        gettext_lazy("from %(amount)s yuan a year"),
        gettext_lazy("up to %(amount)s yuan a year"),
    ),
}
"""For each period what is said within two bounds, from one on, up to one; only what is said is looked up."""


def _month(low, high) -> str:
    return _spelt(low, high, "month")


def _period(written: Pay) -> str:
    return _spelt(written.low, written.high, written.per)


def _spelt(low, high, period: str) -> str:
    """The sentence that the bounds ask for, filled in; one of them is given."""
    within, at_least, at_most = PERIODS[period]
    if low and high:
        amount = _figures(low) if low == high else f"{_figures(low)}–{_figures(high)}"
        return str(within) % {"amount": amount}
    return str(at_least) % {"amount": _figures(low)} if low else str(at_most) % {"amount": _figures(high)}


def _figures(amount: int | Decimal) -> str:
    """4,000; 18.5; no zeros behind the point."""
    return f"{int(amount):,}" if amount == int(amount) else f"{Decimal(amount).normalize():,f}"
