"""What a device did, exactly as it noted it, and what came of it when it was merged."""

import json

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField


class Act(models.Model):
    """One act on one device. Its id was made there, so however often it is sent it is one act."""

    class Kind(models.TextChoices):
        CHECK_IN = "check_in", _("check-in")
        WALK_IN = "walk_in", _("walk-in")
        RESUME = "resume", _("résumé taken")
        INTENT = "intent", _("intent")
        OUTCOME = "outcome", _("outcome of an interview")
        UNDO = "undo", _("taken back")
        OTHER = "other", _("not understood")

    class State(models.TextChoices):
        ACCEPTED = "accepted", _("entered")
        REPEAT = "repeat", _("entered before by another act")
        REFUSED = "refused", _("refused")
        CONFLICT = "conflict", _("two devices disagree")
        UNPROVED = "unproved", _("waits for the person's own word")
        DENIED = "denied", _("denied by the person")
        UNDONE = "undone", _("taken back on the device")
        SETTLED = "settled", _("settled by a person")
        LEFT_OUT = "left_out", _("left out by a person")

    class Proof(models.TextChoices):
        """What shows that the person was at an employer's booth."""

        TICKET = "ticket", _("the ticket was shown")
        ASKED = "asked", _("the person had turned to the employer")
        PERSON = "person", _("the person says so")
        STAFF = "staff", _("staff say so")

    device = models.ForeignKey("doors.Device", on_delete=models.PROTECT, related_name="acts")
    uuid = models.UUIDField(
        unique=True,
        error_messages={"unique": _("This act was taken in already. The device need not send it again.")},
    )
    counter = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    said_at = models.DateTimeField(help_text="the moment by the device's own clock")
    happened_at = models.DateTimeField(help_text="that moment with the clock put right")
    received_at = models.DateTimeField(default=timezone.now)
    said = SealedTextField(help_text="what the device noted, as JSON")
    state = models.CharField(max_length=10, choices=State)
    sentence = SealedTextField(max_length=300, blank=True, help_text="what was answered: of a refusal, its reason")
    entry_kind = models.CharField(max_length=12, blank=True, help_text="attendance, submission")
    entry_key = models.PositiveBigIntegerField(null=True, blank=True, help_text="key of the entry that came of it")
    about = models.ForeignKey(
        "fairs.Registration",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="whom an act of an employer's device is about: they may confirm or deny it",
    )
    proof = models.CharField(max_length=10, choices=Proof, blank=True, help_text="of an employer's device alone")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_how = SealedTextField(max_length=300, blank=True)

    # What clerks read of it; not kept.
    words: str

    class Meta:
        ordering = ["happened_at", "pk"]
        indexes = [
            models.Index(
                fields=["device", "state"], name="act_waits", condition=Q(state__in=["refused", "conflict", "unproved"])
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["settled", "left_out"]) | Q(settled_at__isnull=False),
                name="act_settled_says_when",
                violation_error_message=_("What is settled says when. Load the page again and decide once more."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.counter}"

    @property
    def data(self) -> dict:
        """What the device noted."""
        return json.loads(self.said)

    @property
    def clock_was_put_right(self) -> bool:
        """Whether the device's own moment was not believed."""
        return self.said_at != self.happened_at


class Claim(models.Model):
    """A value that an act gives to something about which another device may say otherwise.

    ``subject`` names it: ``outcome:REGISTRATION:VACANCY`` or ``word:REGISTRATION:VACANCY:SIDE``. A claim is open until
    a person has decided; open claims of different devices with different values are a conflict.
    """

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="claims")
    subject = models.CharField(max_length=60)
    value = models.CharField(max_length=12)
    is_open = models.BooleanField(default=True)
    is_contested = models.BooleanField(default=False)

    class Meta:
        ordering = ["act__happened_at", "pk"]
        indexes = [models.Index(fields=["subject"], name="claim_open", condition=Q(is_open=True))]
        constraints = [
            models.UniqueConstraint(
                fields=["act", "subject"],
                name="claim_once_an_act",
                violation_error_message=_("This act stands for this entry already. Nothing needs to be done."),
            )
        ]

    def __str__(self):
        return f"{self.subject} = {self.value}"
