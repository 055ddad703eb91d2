"""A call in one way; unanswered, it passes to the next."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How a call reaches somebody."""

    SCREEN = "screen", _("large text on my screen")
    VIBRATION = "vibration", _("my phone vibrates")
    SPOKEN = "spoken", _("my phone says it")
    BOARD = "board", _("the hall's board")
    PUSH = "push", _("a notice of my browser")
    TEXT = "text", _("text message")
    COMPANION = "companion", _("text message to who is with me")
    PERSON = "person", _("somebody comes to me")


class Call(models.Model):
    """One call of a number in one way. Ways of the same ``step`` go out together, the next step when none is answered.

    ``round`` counts how often the number was called from the beginning.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("not answered yet")
        ANSWERED = "answered", _("the person answered")
        PASSED = "passed", _("not answered in time")
        FAILED = "failed", _("could not be sent")
        ENDED = "ended", _("called off")

    number = models.ForeignKey("queues.Number", on_delete=models.CASCADE, related_name="calls")
    entry = models.CharField(
        max_length=40,
        unique=True,
        null=True,
        blank=True,
        help_text="of the press that called",
        error_messages={"unique": _("This press of the button called already. Load the page again.")},
    )
    round = models.PositiveSmallIntegerField()
    step = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10, choices=Way)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(help_text="when it passes to the next way")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["due_at"], condition=Q(outcome="open"), name="call_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "round", "step", "way"],
                name="call_once_a_step",
                violation_error_message=_("This number was called this way already. Load the page again."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("at")),
                name="call_answered_after_it_was_made",
                violation_error_message=_(
                    "A call cannot be answered before it was made. Check the clock of the device."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.number_id} {self.way} {self.outcome}"
