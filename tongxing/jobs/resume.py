"""The résumé that the platform writes from a seeker's page: one content for screen, paper and large print."""

from dataclasses import asdict, dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tongxing.jobs import occupations
from tongxing.jobs.access.seeker import Reader
from tongxing.jobs.models import Seeker
from tongxing.jobs.models.vacancy import Education
from tongxing.jobs.reasons import accommodation_name
from tongxing.people.wordings import EMPLOYER_SEES, EMPLOYER_SEES_IF_SHOWN


@dataclass
class Section:
    """A heading with paragraphs or with short entries; ``key`` as in the consent's text (``people.wordings``)."""

    key: str
    heading: str
    paragraphs: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)


@dataclass
class Resume:
    """What stands on the page, in order. Nothing else about the person does: no certificate, category or level.

    ``not_shown`` names what an employer sees only where the person shows it, and does not see now.
    """

    name: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    written: str = ""
    not_shown: list[str] = field(default_factory=list)

    def as_data(self) -> dict:
        """Plain data for the PDF's template."""
        return asdict(self)


def resume_of(seeker: Seeker, *, reader: Reader, phone: str) -> Resume:
    """The résumé as ``reader`` sees it; ``phone`` is empty where the number is not shown to them.

    Only what was entered stands on it, and never the least wage: whoever hands it to an employer would tell how
    little they take. An employer's holds what the text of the consent lists, and nothing that it does not list.
    """
    person = seeker.person
    needs = [_need(need) for need in person.support_needs.all()]
    wishes = [occupations.name_of(code) for code in seeker.occupations]
    facts = [
        ("region", _("Lives in"), _place(person, reader)),
        ("phone", _("Telephone"), phone),
        ("education", _("Education"), str(Education(seeker.education).label) if seeker.education else ""),
        ("hours", _("Hours a week"), _hours(seeker)),
        ("place", _("Where to work"), str(seeker.get_from_home_display()) if seeker.from_home else ""),
        ("begin", _("Can begin"), date_format(seeker.free_from) if seeker.free_from else ""),
    ]
    sections = [
        Section("about", _("Something about me"), paragraphs=_lines(seeker.about)),
        Section("wishes", _("Work I wish for"), entries=[*wishes, *([seeker.wish] if seeker.wish else [])]),
        Section("skills", _("What I can do"), entries=list(seeker.skills)),
        Section("experience", _("What I have done so far"), paragraphs=_lines(seeker.experience)),
        Section("needs", _("What I need at work"), entries=needs),
        Section("limits", _("What the work should avoid"), paragraphs=_lines(seeker.limits)),
    ]
    hidden = _hidden(seeker) if reader == Reader.EMPLOYER else set()
    return Resume(
        name=person.name,
        facts=[(name, value) for key, name, value in facts if value and key not in hidden],
        sections=[part for part in sections if (part.paragraphs or part.entries) and part.key not in hidden],
        written=_("Written on Tongxing, last changed on %(day)s.") % {"day": date_format(seeker.updated_at)},
        not_shown=[str(words) for key, words in EMPLOYER_SEES_IF_SHOWN.items() if key in hidden],
    )


FACTS = {"name", "region", "phone", "education", "hours", "place", "begin"}
SECTIONS = {"about", "wishes", "skills", "experience", "needs", "limits"}


def _hidden(seeker: Seeker) -> set[str]:
    """What stands on no employer's page of this seeker: what the consent does not list, or the person does not show."""
    shown = {"phone": seeker.shows_phone, "needs": seeker.shows_needs, "limits": seeker.shows_needs}
    listed = set(EMPLOYER_SEES) | {key for key in EMPLOYER_SEES_IF_SHOWN if shown[key]}
    return (FACTS | SECTIONS) - listed


def _place(person, reader: Reader) -> str:
    """Where the person lives; an employer sees the county, never the street or township."""
    region = person.region
    if reader == Reader.EMPLOYER and region.level == region.Level.TOWNSHIP:
        region = region.parent
    return region.full_name()


def _hours(seeker: Seeker) -> str:
    """The hours that were entered; empty where they are what the platform assumes of whoever says nothing."""
    if seeker.hours_max != max(Seeker.MOST_HOURS, seeker.hours_min):
        span = _("%(least)d to %(most)d") if seeker.hours_min else _("at most %(most)d")
    else:
        span = _("at least %(least)d") if seeker.hours_min else ""
    return span % {"least": seeker.hours_min, "most": seeker.hours_max} if span else ""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _need(need) -> str:
    words = accommodation_name(need.code)
    return _("%(need)s (%(note)s)") % {"need": words, "note": need.note} if need.note else words
