"""The texts that people say yes to. A text once published is never edited: a new version is added."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongxing.people.models import Consent

CURRENT = "2026-11"
IN_FORCE_FROM = {"2026-11": dt.date(2026, 11, 1)}
TEXTS = {
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


def version_at(moment: dt.datetime) -> str:
    """The version in force at ``moment``. Before the first one people signed paper forms: those of that month."""
    day = timezone.localdate(moment)
    published = [version for version, since in IN_FORCE_FROM.items() if since <= day]
    return max(published, key=IN_FORCE_FROM.__getitem__, default=f"{day:%Y-%m}")


def text_of(purpose: str, version: str = CURRENT) -> str:
    """The text of one version; of a paper form signed before the first one, where its text is to be found."""
    text = TEXTS.get((Consent.Purpose(purpose), version))
    if text is None:
        return gettext("As on the paper form of %(version)s: the federation keeps the signed form.") % {
            "version": version
        }
    return str(text)
