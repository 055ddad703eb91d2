"""What matching knows of a post and of an event beside the shortlists."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Lever(models.Model):
    """The one accommodation that would let most further people apply for a post, as matching left it."""

    vacancy = models.OneToOneField(
        "jobs.Vacancy",
        on_delete=models.CASCADE,
        related_name="lever",
        error_messages={"unique": _("What one change would open is kept for this post already. Make the lists again.")},
    )
    code = models.CharField(max_length=40, help_text="the accommodation, by engines.wording")
    seekers = models.ManyToManyField(
        "jobs.Seeker",
        related_name="+",
        help_text="nothing else is in their way; whether they still agree is asked anew",
    )
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.code} {self.vacancy_id}"


class FairnessReport(models.Model):
    """How often people with each need came onto an event's shortlists, counted when these were made.

    Each making of the shortlists leaves a report of its own; none is replaced.
    """

    event = models.ForeignKey("campaigns.Event", on_delete=models.CASCADE, related_name="fairness_reports")
    people_count = models.PositiveIntegerField(help_text="people who were compared with the posts")
    chosen_count = models.PositiveIntegerField(help_text="of these, on at least one post's list")
    hidden_count = models.PositiveSmallIntegerField(help_text="groups that are not shown")
    groups = models.JSONField(
        default=list, help_text="the engine's groups as plain values: counts only, and none of a group under ten"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(chosen_count__lte=F("people_count")),
                name="fairness_chosen_of_people",
                violation_error_message=_("More people were chosen than there are. Make the report again."),
            )
        ]

    def __str__(self):
        return f"{self.event_id} {self.made_at:%Y-%m-%d}"
