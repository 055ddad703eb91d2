"""What viewers ask, and who would like to know it too."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST = 300


class Question(models.Model):
    """A question of a viewer. One that asks the same as another is merged into it and counts as a voice for it."""

    class State(models.TextChoices):
        NEW = "new", _("not looked at yet")
        SHOWN = "shown", _("shown to all")
        ANSWERED = "answered", _("answered")
        MERGED = "merged", _("asks the same as another")
        HIDDEN = "hidden", _("hidden")

    STEPS = {
        State.NEW: (State.SHOWN, State.ANSWERED, State.MERGED, State.HIDDEN),
        State.SHOWN: (State.ANSWERED, State.MERGED, State.HIDDEN),
        State.ANSWERED: (State.HIDDEN,),
        State.MERGED: (),
        State.HIDDEN: (State.SHOWN,),
    }

    class How(models.TextChoices):
        ALOUD = "aloud", _("aloud, in the stream")
        TEXT = "text", _("in text")
        SIGN = "sign", _("in sign language, in the stream")

    stream = models.ForeignKey("live.Stream", on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(max_length=LONGEST)
    key = models.CharField(max_length=LONGEST, help_text="the text without what does not matter, to find it again")
    asked_by = models.CharField(max_length=64, help_text="keyed hash of the browser or account; nobody is named")
    asked_from = models.CharField(max_length=64, help_text="keyed hash of the network address")
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    merged_into = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="merged")
    votes = models.PositiveIntegerField(default=1, help_text="browsers that ask it, the first one included")
    how = models.CharField(max_length=10, choices=How, blank=True)
    answer = models.CharField(max_length=LONGEST, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-votes", "pk"]
        indexes = [
            models.Index(fields=["stream", "asked_by", "asked_at"], name="question_by_browser"),
            models.Index(fields=["stream", "asked_from", "asked_at"], name="question_by_address"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | (~Q(state="merged") & Q(merged_into=None)),
                name="question_merged_into_one",
                violation_error_message=_(
                    "A merged question names the question it was merged into. Load the page again and choose it."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(how=""),
                name="question_answered_somehow",
                violation_error_message=_("Say how the question was answered: live, in writing, or later."),
            ),
        ]

    def __str__(self):
        return self.text


class Vote(models.Model):
    """A browser would like to know it too, once a question."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="voices")
    voter = models.CharField(max_length=64, help_text="keyed hash of the browser or account")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "voter"],
                name="vote_once_a_question",
                violation_error_message=_("You marked this question already. One mark counts."),
            )
        ]

    def __str__(self):
        return str(self.question_id)
