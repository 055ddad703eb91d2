"""The résumé that the platform writes from a seeker's page: one content for screen, paper and large print."""

from dataclasses import asdict, dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tongxing.jobs import occupations
from tongxing.jobs.access.seeker import Reader
from tongxing.jobs.models import Seeker
from tongxing.jobs.models.vacancy import Education
from tongxing.jobs.reasons import accommodation_name


@dataclass
class Section:
    """A heading with paragraphs or with short entries."""

    heading: str
    paragraphs: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)


@dataclass
class Resume:
    """What stands on the page, in order. Nothing else about the person does: no certificate, category or level."""

    name: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    written: str = ""

    def as_data(self) -> dict:
        """Plain data for the PDF's template."""
        return asdict(self)


def resume_of(seeker: Seeker, *, reader: Reader, phone: str) -> Resume:
    """The résumé as ``reader`` sees it; ``phone`` is empty where the number is not shown to them.

    Needs and limits stand on it for the person and their federation, and for an employer where the person shows them.
    """
    person = seeker.person
    resume = Resume(name=person.name)
    put = resume.facts.append
    put((_("Lives in"), person.region.full_name()))
    if phone:
        put((_("Telephone"), phone))
    if seeker.education:
        put((_("Education"), str(Education(seeker.education).label)))
    if seeker.wage_floor:
        put((_("Least wage"), _("%(wage)d yuan a month") % {"wage": seeker.wage_floor}))
    span = _("%(least)d to %(most)d") if seeker.hours_min else _("at most %(most)d")
    put((_("Hours a week"), span % {"least": seeker.hours_min, "most": seeker.hours_max}))
    put((_("Where to work"), str(seeker.get_from_home_display())))
    put((_("Can begin"), date_format(seeker.free_from) if seeker.free_from else _("at once")))
    wishes = [occupations.name_of(code) for code in seeker.occupations]
    shows_needs = reader != Reader.EMPLOYER or seeker.shows_needs
    needs = list(person.support_needs.all()) if shows_needs else []
    sections = [
        Section(_("Something about me"), paragraphs=_lines(seeker.about)),
        Section(_("Work I wish for"), entries=[*wishes, *([seeker.wish] if seeker.wish else [])]),
        Section(_("What I can do"), entries=list(seeker.skills)),
        Section(_("What I have done so far"), paragraphs=_lines(seeker.experience)),
        Section(_("What I need at work"), entries=[_need(one) for one in needs]),
        Section(_("What the work should avoid"), paragraphs=_lines(seeker.limits) if shows_needs else []),
    ]
    resume.sections = [one for one in sections if one.paragraphs or one.entries]
    resume.written = _("Written on Tongxing, last changed on %(day)s.") % {"day": date_format(seeker.updated_at)}
    return resume


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _need(need) -> str:
    words = accommodation_name(need.code)
    return _("%(need)s (%(note)s)") % {"need": words, "note": need.note} if need.note else words
