"""How a wage reads: the one place where an amount of pay becomes words, for pages, papers, messages and reasons."""

from decimal import Decimal

from django.utils.translation import gettext as _

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


def _month(low, high) -> str:
    return _spelt(
        low, high, _("%(amount)s yuan a month"), _("from %(amount)s yuan a month"), _("up to %(amount)s yuan a month")
    )


def _period(written: Pay) -> str:
    sentences = {
        "hour": (_("%(amount)s yuan an hour"), _("from %(amount)s yuan an hour"), _("up to %(amount)s yuan an hour")),
        "day": (_("%(amount)s yuan a day"), _("from %(amount)s yuan a day"), _("up to %(amount)s yuan a day")),
        "week": (_("%(amount)s yuan a week"), _("from %(amount)s yuan a week"), _("up to %(amount)s yuan a week")),
        "year": (_("%(amount)s yuan a year"), _("from %(amount)s yuan a year"), _("up to %(amount)s yuan a year")),
    }
    return _spelt(written.low, written.high, *sentences[written.per])


def _spelt(low, high, within: str, at_least: str, at_most: str) -> str:
    """The sentence that the bounds ask for, filled in; one of them is given."""
    if low and high:
        amount = _figures(low) if low == high else f"{_figures(low)}–{_figures(high)}"
        return within % {"amount": amount}
    return at_least % {"amount": _figures(low)} if low else at_most % {"amount": _figures(high)}


def _figures(amount: int | Decimal) -> str:
    """4,000; 18.5; no zeros behind the point."""
    return f"{int(amount):,}" if amount == int(amount) else f"{Decimal(amount).normalize():,f}"
