"""Text messages of a round: to people who agreed to be contacted, and to nobody else.

They say when and from whom, never what for: others may see the screen. They are in the site's own language, whatever
the clerk reads.
"""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tongxing.people.access import consents
from tongxing.people.actions import send_text
from tongxing.people.models import Consent
from tongxing.rounds.models import Repair


@translation.override(settings.LANGUAGE_CODE)
def told(round_, leg, *, by) -> bool:
    """When the team comes. Answers whether a message was written."""
    words = {"region": round_.region.full_name(), "when": _when(leg.begins_at)}
    return _write(leg.stop, _("The federation of %(region)s visits you on %(when)s. Please be at home.") % words, by)


@translation.override(settings.LANGUAGE_CODE)
def moved(round_, stop, old, new, asked, *, by) -> bool:
    """The old time, the new one and the reason. Answers whether a message was written.

    Why somebody else is not visited is nobody's business but theirs.
    """
    why = _("another visit was cancelled") if asked.kind == Repair.Kind.CANCELLED else asked.why
    words = {"region": round_.region.full_name(), "old": _when(old), "new": _when(new) if new else "", "why": why}
    if new:
        text = _("The visit of the federation of %(region)s on %(old)s is now on %(new)s. The reason: %(why)s.")
    else:
        text = _("The visit of the federation of %(region)s on %(old)s cannot take place. The reason: %(why)s.")
    return _write(stop, text % words, by)


def _when(moment) -> str:
    return f"{timezone.localtime(moment):%m-%d %H:%M}"


def _write(stop, text: str, by) -> bool:
    person = stop.person
    if not (person and person.phone and consents(person, Consent.Purpose.CONTACT)):
        return False
    send_text(phone=person.phone, text=text, purpose="rounds", by=by)
    return True
