"""What somebody's identity may be opened for, as staff choose it and as everybody reads it in the trail."""

from django.utils.translation import gettext_lazy as _

from tongxing.people.models import Consent

DUTY_BY_LAW = "a duty by law"
OFFERED = (
    (Consent.Purpose.CONTACT, _("to contact the person (needs their yes)")),
    (Consent.Purpose.MATCHING, _("to compare wishes and vacancies (needs their yes)")),
    (Consent.Purpose.EVACUATION, _("to help them leave in an emergency (needs their yes)")),
    ("check the certificate", _("to check the certificate")),
    ("answer the person's own request", _("to answer what the person asked for")),
    (DUTY_BY_LAW, _("for a duty by law (say which)")),
)
READABLE = {**dict(Consent.Purpose.choices), **dict(OFFERED)}
