"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """直播."""

    name = "tongxing.live"
