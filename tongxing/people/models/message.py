"""Messages that the platform sends: kept until the sender takes them, shown on the outbox page of the demo."""

from django.db import models
from django.utils import timezone

from tongxing.common.sealing import SealedTextField


class Message(models.Model):
    """One text message to one telephone number."""

    to = SealedTextField()
    to_key = models.CharField(max_length=64, db_index=True)
    text = SealedTextField()
    purpose = models.CharField(max_length=40)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["-made_at", "-id"], name="message_latest")]

    def __str__(self):
        return f"{self.purpose} {self.made_at:%Y-%m-%d %H:%M}"
