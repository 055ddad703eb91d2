"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class ControlConfig(AppConfig):
    """指挥."""

    name = "tongxing.control"

    def ready(self):
        """Add the control page to staff's work, and emergencies to boards."""
        from tongxing.control import panels  # noqa: F401  (importing it is what adds the panels)
