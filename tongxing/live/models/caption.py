"""What is said in the stream, typed line by line, and what helps to type it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST = 120
"""Signs of a caption: two lines of a picture, with room."""


class Caption(models.Model):
    """One caption. A correction changes ``text``; what was typed first stays in ``original``."""

    stream = models.ForeignKey("live.Stream", on_delete=models.CASCADE, related_name="captions")
    line = models.PositiveIntegerField(help_text="counts from 1; the same when corrected")
    at = models.DateTimeField(default=timezone.now)
    second = models.FloatField(null=True, blank=True, help_text="how far into the recording")
    text = models.CharField(max_length=LONGEST)
    original = models.CharField(max_length=LONGEST, blank=True, help_text="what was typed first, where corrected")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "line"],
                name="caption_line_once",
                violation_error_message=_(
                    "This line of the captions was written by somebody else just now. Load the page again."
                ),
            )
        ]

    def __str__(self):
        return self.text


class Shorthand(models.Model):
    """What a captioner types and what it stands for; without ``short`` it is a name that one key puts in."""

    stream = models.ForeignKey("live.Stream", on_delete=models.CASCADE, related_name="shorthands")
    short = models.CharField(max_length=12, blank=True)
    text = models.CharField(max_length=60)

    class Meta:
        ordering = ["short", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "short"],
                condition=~models.Q(short=""),
                name="shorthand_means_one_thing",
                violation_error_message=_(
                    "This shorthand stands for something already. Choose another one or change that one."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.short} {self.text}".strip()
