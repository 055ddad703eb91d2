"""The one fact about the whole database: whether it is a demonstration."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Installation(models.Model):
    """What this database is for. One row, written when the database is made, never changed after."""

    is_demo = models.BooleanField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="installation_one_row",
                violation_error_message=_(
                    "What this database is for was written when it was made. Make another database instead."
                ),
            )
        ]

    def __str__(self):
        return "demo" if self.is_demo else "production"
