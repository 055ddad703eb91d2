"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class QueuesConfig(AppConfig):
    """排队叫号."""

    name = "tongxing.queues"

    def ready(self):
        """Tell the pages of fairs and tickets how they lead to queues."""
        from tongxing.queues import merging, panels  # noqa: F401  (importing them adds them)
