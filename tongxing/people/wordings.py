"""The texts that people say yes to. A text once published is never edited: a new version is added."""

import datetime as dt

from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongxing.people.models import Consent

IN_FORCE_FROM = {"2026-11": dt.date(2026, 11, 1), "2026-11-30": dt.date(2026, 11, 30)}
EMPLOYER_SEES = {
    "name": _("my name"),
    "region": _("where I live, as far as the county or town"),
    "education": _("my education"),
    "hours": _("the hours a week that I entered"),
    "place": _("whether I can work from home, if I entered that"),
    "begin": _("when I can begin, if I entered that"),
    "about": _("what I wrote about myself"),
    "wishes": _("the work that I wish for"),
    "skills": _("what I can do"),
    "experience": _("what I have done so far"),
    "files": _("the résumé files that I added"),
    "fit": _("how well my wishes and skills fit its posts"),
    "meeting": _("my number at a fair, when and where I meet it there, and who interprets"),
}
"""What an employer sees of somebody who said yes to it, by what the pages call it; nothing else may stand on them."""
EMPLOYER_SEES_IF_SHOWN = {
    "phone": _("my telephone number"),
    "needs": _("what I need at work"),
    "limits": _("what the work should avoid"),
}
"""What it sees only where the person ticked that employers may."""
EMPLOYER_NEVER_SEES = {
    "certificate": _("my certificate"),
    "category": _("the kind and level of my disability"),
    "wage_floor": _("the lowest wage that I would take"),
}


def _all_of(words: dict) -> str:
    return str(_(", ")).join(str(word) for word in words.values())


def _shown_to_employer() -> str:
    return _(
        "This employer may see: %(always)s. Only where I have ticked it on my page: %(if_shown)s. It never sees: "
        "%(never)s. It may use what it sees for this recruitment only."
    ) % {
        "always": _all_of(EMPLOYER_SEES),
        "if_shown": _all_of(EMPLOYER_SEES_IF_SHOWN),
        "never": _all_of(EMPLOYER_NEVER_SEES),
    }


TEXTS = {
    (Consent.Purpose.SHOW_EMPLOYER, "2026-11-30"): lazy(_shown_to_employer, str)(),
    (Consent.Purpose.MATCHING, "2026-11"): _(
        "The federation may compare my wishes, skills and needs with vacancies and show me the vacancies that suit. "
        "Employers do not see me through this. The kind and level of my disability are not used."
    ),
    (Consent.Purpose.SHOW_EMPLOYER, "2026-11"): _(
        "This employer may see my name, my telephone number, my résumé and what I need at work. "
        "It never sees my certificate. It may use what it sees for this recruitment only."
    ),
    (Consent.Purpose.CONTACT, "2026-11"): _(
        "The federation may telephone me or send me messages about jobs, fairs and services that I asked for."
    ),
    (Consent.Purpose.STATISTICS, "2026-11"): _(
        "I am counted in published statistics by group, for example by county. "
        "Nobody can tell from them who I am: numbers under 5 are hidden."
    ),
    (Consent.Purpose.EVACUATION, "2026-11"): _(
        "When a hall has to be left in an emergency, the helpers there may see my name, where I was last, and how to "
        "help me: for example that I do not hear the alarm, or need the step-free way. They see it only until the "
        "emergency is over, and I can read who looked."
    ),
}


def current(purpose: str) -> str:
    """The version of the text that people say yes to today."""
    return max(_versions(purpose), key=IN_FORCE_FROM.__getitem__)


def version_at(moment: dt.datetime, purpose: str) -> str:
    """The version in force at ``moment``. Before the first one people signed paper forms: those of that month."""
    day = timezone.localdate(moment)
    published = [version for version in _versions(purpose) if IN_FORCE_FROM[version] <= day]
    return max(published, key=IN_FORCE_FROM.__getitem__, default=f"{day:%Y-%m}")


def _versions(purpose: str) -> list[str]:
    return [version for kind, version in TEXTS if kind == purpose]


def text_of(purpose: str, version: str = "") -> str:
    """The text of one version, the current one where none is named; of a paper form, where its text is to be found."""
    text = TEXTS.get((Consent.Purpose(purpose), version or current(purpose)))
    if text is None:
        return gettext("As on the paper form of %(version)s: the federation keeps the signed form.") % {
            "version": version
        }
    return str(text)
