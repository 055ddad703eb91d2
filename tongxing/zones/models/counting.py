"""Under which event of the campaign the services and exhibitors of a fair's zones are counted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

KIND = "zones"
"""The kind of such an event."""


class ZonesEvent(models.Model):
    """The zones of a fair are an event of their own: beside ``fair.region`` stands ``fair.zones``, with its figures."""

    fair = models.OneToOneField(
        "fairs.Fair",
        on_delete=models.CASCADE,
        related_name="zones_event",
        error_messages={"unique": _("This fair has its zones already. Open them.")},
    )
    event = models.OneToOneField(
        "campaigns.Event",
        on_delete=models.PROTECT,
        related_name="zones_of",
        error_messages={"unique": _("This event has its zones already. Open them.")},
    )

    def __str__(self):
        return self.event.key
