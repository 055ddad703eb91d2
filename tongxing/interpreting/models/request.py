"""Somebody asks for an interpreter at a place of the fair; one is sent, begins, is done."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField
from tongxing.fairs.models.interview import Language


class InterpreterRequest(models.Model):
    """One wish for an interpreter, now: where, for whom, what for, and what to prepare."""

    class State(models.TextChoices):
        ASKED = "asked", _("waiting for an interpreter")
        SENT = "sent", _("an interpreter is on the way")
        BEGUN = "begun", _("being interpreted")
        DONE = "done", _("done")
        WITHDRAWN = "withdrawn", _("withdrawn")

    STEPS = {
        State.ASKED: (State.SENT, State.WITHDRAWN),
        State.SENT: (State.ASKED, State.BEGUN, State.WITHDRAWN),
        State.BEGUN: (State.ASKED, State.DONE),
        State.DONE: (),
        State.WITHDRAWN: (),
    }
    OPEN = (State.ASKED, State.SENT, State.BEGUN)
    TAKEN = (State.SENT, State.BEGUN)
    """An interpreter is bound by it."""

    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, related_name="interpreter_requests")
    language = models.CharField(max_length=10, choices=Language)
    registration = models.ForeignKey(
        "fairs.Registration", on_delete=models.PROTECT, null=True, blank=True, related_name="interpreter_requests"
    )
    zone = models.ForeignKey("fairs.Zone", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    booth = models.ForeignKey("fairs.Booth", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=80, blank=True, help_text="where exactly, in words")
    purpose = SealedTextField(max_length=120)
    prepare = SealedTextField(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(default=15, help_text="how long it will take, as who asked thinks")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    shift = models.ForeignKey(
        "fairs.InterpreterShift", on_delete=models.PROTECT, null=True, blank=True, related_name="requests"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    walk_minutes = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["shift"],
                condition=Q(state__in=("sent", "begun")),
                name="interpreter_sent_once_at_a_time",
                violation_error_message=_("This interpreter is on the way to somebody else. Choose another one."),
            ),
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(state__in=("asked", "sent", "begun")),
                name="interpreter_asked_once_a_person",
                violation_error_message=_("An interpreter was asked for already for this person. Load the page again."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "withdrawn")) | Q(shift__isnull=False, sent_at__isnull=False),
                name="interpreter_request_says_who",
                violation_error_message=_("Choose the interpreter who goes there."),
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__gte=F("begun_at")),
                name="interpreter_request_ends_after_start",
                violation_error_message=_("Interpreting cannot end before it began. Check the time."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1),
                name="interpreter_request_takes_time",
                violation_error_message=_("Write at least one minute."),
            ),
        ]

    def __str__(self):
        return f"{self.get_language_display()} · {self.where()}"

    def get_absolute_url(self):
        return reverse("interpreting:request", args=[self.pk])

    def where(self) -> str:
        """Hall, zone or booth, and what was added in words."""
        zone = self.booth.zone if self.booth else self.zone
        parts = [zone.hall.name, zone.name] if zone else []
        parts += [self.booth.number] if self.booth else []
        return " · ".join([*parts, self.place] if self.place else parts)

    def hall_id(self) -> int | None:
        """The hall to walk to, where it is known."""
        zone = self.booth.zone if self.booth else self.zone
        return zone.hall_id if zone else None


class HandBack(models.Model):
    """An interpreter cannot do what they were sent to, or not to its end: the request goes to the next one."""

    request = models.ForeignKey(InterpreterRequest, on_delete=models.CASCADE, related_name="hand_backs")
    shift = models.ForeignKey("fairs.InterpreterShift", on_delete=models.PROTECT, related_name="+")
    why = SealedTextField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(why=""),
                name="hand_back_says_why",
                violation_error_message=_("Write why it is handed back."),
            )
        ]

    def __str__(self):
        return f"{self.shift}: {self.why}"
