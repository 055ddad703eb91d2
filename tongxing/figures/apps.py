"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """数据."""

    name = "tongxing.figures"

    def ready(self):
        """Tell the pages of campaigns and fairs how they show their figures, and folders what does not count."""
        from tongxing.figures import arrivals, folder_remarks, merging, panels  # noqa: F401  (importing them is what adds them)
