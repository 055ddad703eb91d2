"""The room's start: what the database refuses about the trail."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TrailConfig(AppConfig):
    """留痕."""

    name = "tongxing.trail"

    def ready(self):
        """Name the guards, and have those of every room made anew after each ``migrate``."""
        from tongxing.common import guards
        from tongxing.trail.guards import GUARDS

        guards.guard(*GUARDS)
        post_migrate.connect(_make_guards, sender=self)


def _make_guards(using, **_facts):
    from django.db import connections

    from tongxing.common import guards

    guards.create(connections[using])
