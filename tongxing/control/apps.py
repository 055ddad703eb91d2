"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class ControlConfig(AppConfig):
    """指挥."""

    name = "tongxing.control"
