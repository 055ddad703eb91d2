"""Text messages about what an employer's device noted: to people who agreed to be contacted, without a word of it."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from tongxing.people.access import consents
from tongxing.people.actions import send_text
from tongxing.people.models import Consent


@translation.override(settings.LANGUAGE_CODE)
def asked(act, *, by) -> bool:
    """Ask whether it was so; whether a message was written. The person's page asks all the same."""
    person = act.about.person
    if not person.phone or not consents(person, Consent.Purpose.CONTACT):
        return False
    text = _(
        "%(fair)s: the booth of %(employer)s has entered something about you. Were you there? Say so on the fair's "
        "page after signing in; without your word it does not count."
    ) % {"fair": act.device.fair.event.name, "employer": act.device.participation.employer}
    send_text(phone=person.phone, text=text, purpose="fairs", by=by)
    return True
