"""Text messages of fairs: one to each person whose told times changed, in the site's own language."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from tongxing.fairs import spoken
from tongxing.people.access import consents
from tongxing.people.actions import send_text
from tongxing.people.models import Consent


def times_changed(registration, changes, *, by) -> bool:
    """Old, new and why of all ``changes`` in one message; whether it was written.

    It goes to people who agreed to be contacted and have a telephone. All others have to be told at the fair.
    """
    person = registration.person
    if not person.phone or not consents(person, Consent.Purpose.CONTACT):
        return False
    with translation.override(settings.LANGUAGE_CODE):
        lead = _("%(fair)s: your interview times have changed.") % {"fair": registration.fair.event.name}
        text = spoken.run_on([lead, *(change_in_words(registration.fair, change) for change in changes)])
    send_text(phone=person.phone, text=text, purpose="fairs", by=by)
    return True


def change_in_words(fair, change) -> str:
    """One changed time: old, new and why."""
    interview = change.interview
    said = {
        "employer": interview.vacancy.employer.name,
        "post": interview.vacancy.title,
        "old": spoken.clock(fair, change.old_starts_at) if change.old_starts_at else "",
        "new": spoken.clock(fair, change.new_starts_at) if change.new_starts_at else "",
        "why": change.why,
    }
    if change.new_starts_at:
        said |= {"hall": interview.booth.zone.hall, "booth": interview.booth}
    if not change.new_starts_at:
        return _("%(employer)s, “%(post)s”: no longer at %(old)s, no other time was found. Reason: %(why)s.") % said
    if not change.old_starts_at:
        return _("%(employer)s, “%(post)s”: now at %(new)s, %(hall)s booth %(booth)s. Reason: %(why)s.") % said
    return (
        _("%(employer)s, “%(post)s”: not at %(old)s but at %(new)s, %(hall)s booth %(booth)s. Reason: %(why)s.") % said
    )
