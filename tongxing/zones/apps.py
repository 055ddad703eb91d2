"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class ZonesConfig(AppConfig):
    """专区."""

    name = "tongxing.zones"

    def ready(self):
        """Tell the pages of fairs and events what their zones show."""
        from tongxing.zones import merging, panels  # noqa: F401  (importing them adds them)
