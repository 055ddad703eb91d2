"""The ceremony: a programme of items, run on the day by the stage manager."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Programme(models.Model):
    """What happens on a stage, in order; ``version`` counts every change, so that two stage managers do not collide."""

    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, related_name="programmes")
    name = models.CharField(max_length=120)
    zone = models.ForeignKey("fairs.Zone", on_delete=models.SET_NULL, null=True, blank=True, related_name="programmes")
    starts_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "name"],
                name="programme_name_once_a_fair",
                violation_error_message=_("This fair has a programme of this name already. Choose another name."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("zones:programme", args=[self.pk])


class ProgrammeItem(models.Model):
    """A speech, a song, a prize: who, how long, with which interpreters, and when it really began and ended."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    speaker = models.CharField(max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField()
    interpreters = models.ManyToManyField("fairs.InterpreterShift", blank=True, related_name="programme_items")
    has_captions = models.BooleanField(default=False)
    speech = models.TextField(blank=True, help_text="what will be said, for captioner and interpreters; not public")
    is_dropped = models.BooleanField(default=False, help_text="falls out today")
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1),
                name="programme_item_takes_time",
                violation_error_message=_("An item takes at least one minute. Write how many."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")),
                name="programme_item_ends_after_start",
                violation_error_message=_("An item cannot end before it began. Check the time."),
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(began_at__isnull=False, ended_at=None),
                name="programme_one_item_at_a_time",
                violation_error_message=_("Another item of this programme is on stage. End it first."),
            ),
        ]

    def __str__(self):
        return self.title
