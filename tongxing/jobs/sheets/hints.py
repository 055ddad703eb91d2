"""What to write in each column of the templates, for the second sheet of the workbook."""

from django.utils.translation import gettext as _

from engines.wording import ACCOMMODATIONS
from tongxing.jobs.sheets import seekers, vacancies


def vacancy_hints() -> list[list[str]]:
    """(column, what to write) for each column that needs a word."""
    hints = {
        "number": _(
            "Your own number of the post. With it, a corrected title changes the post; you may leave it empty."
        ),
        "openings": _("A whole number from 1 to 9,999; not 若干."),
        "wage": _("Yuan a month: 4000-6000, 4k-6k, 4000起; by the day or hour: 150元/天, 20元/小时."),
        "education": _("不限, 小学, 初中, 高中, 中专, 大专, 本科, 硕士 or 博士; the lowest that the work needs."),
        "region": _("One banner, county, district or city."),
        "hours": _("As in 每周40小时 or 8小时/天 双休."),
        "requirements": _("What the work needs. Say tasks, not bodies: who can do the tasks can do the work."),
        "offered": _accommodations(),
        "can_arrange": _("The same names: what you can arrange when somebody asks."),
        "cannot": _(
            "The same names: what you cannot offer. Leave empty what you have not thought about: people can ask."
        ),
        "accommodation_contact": _(
            "Name and telephone of whom people ask about accommodations; empty: the federation."
        ),
    }
    return [[vacancies.NAMES[name], hint] for name, hint in hints.items()]


def seeker_hints() -> list[list[str]]:
    """(column, what to write) for each column that needs a word."""
    hints = {
        "phone": _("Mobile number, 11 digits. Telephone or certificate number: at least one of the two."),
        "certificate": _("All 20 digits of the disability certificate; set the column to “text”."),
        "wish": _("Up to five kinds of work, separated by 、."),
        "wage": _("Yuan a month: 4000以上."),
        "needs": _accommodations(),
        "reach": _("本旗县, 本市, 全区 or 不限."),
        "guardian_proof": _("What was seen: household book, court order. Without it the guardian is not entered."),
        "may_match": _("是, only when the person signed it on paper."),
        "may_contact": _("是, only when the person signed it on paper."),
    }
    return [[seekers.NAMES[name], hint] for name, hint in hints.items()]


def _accommodations() -> str:
    return _("Any of: %(names)s.") % {"names": "、".join(accommodation.chinese for accommodation in ACCOMMODATIONS)}
