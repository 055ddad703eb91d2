"""Figures: a definition, the frozen list of entries behind it, a value, and a hash over both."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Figure(models.Model):
    """One frozen figure of a campaign. Freezing again after a correction makes an erratum, not a new figure."""

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="figures")
    event = models.ForeignKey("campaigns.Event", on_delete=models.PROTECT, related_name="figures")
    key = models.CharField(max_length=80, help_text="event key and suffix: fair.region.posts")
    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=10)
    definition = models.TextField(help_text="what counts, what does not, at what moment")
    rule = models.CharField(max_length=10, help_text="count, sum, distinct or most")
    value = models.BigIntegerField()
    entry_count = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    tables = models.JSONField(default=dict, blank=True, help_text="the figure split: table to rows of (cell, number)")
    stands_on = models.JSONField(default=dict, blank=True, help_text="rows around the entries: row to keyed digest")
    left_out = models.JSONField(
        null=True, blank=True, help_text="what its clauses left out, as counted then; none of figures from before"
    )
    corrections = models.PositiveIntegerField(default=0, help_text="how many errata it has gone through")
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "key"],
                name="figure_key_once_a_campaign",
                violation_error_message=_(
                    "This campaign has a figure with this key already. Freeze it again instead of making another one."
                ),
            )
        ]

    def __str__(self):
        return self.key

    def get_absolute_url(self):
        return reverse("figures:figure", args=[self.campaign.slug, self.key])


class FigureEntry(models.Model):
    """One entry behind a frozen figure: which, how much it adds, whose group it falls in, its facts and their digest.

    It names the entry by number and holds no foreign key, so that an entry deleted later is still missed. ``stands_on``
    says, by keyed digests that tell nothing, which rows it stood on and how they stood: whom it is about, too.
    """

    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="entries")
    number = models.CharField(max_length=80)
    amount = models.BigIntegerField(default=1)
    group = models.CharField(max_length=80, blank=True, help_text="what 'distinct' counts: a registration number")
    facts = models.CharField(max_length=64)
    details = models.JSONField(default=dict, blank=True, help_text="the facts themselves, as they were frozen")
    cells = models.JSONField(default=dict, blank=True, help_text="table to the cell in which it falls")
    stands_on = models.JSONField(default=dict, blank=True, help_text="row to keyed digest, as it was frozen")

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "figure entries"
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "number"],
                name="figure_entry_once",
                violation_error_message=_("An entry may stand behind a figure only once. Freeze the figure again."),
            )
        ]

    def __str__(self):
        return self.number


class Erratum(models.Model):
    """A correction of a frozen figure: old, new and why."""

    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="errata")
    old_value = models.BigIntegerField()
    new_value = models.BigIntegerField()
    old_hash = models.CharField(max_length=64)
    new_hash = models.CharField(max_length=64)
    why = models.CharField(max_length=300)
    changes = models.JSONField(default=list, help_text="entries added, changed, taken out: numbers")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["made_at"]
        verbose_name_plural = "errata"

    def __str__(self):
        return f"{self.figure}: {self.old_value} → {self.new_value}"
