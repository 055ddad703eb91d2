"""Text messages: kept first, handed over once the act that wrote them is certain."""

import logging
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tongxing.people import identifiers, letters
from tongxing.people.models import Message
from tongxing.people.models.account import phone_hash
from tongxing.trail.actions import record

log = logging.getLogger(__name__)


@transaction.atomic
def send_text(*, phone: str, text: str, purpose: str, by) -> Message:
    """Keep a message to ``phone`` and hand it to the sender when the transaction is through.

    Raises ``Refused`` when ``phone`` is no mobile number. A sender that fails leaves the message unsent.
    """
    number = identifiers.mobile(phone)
    message = Message.objects.create(to=number, to_key=phone_hash(number), text=text, purpose=purpose)
    record("wrote a text message", message, by=by, purpose=purpose)
    transaction.on_commit(partial(_hand_over, message))
    return message


def _hand_over(message: Message) -> None:
    try:
        letters.hand_over(message)
    except Exception:
        # Whatever the sender raised: the act that wrote the message stands, and the reader can ask again.
        log.exception("The text message %s could not be handed over.", message.pk)
        return
    if settings.SMS_SENDER != letters.OUTBOX:
        # What was handed over is kept as a fact, not as a text.
        message.sent_at, message.text = timezone.now(), ""
        message.save(update_fields=["sent_at", "text"])
