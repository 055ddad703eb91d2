"""What somebody's identity may be opened for, as staff choose it and as everybody reads it in the trail."""

from django.utils.translation import gettext_lazy as _

from tongxing.people.models import Consent

DUTY_BY_LAW = "a duty by law"
COMPARE = "compare two records"
OFFERED = (
    (Consent.Purpose.CONTACT, _("to contact the person (needs their yes)")),
    (Consent.Purpose.MATCHING, _("to compare wishes and vacancies (needs their yes)")),
    (Consent.Purpose.EVACUATION, _("to help them leave in an emergency (needs their yes)")),
    ("check the certificate", _("to check the certificate")),
    ("answer the person's own request", _("to answer what the person asked for")),
    (COMPARE, _("to compare two records that may be one person")),
    (DUTY_BY_LAW, _("for a duty by law (say which)")),
)
HOLD_THE_EVENT = "hold the event"
OFFERED_FOR_ROLLS = (
    (HOLD_THE_EVENT, _("to hold the event: to greet, call and place those who take part")),
    ("answer the person's own request", _("to answer what the person asked for")),
    (DUTY_BY_LAW, _("for a duty by law (say which)")),
)
"""For many at once: nothing that needs each person's own yes."""
READABLE = {**dict(Consent.Purpose.choices), **dict(OFFERED), **dict(OFFERED_FOR_ROLLS)}


def readable(purpose: str, more: str = "") -> str:
    """A purpose as everybody reads it, with what was said beside it."""
    return " · ".join(part for part in (str(READABLE.get(purpose, purpose)), more) if part)
