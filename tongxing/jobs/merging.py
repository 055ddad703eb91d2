"""What becomes of wishes for work when two records of one person are merged."""

from django.utils.translation import gettext_lazy as _

from tongxing.jobs.models import Seeker
from tongxing.jobs.models.vacancy import Education
from tongxing.people.erasing import deletes, empties
from tongxing.people.merging import joins, remade, words

words(
    {
        "jobs.seeker": _("pages about wishes for work"),
        "jobs.application": _("applications for posts"),
        "jobs.resumefile": _("résumé files"),
        "jobs.accommodationrequest": _("questions asked before interviews"),
    }
)
remade("jobs.suggestion", "jobs.lever_seekers")

TEXTS = ("occupations", "wish", "about", "experience", "skills", "limits", "free_from", "wage_floor")


@joins("jobs.seeker")
def seeker(duplicate: Seeker, target: Seeker) -> dict[str, object]:
    """What the record that stays does not say, it takes over; employers see no more than both answers allow."""
    columns = {name: getattr(duplicate, name) for name in TEXTS if not getattr(target, name)}
    if target.education == Education.NONE:
        columns["education"] = duplicate.education
    return {
        **columns,
        "shows_phone": target.shows_phone and duplicate.shows_phone,
        "shows_needs": target.shows_needs and duplicate.shows_needs,
    }


deletes("jobs.suggestion", "jobs.lever_seekers", "jobs.resumefile")
empties(
    {
        "jobs.seeker": (
            *("occupations", "wish", "about", "experience", "skills", "limits", "wage_floor", "free_from"),
            *("shows_phone", "shows_needs"),
        ),
        "jobs.accommodationrequest": ("words", "answer"),
    }
)
