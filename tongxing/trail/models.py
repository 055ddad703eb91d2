"""The trail's entries, each hashed with the one before."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One act of one account (or program) on one thing. Written once: the database itself refuses to change it."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=40, help_text="account:<id>, or program:<name>")
    actor_label = models.CharField(max_length=120)
    act = models.CharField(max_length=80)
    target_kind = models.CharField(max_length=60)
    target_key = models.CharField(max_length=80)
    target_label = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=100, blank=True, help_text="network address or 'command line'")
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    key_name = models.CharField(
        max_length=8, blank=True, help_text="which of the installation's keys it is hashed with"
    )
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["target_kind", "target_key"], name="trail_by_target"),
            models.Index(fields=["actor", "at"], name="trail_by_actor"),
        ]
        ordering = ["pk"]
        verbose_name_plural = "entries"

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.act} {self.target_kind} {self.target_key}"


class Head(models.Model):
    """The last hash and the number of entries: locked while an entry is added, so the chain has no fork.

    ``seal`` is keyed and made from the seal before it: who sets the head back to an earlier entry cannot make it, and
    neither can the entries that follow.
    """

    hash = models.CharField(max_length=64)
    count = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="trail_one_head",
                violation_error_message=_("The trail has one head, and it is there already. Nothing needs to be done."),
            )
        ]

    def __str__(self):
        return f"{self.count} entries, {self.hash[:12]}"
