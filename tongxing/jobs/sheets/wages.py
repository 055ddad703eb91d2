"""What is said about a wage that was read from a cell: by posts and by people who look for work alike."""

from django.utils.translation import gettext as _

from engines.wording import Wage


def wage_problem(text: str, understood: Wage) -> str:
    """The sentence for a wage that must be mended; empty where it may stand."""
    if understood.problem == "upside_down":
        return _("“%(text)s” begins with the larger amount: write the smaller one first.") % {"text": text[:40]}
    if understood.problem == "out_of_range":
        return _("“%(text)s” cannot be a wage: write yuan a month, as in 4000-6000.") % {"text": text[:40]}
    return ""


def wage_doubt(text: str, understood: Wage, heading: str = "") -> str:
    """The sentence for a wage that was taken and should be looked at, with what was understood; else empty."""
    sentences = {
        "year": _(
            "“%(text)s” does not say for how long: it was read as a year's wage, %(amount)s yuan a month. "
            "Write 元/年 or 元/月."
        ),
        "shortened": _("“%(text)s” was read as %(amount)s yuan a month: write both amounts in full."),
        "several": _("“%(text)s” names several wages: %(amount)s yuan a month was taken. Write one range."),
        "trial": _("“%(text)s” names trial pay: %(amount)s yuan a month was taken. Write the regular wage first."),
        "besides": _(
            "“%(text)s” may be paid besides the wage: %(amount)s yuan a month was taken. Write the wage by itself."
        ),
        "hours": _(
            "“%(text)s” is paid by the hour and part time: %(amount)s yuan a month would be full time. "
            "Write the month's."
        ),
        "span": _("“%(text)s” was read as %(amount)s yuan a month: write what is paid for a month."),
        "scale": _(
            "The heading “%(heading)s” counts in another unit than “%(text)s”: %(amount)s yuan a month was taken."
        ),
        "approximate": _("“%(text)s” is no exact amount: %(amount)s yuan a month was taken."),
        "date": _("“%(text)s” may be a year: it was read as a wage of %(amount)s yuan a month."),
        "large": _("“%(text)s” is %(amount)s yuan a month: if it is a wage by the year, write 元/年."),
        "small": _(
            "“%(text)s” is %(amount)s yuan a month: if it is a wage by the day or hour, write 元/天 or 元/小时."
        ),
    }
    sentence = sentences.get(understood.doubt, "")
    return sentence and sentence % {"text": text[:40], "amount": amount_of(understood), "heading": heading[:40]}


def amount_of(understood: Wage) -> str:
    """The bounds of a wage as a sentence has them: 4,000–6,000."""
    low, high = understood.min, understood.max
    if low is None:
        return _("at most %(amount)s") % {"amount": f"{high:,}"}
    if high is None:
        return _("at least %(amount)s") % {"amount": f"{low:,}"}
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"
