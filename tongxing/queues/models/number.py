"""A number, its states and the steps between them; and each time that somebody was called before somebody else."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Number(models.Model):
    """A place in a queue. Who holds it keeps it until they are served, leave, or go over to another desk."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        CALLED = "called", _("called")
        KEPT = "kept", _("kept for you")
        SERVING = "serving", _("being served")
        DONE = "done", _("done")
        LEFT = "left", _("left the queue")
        TRANSFERRED = "transferred", _("gone over to another desk")

    class Means(models.TextChoices):
        PHONE = "phone", _("by their phone")
        TICKET = "ticket", _("with their ticket")
        ZONE = "zone", _("by the QR code at the zone")
        STAFF = "staff", _("by staff")

    class Reason(models.TextChoices):
        """Why somebody is called before their turn: granted by staff, never by a program."""

        NONE = "", _("in turn")
        PAIN = "pain", _("pain")
        FATIGUE = "fatigue", _("fatigue")
        GUIDE = "guide", _("their guide has to leave")
        BUS = "bus", _("their bus leaves")

    STEPS = {
        State.WAITING: (State.CALLED, State.KEPT, State.LEFT, State.TRANSFERRED),
        State.CALLED: (State.SERVING, State.KEPT, State.LEFT, State.TRANSFERRED),
        State.KEPT: (State.WAITING, State.LEFT, State.TRANSFERRED),
        State.SERVING: (State.DONE, State.KEPT, State.TRANSFERRED),
        State.DONE: (),
        State.LEFT: (),
        State.TRANSFERRED: (),
    }
    OPEN = (State.WAITING, State.CALLED, State.KEPT, State.SERVING)
    AT_A_PLACE = (State.CALLED, State.SERVING)

    desk = models.ForeignKey("queues.Desk", on_delete=models.PROTECT, related_name="numbers")
    visitor = models.ForeignKey("queues.Visitor", on_delete=models.PROTECT, related_name="numbers")
    entry = models.CharField(
        max_length=40,
        unique=True,
        help_text="sent with the form: twice the same is one number",
        error_messages={"unique": _("This form was sent already: you have your number. Open “My numbers”.")},
    )
    order = models.PositiveIntegerField(help_text="1 is the desk's first of the fair")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    means = models.CharField(max_length=10, choices=Means)
    since = models.DateTimeField(help_text="the turn: when the first number was taken, also at another desk")
    taken_at = models.DateTimeField(default=timezone.now)
    came_from = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="went_to",
        error_messages={"unique": _("This number was passed on to another queue already. Open that one.")},
    )
    reason = models.CharField(max_length=10, choices=Reason, default=Reason.NONE, blank=True)
    leaves_at = models.TimeField(null=True, blank=True, help_text="when the guide or the bus leaves")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    told_at = models.DateTimeField(null=True, blank=True, help_text="when the range was told: taken, or moved forward")
    told_least = models.PositiveSmallIntegerField(default=0, help_text="minutes")
    told_most = models.PositiveSmallIntegerField(default=0)
    first_called_at = models.DateTimeField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True, help_text="the last time")
    kept_at = models.DateTimeField(null=True, blank=True)
    back_at = models.DateTimeField(null=True, blank=True, help_text="when they said they would be back")
    is_unheard = models.BooleanField(default=False, help_text="kept because no way reached them: staff are told")
    began_at = models.DateTimeField(null=True, blank=True, help_text="the service that is going on")
    served_from = models.DateTimeField(null=True, blank=True)
    served_until = models.DateTimeField(null=True, blank=True)
    served_seconds = models.PositiveIntegerField(default=0, help_text="without the time for which it was kept")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["desk", "order"]
        indexes = [models.Index(fields=["desk", "state"], name="queue_number_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "order"],
                name="queue_number_once_a_desk",
                violation_error_message=_("Two people got the same number in this queue. Please try again."),
            ),
            models.UniqueConstraint(
                fields=["desk", "visitor"],
                condition=Q(state__in=["waiting", "called", "kept", "serving"]),
                name="queue_number_one_open_a_desk",
                violation_error_message=_("You have a number in this queue already. Open “My numbers”."),
            ),
            models.UniqueConstraint(
                fields=["visitor"],
                condition=Q(state__in=["called", "serving"]),
                name="queue_number_at_one_place_at_once",
                violation_error_message=_("This person is being served at another queue. End that first."),
            ),
            models.CheckConstraint(
                condition=Q(served_until=None) | Q(served_until__gte=F("served_from")),
                name="queue_number_served_forwards",
                violation_error_message=_("Serving cannot end before it began. Check the time."),
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(granted_by__isnull=False),
                name="queue_number_exception_is_granted",
                violation_error_message=_(
                    "Who goes first by exception needs somebody who granted it. Sign in and grant it again."
                ),
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        """What is shown and said: P-014."""
        return f"{self.desk.prefix}-{self.order:03d}"

    def is_open(self) -> bool:
        return self.state in self.OPEN

    def waited(self) -> dt.timedelta | None:
        """From taking the number to the first call."""
        return self.first_called_at - self.taken_at if self.first_called_at else None


class Overtaking(models.Model):
    """``number`` was taken before ``ahead`` and ``ahead`` was called first: each such time, with the reason."""

    class Why(models.TextChoices):
        PAIN = "pain", _("pain")
        FATIGUE = "fatigue", _("fatigue")
        GUIDE = "guide", _("their guide has to leave")
        BUS = "bus", _("their bus leaves")
        TRANSFER = "transfer", _("they came from another desk and kept their turn")
        RETURN = "return", _("they had been called before and came back")
        INTERVIEW = "interview", _("you had an interview")
        ELSEWHERE = "elsewhere", _("you were called at another desk")
        AWAY = "away", _("your place was kept for you")

    number = models.ForeignKey(Number, on_delete=models.CASCADE, related_name="overtakings")
    ahead = models.ForeignKey(Number, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=10, choices=Why)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "ahead"],
                name="overtaking_told_once",
                violation_error_message=_("This was told already. Nothing needs to be done."),
            )
        ]

    def __str__(self):
        return f"{self.number_id} after {self.ahead_id}: {self.why}"
