"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    """入场设备."""

    name = "tongxing.doors"

    def ready(self):
        """Add the way to the devices to staff's work, and let rosters die when their fair closes."""
        from tongxing.doors import actions, panels  # noqa: F401  (importing them is what adds both)
