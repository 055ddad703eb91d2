"""The fair: one kind of event, with its states and the steps between them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Fair(models.Model):
    """A job fair on site, live, or both."""

    class Mode(models.TextChoices):
        ON_SITE = "on_site", _("on site")
        LIVE = "live", _("live stream")
        BOTH = "both", _("on site and live")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        POSTS = "posts", _("open for posts")
        SEEKERS = "seekers", _("open for seekers")
        RUNNING = "running", _("running")
        CLOSED = "closed", _("closed")
        REPORTED = "reported", _("reported")

    STEPS = {
        State.DRAFT: (State.POSTS,),
        State.POSTS: (State.DRAFT, State.SEEKERS),
        State.SEEKERS: (State.POSTS, State.RUNNING),
        State.RUNNING: (State.CLOSED,),
        State.CLOSED: (State.RUNNING, State.REPORTED),
        State.REPORTED: (),
    }

    event = models.OneToOneField(
        "campaigns.Event",
        on_delete=models.PROTECT,
        related_name="fair",
        error_messages={"unique": _("This event has its fair already. Open it.")},
    )
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.ON_SITE)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    interview_minutes = models.PositiveSmallIntegerField(default=15)
    timetable_edition = models.PositiveIntegerField(default=0, help_text="counts each writing of the timetable")

    def __str__(self):
        return self.event.name

    def get_absolute_url(self):
        return reverse("fairs:fair", args=[self.pk])
