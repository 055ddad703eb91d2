"""Start-up: bulletins add their panel to campaigns' pages."""

from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    name = "tongxing.bulletins"

    def ready(self):
        """Importing the panels registers them."""
        from tongxing.bulletins import panels  # noqa: F401
