"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """直播."""

    name = "tongxing.live"

    def ready(self):
        """Tell the pages of fairs how they lead to their stream."""
        from tongxing.live import panels  # noqa: F401  (importing it is what adds the panel)
