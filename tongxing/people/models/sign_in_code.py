"""One-time codes for signing in by telephone."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField

LIFE = dt.timedelta(minutes=5)
TRIES = 3


class SignInCode(models.Model):
    """One code sent to one number. The code itself is kept as a keyed hash, the number sealed."""

    phone = SealedTextField()
    phone_key = models.CharField(max_length=64)
    code_key = models.CharField(max_length=64)
    origin_key = models.CharField(max_length=64, help_text="keyed hash of the network address that asked")
    device_key = models.CharField(
        max_length=64, blank=True, help_text="keyed hash of the known device of this number's account that asked"
    )
    made_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="used")

    class Meta:
        indexes = [
            models.Index(fields=["phone_key", "made_at"], name="code_by_phone"),
            models.Index(fields=["origin_key", "made_at"], name="code_by_origin"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tries__lte=TRIES),
                name="code_three_tries",
                violation_error_message=_("This code was tried three times. Ask for a new one."),
            ),
        ]

    def __str__(self):
        return f"{self.made_at:%Y-%m-%d %H:%M}"

    def is_open(self) -> bool:
        """Whether it can still be used."""
        return self.closed_at is None and self.tries < TRIES and timezone.now() < self.made_at + LIFE
