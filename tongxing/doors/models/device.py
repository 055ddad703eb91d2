"""A telephone or tablet of a fair: enrolled by a clerk, locked from afar, forgotten when the fair is over."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField


class Device(models.Model):
    """What stands at a door or booth. It acts in its own name, and only at its fair."""

    class Role(models.TextChoices):
        DOOR = "door", _("door")
        BOOTH = "booth", _("booth or desk, held by staff")
        EMPLOYER = "employer", _("booth, held by the employer")

    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, related_name="devices")
    number = models.CharField(
        max_length=20,
        unique=True,
        error_messages={"unique": _("A device has this number already. Enrol it again.")},
    )
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=10, choices=Role)
    participation = models.ForeignKey(
        "fairs.Participation", on_delete=models.PROTECT, null=True, blank=True, related_name="devices"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    code_key = models.CharField(max_length=64, blank=True, help_text="keyed hash of the code that enrols, until used")
    code_until = models.DateTimeField(null=True, blank=True)
    secret_key = models.CharField(max_length=64, blank=True, help_text="keyed hash of what the device shows")
    roster_key = SealedTextField(blank=True, help_text="the key of its roster; empty once the fair is over")
    enrolled_at = models.DateTimeField(null=True, blank=True)
    enrolled_offset_seconds = models.BigIntegerField(default=0, help_text="of its clock, when it was enrolled")
    locked_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    version = models.CharField(max_length=20, blank=True)
    offset_seconds = models.BigIntegerField(default=0, help_text="the server's clock less the device's, last time")
    outstanding = models.PositiveIntegerField(default=0, help_text="acts that wait on the device, as it last said")

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["code_key"], name="device_by_code", condition=~Q(code_key=""))]
        constraints = [
            models.CheckConstraint(
                condition=Q(role="door", participation=None) | Q(role__in=["booth", "employer"]),
                name="device_of_a_door_has_no_booth",
                violation_error_message=_(
                    "A device for the door has no booth. Leave the employer empty, or choose the booth as its place."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(role="employer") | Q(participation__isnull=False),
                name="device_of_an_employer_has_its_booth",
                violation_error_message=_("A device of an employer needs its booth. Choose the employer."),
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.number})"

    def get_absolute_url(self):
        return reverse("doors:device", args=[self.pk])

    def as_program(self) -> str:
        """Who acts, for the trail: what a device enters is entered by it, not by the clerk who enrolled it."""
        return f"device {self.number}"
