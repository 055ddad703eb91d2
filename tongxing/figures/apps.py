"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """数据."""

    name = "tongxing.figures"

    def ready(self):
        """Tell the pages of campaigns how they show their figures."""
        from tongxing.figures import panels  # noqa: F401  (importing it is what adds the panel)
