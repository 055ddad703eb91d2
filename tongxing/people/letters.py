"""Text messages: one small interface, a sender behind it.

A sender is a callable ``send(message)`` named by ``TONGXING_SMS``; it sets nothing and returns nothing, and
raises when the message could not be handed over.
"""

from django.conf import settings
from django.utils.module_loading import import_string

from tongxing.people.models import Message

OUTBOX = "tongxing.people.letters.keep_in_outbox"


def keep_in_outbox(message: Message) -> None:
    """The default sender: the message stays where it is, for the outbox page."""


def hand_over(message: Message) -> None:
    """Give ``message`` to the sender that the settings name."""
    import_string(settings.SMS_SENDER)(message)
