"""How a call leaves the site: text messages and web push, in the site's own language."""

from django.conf import settings
from django.utils import translation

from tongxing.common.refusal import Refused
from tongxing.people.access import consents
from tongxing.people.actions import send_text
from tongxing.people.models import Consent
from tongxing.queues import sentences
from tongxing.queues.models import Number, Way
from tongxing.queues.ways import steps, wanted


def steps_of(visitor) -> list[list[Way]]:
    """The ways in which ``visitor`` is called, step by step, as far as they can be gone."""
    person = visitor.registration.person if visitor.registration_id else None
    needs = [need.code for need in person.support_needs.all()] if person and not visitor.ways else []
    return steps(
        wanted(visitor, needs),
        can_push=visitor.subscriptions.exists(),
        can_text=bool(phone_of(visitor)),
        has_companion=bool(visitor.companion_phone),
    )


def phone_of(visitor) -> str:
    """Where a text message goes: the number said here, else the person's own, where they asked for it or agreed."""
    if visitor.phone:
        return visitor.phone
    person = visitor.registration.person if visitor.registration_id else None
    if person and person.phone and (Way.TEXT in visitor.ways or consents(person, Consent.Purpose.CONTACT)):
        return person.phone
    return ""


def text_of(number: Number) -> str:
    """The call as one sentence."""
    with translation.override(settings.LANGUAGE_CODE):
        return sentences.called(number)


def send(number: Number, way: Way, *, by) -> bool:
    """Write the text message of ``way``; whether it could be. Ways that need none are always gone."""
    if way not in {Way.TEXT, Way.COMPANION}:
        return True
    to = number.visitor.companion_phone if way == Way.COMPANION else phone_of(number.visitor)
    try:
        send_text(phone=to, text=text_of(number), purpose="queues", by=by)
    except Refused:
        return False
    return True
