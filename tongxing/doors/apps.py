"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    """入场设备."""

    name = "tongxing.doors"
