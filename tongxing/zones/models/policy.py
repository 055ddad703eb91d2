"""Policies: what an answer at the policy desk rests on, as dated data."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Policy(models.Model):
    """One clause of a law, rule or notice, from the day on which it holds. Another wording later is another row."""

    region = models.ForeignKey("people.Region", on_delete=models.PROTECT, related_name="policies")
    title = models.CharField(max_length=200)
    document = models.CharField(max_length=80, blank=True, help_text="the document's number: 财税〔2015〕72号")
    clause = models.CharField(max_length=80, blank=True)
    url = models.URLField(blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["title", "clause", "valid_from"]
        verbose_name_plural = "policies"
        constraints = [
            models.UniqueConstraint(
                fields=["region", "title", "document", "clause", "valid_from"],
                name="policy_entered_once",
                violation_error_message=_(
                    "This clause is entered for this region and this date already. Open it and change it there."
                ),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="policy_ends_after_start",
                violation_error_message=_("A policy cannot end before it holds. Check the two dates."),
            ),
        ]

    def __str__(self):
        document = f"（{self.document}）" if self.document else ""
        return f"《{self.title}》{document}{self.clause}"

    def holds_on(self, day) -> bool:
        """Whether the clause is in force on ``day``."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
