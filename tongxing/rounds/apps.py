"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """走访."""

    name = "tongxing.rounds"

    def ready(self):
        """Say how its rows are named where two records of one person are merged."""
        from tongxing.rounds import merging  # noqa: F401  (importing it adds it)
