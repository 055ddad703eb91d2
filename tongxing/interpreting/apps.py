"""The room's start: what it adds to pages below it."""

from django.apps import AppConfig


class InterpretingConfig(AppConfig):
    """手语翻译."""

    name = "tongxing.interpreting"
