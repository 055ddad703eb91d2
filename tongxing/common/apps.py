"""What the platform needs of every connection to its database."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from tongxing.common import constraints


class CommonConfig(AppConfig):
    """What stands below every room."""

    name = "tongxing.common"

    def ready(self):
        """Let each connection say in sentences what the database refuses."""
        connection_created.connect(constraints.watch, dispatch_uid="tongxing.common.constraints")
