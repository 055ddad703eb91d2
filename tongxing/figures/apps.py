"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """数据."""

    name = "tongxing.figures"

    def ready(self):
        """Tell pages how they show figures, folders what does not count, and the database what it refuses."""
        from tongxing.common import guards
        from tongxing.figures import arrivals, folder_remarks, merging, panels  # noqa: F401  (importing is what adds)
        from tongxing.figures.guards import GUARDS

        guards.guard(*GUARDS)
