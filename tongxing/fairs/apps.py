"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class FairsConfig(AppConfig):
    """招聘会."""

    name = "tongxing.fairs"

    def ready(self):
        """Tell the pages of events how they lead to their fair."""
        from tongxing.fairs import (  # noqa: F401  (importing them adds them)
            entry_panels,
            event_panels,
            intake_panels,
            making,
            merging,
            work_panels,
        )
