"""Sending an emergency's text by every way at once, to each telephone and browser once.

Boards, everybody's page of numbers and the live stream's page show the text by themselves (``control.panels``); here
is what must be sent: an event to who follows the live stream, notices to browsers, and text messages. A sending that
was interrupted goes on with those who have none; called again after that it does nothing.
"""

import logging
from functools import partial
from threading import Thread

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tongxing.common.refusal import Refused
from tongxing.control.models import Emergency, EmergencySending, EmergencyText
from tongxing.control.whereabouts import concerned, visitors_concerned
from tongxing.fairs.models import Registration
from tongxing.live.access import stream_at
from tongxing.live.actions.telling import tell
from tongxing.people.actions import send_text
from tongxing.people.models.account import phone_hash
from tongxing.queues.actions.notices import post_to
from tongxing.queues.models import Subscription

log = logging.getLogger(__name__)
Phase, Way = EmergencySending.Phase, EmergencySending.Way
AT_ONCE = 50
"""Text messages in one transaction: a door that checks somebody in waits no longer than for these."""


def send(*, emergency: Emergency, phase: str, by) -> None:
    """Send what is said in ``phase`` by all ways: viewers and text messages now, browsers in a thread of their own."""
    _send_live(emergency, phase)
    notices = partial(_then_close, partial(send_notices, emergency=emergency, phase=phase))
    transaction.on_commit(Thread(target=notices, daemon=True).start)
    send_texts(emergency=emergency, phase=phase, by=by)


def _then_close(work) -> None:
    try:
        work()
    finally:
        connection.close()


@transaction.atomic
def _begun(emergency, phase, way, meant_for) -> EmergencySending | None:
    """The sending's row; nothing where it was done before. The row is there before anything leaves."""
    sending, _is_new = EmergencySending.objects.select_for_update().get_or_create(
        emergency=emergency, phase=phase, way=way, defaults={"meant_for": meant_for}
    )
    if sending.done_at:
        return None
    if sending.meant_for != meant_for:  # it began in one hall, and concerns more people now
        sending.meant_for = meant_for
        sending.save(update_fields=["meant_for"])
    return sending


def _done(sending, reached: int) -> None:
    sending.reached, sending.done_at = reached, timezone.now()
    sending.save(update_fields=["reached", "done_at"])


@transaction.atomic
def _send_live(emergency, phase) -> None:
    stream = stream_at(emergency.fair)
    if stream is None:
        return
    sending = _begun(emergency, phase, Way.LIVE, 1)
    if sending:
        said = {"text": emergency.text_of(phase), "over": phase == Phase.OVER}
        tell(stream, "notice", lambda _stream: said)
        _done(sending, 1)


def send_notices(*, emergency, phase) -> None:
    """A notice to every browser that asked to be called at this fair, or in the hall that is meant."""
    browsers = list(Subscription.objects.filter(visitor__in=visitors_concerned(emergency)))
    sending = _begun(emergency, phase, Way.PUSH, len(browsers))
    if sending:
        notice = {
            "title": str(_("Important")),
            "body": emergency.text_of(phase),
            "url": "",
            "tag": f"emergency-{emergency.pk}-{phase}",
        }
        _done(sending, post_to(browsers, notice))


def send_texts(*, emergency, phase, by) -> None:
    """A text message to every telephone of who came today, of who waits in a queue, and of their companions."""
    phones = phones_for(emergency)
    sending = _begun(emergency, phase, Way.TEXT, len(phones))
    if sending is None:
        return
    told = set(sending.texts.values_list("to_key", flat=True))
    left = [phone for key, phone in phones.items() if key not in told]
    for first in range(0, len(left), AT_ONCE):
        _send_some(sending, left[first : first + AT_ONCE], emergency.text_of(phase), by)
    _done(sending, sending.texts.filter(message__isnull=False).count())


@transaction.atomic
def _send_some(sending, phones, text, by) -> None:
    for phone in phones:
        try:
            message = send_text(phone=phone, text=text, purpose="emergency", by=by)
        except Refused:
            message = None  # no mobile number: counted as meant for, and as not reached
        EmergencyText.objects.create(sending=sending, to_key=phone_hash(phone), message=message)


def phones_for(emergency) -> dict[str, str]:
    """The telephones of whom it concerns, each once, by its keyed hash."""
    came = Registration.objects.filter(fair=emergency.fair_id, attendances__isnull=False).select_related("person")
    found = [registration.person.phone for registration in concerned(emergency, came.distinct())]
    for visitor in visitors_concerned(emergency):
        found += [visitor.phone, visitor.companion_phone]
    return {phone_hash(phone): phone for phone in found if phone}
