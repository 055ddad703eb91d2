"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class InterpretingConfig(AppConfig):
    """手语翻译."""

    name = "tongxing.interpreting"

    def ready(self):
        """Add the way to an interpreter to the pages of fairs and tickets."""
        from tongxing.interpreting import merging, panels  # noqa: F401  (importing them adds them)
