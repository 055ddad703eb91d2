"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class ZonesConfig(AppConfig):
    """专区."""

    name = "tongxing.zones"
