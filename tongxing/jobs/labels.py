"""What the fields of a post and of a seeker are called, and how their values read."""

from collections.abc import Iterable

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from engines.wording import BY_CODE, codes_of
from tongxing.jobs import occupations
from tongxing.jobs.models import Seeker, Vacancy
from tongxing.jobs.models.vacancy import Education
from tongxing.jobs.wages import monthly
from tongxing.people.models import Region

LABELS = {
    "title": gettext_lazy("post"),
    "occupation": gettext_lazy("kind of work"),
    "openings": gettext_lazy("people wanted"),
    "wage_min": gettext_lazy("least wage a month"),
    "wage_max": gettext_lazy("most wage a month"),
    "wage_text": gettext_lazy("wage as written"),
    "education": gettext_lazy("level of education"),
    "region": gettext_lazy("region"),
    "place": gettext_lazy("place of work"),
    "from_home": gettext_lazy("work from home"),
    "hours_min": gettext_lazy("least hours a week"),
    "hours_max": gettext_lazy("most hours a week"),
    "duties": gettext_lazy("what is done"),
    "requirements": gettext_lazy("what is asked"),
    "skills_required": gettext_lazy("skills needed"),
    "skills_welcome": gettext_lazy("skills welcome"),
    "offered": gettext_lazy("accommodations offered"),
    "can_arrange": gettext_lazy("accommodations that can be arranged"),
    "cannot": gettext_lazy("accommodations that cannot be offered"),
    "contact_name": gettext_lazy("contact"),
    "contact_phone": gettext_lazy("telephone"),
    "accommodation_contact": gettext_lazy("whom to ask about accommodations"),
    "state": gettext_lazy("state"),
    "credit_code": gettext_lazy("credit code"),
    "industry": gettext_lazy("industry"),
    "address": gettext_lazy("address"),
    "headcount": gettext_lazy("staff"),
    "name": gettext_lazy("name"),
    "phone": gettext_lazy("telephone"),
    "certificate": gettext_lazy("certificate number"),
    "needs": gettext_lazy("accommodations needed"),
    "guardian": gettext_lazy("guardian"),
    "registration": gettext_lazy("fair"),
    "consent_matching": gettext_lazy("may be compared with posts"),
    "consent_contact": gettext_lazy("may be contacted"),
    "occupations": gettext_lazy("wished work"),
    "wish": gettext_lazy("wish"),
    "wage_floor": gettext_lazy("least wage wished"),
    "skills": gettext_lazy("skills"),
    "experience": gettext_lazy("experience"),
    "about": gettext_lazy("about the person"),
    "limits": gettext_lazy("work to avoid"),
    "reach": gettext_lazy("how far to work"),
    "number": gettext_lazy("number"),
    "other_phones": gettext_lazy("other numbers"),
}
MASKS = {"offered", "can_arrange", "cannot"}


def label(field: str) -> str:
    """The field's name in the reader's language."""
    return str(LABELS.get(field, field))


def accommodation_names(codes) -> list[str]:
    """The names of ``codes`` (or of the bits of a mask) in the reader's language."""
    codes = codes_of(codes) if isinstance(codes, int) else [code for code in codes if code in BY_CODE]
    is_chinese = (get_language() or "zh").startswith("zh")
    return [BY_CODE[code].chinese if is_chinese else BY_CODE[code].english for code in codes]


def shown(field: str, value) -> str:
    """A value as a reader sees it; nothing is an em dash."""
    if (field in MASKS and isinstance(value, int)) or field == "needs":
        value = accommodation_names(value)
    elif field == "occupations":
        value = [occupations.name_of(code) for code in value or ()]
    elif field == "occupation":
        value = occupations.name_of(value) if value else ""
    elif field == "education" and value is not None:
        value = Education(value).label
    elif field == "from_home" and not isinstance(value, bool) and value is not None:
        value = Seeker.FromHome(value).label
    elif field in {"wage_min", "wage_max"} and value:
        value = monthly(value)
    elif field == "wage_floor":
        value = monthly(value) if value else ""
    elif field == "reach" and value is not None:
        value = {1: _("own county"), 2: _("own city"), 3: _("the region"), 4: _("anywhere")}[value]
    if isinstance(value, bool):
        value = _("yes") if value else _("no")
    if isinstance(value, (list, tuple)):
        value = "、".join(map(str, value))
    return str(value) if value not in (None, "") else "—"


def shown_changes(changes: dict) -> list[tuple[str, str, str]]:
    """(label, old, new) of each change; regions given by number are named."""
    numbers = {old for field, (old, _new) in changes.items() if field == "region" and isinstance(old, int)}
    names = dict(Region.objects.filter(pk__in=numbers).values_list("pk", "name")) if numbers else {}
    return [
        (label(field), shown(field, names.get(old, old) if field == "region" else old), shown(field, new))
        for field, (old, new) in changes.items()
    ]


def events_that_differ(vacancies: Iterable[Vacancy]) -> dict[int, str]:
    """Key of each post that its employer offers under the same title at another event too → its event's name."""
    by_name: dict[tuple[int, str], list[Vacancy]] = {}
    for vacancy in vacancies:
        by_name.setdefault((vacancy.employer_id, vacancy.title), []).append(vacancy)
    groups = [alike for alike in by_name.values() if len({vacancy.event_id for vacancy in alike}) > 1]
    return {vacancy.pk: vacancy.event.name for alike in groups for vacancy in alike if vacancy.event}
