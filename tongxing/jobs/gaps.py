"""What a seeker has not said yet, and what saying it is good for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxing.jobs.models import Seeker
from tongxing.jobs.reasons import join


@dataclass(frozen=True)
class Gap:
    """One answer that is missing: a sentence that says what it would bring, and the field in which to give it."""

    sentence: str
    action: str
    url: str


def gaps_of(seeker: Seeker, *, skills_asked: Sequence[str] = ()) -> list[Gap]:
    """The missing answers of ``seeker`` that decide which posts suit them, the weightiest first.

    ``skills_asked`` are skills that wished posts require and the page does not name.
    """
    person = seeker.person
    form = reverse("jobs:profile_of", args=[person.pk])
    gaps = []
    if not seeker.occupations:
        sentence = _("You have not named the work that you wish for. Named work comes first.")
        gaps.append(Gap(sentence, _("Name the work I wish for"), f"{form}#id_wish_1"))
    if person.needs_said_at is None:
        sentence = _("You have not said what you need. It keeps posts away that cannot give it.")
        gaps.append(Gap(sentence, _("Say what I need"), reverse("people:needs", args=[person.pk])))
    if not seeker.education:
        sentence = _("You have not said your education. Posts that ask for one count as out of reach until you do.")
        gaps.append(Gap(sentence, _("Say my education"), f"{form}#id_education"))
    if skills_asked:
        sentence = _("Posts of the work you wish for ask for: %(skills)s. If you can do it, say so.")
        gaps.append(Gap(sentence % {"skills": join(skills_asked)}, _("Say what I can do"), f"{form}#id_skills"))
    elif not seeker.skills:
        sentence = _(
            "You have not said what you can do. Posts that ask for a skill count as out of reach until you do."
        )
        gaps.append(Gap(sentence, _("Say what I can do"), f"{form}#id_skills"))
    return gaps
