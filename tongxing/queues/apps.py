"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class QueuesConfig(AppConfig):
    """排队叫号."""

    name = "tongxing.queues"
