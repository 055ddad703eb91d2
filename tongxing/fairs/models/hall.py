"""Halls, zones, booths and quiet rooms, each with what it offers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Feature(models.TextChoices):
    """What a place in the hall offers."""

    STEP_FREE = "step_free", _("step-free")
    INDUCTION_LOOP = "induction_loop", _("induction loop")
    QUIET = "quiet", _("quiet")
    LOW_COUNTER = "low_counter", _("low counter")


class Purpose(models.TextChoices):
    """What a zone is for. Only employers' zones give booths to employers in order."""

    EMPLOYERS = "employers", _("booths of employers")
    POLICY = "policy desk", _("policy desk")
    RESUMES = "résumé clinic", _("résumé clinic")
    SIGN = "sign-language desk", _("sign-language desk")
    LIVE = "live stream", _("live stream")
    SERVICE = "service desk", _("service desk")
    REST = "rest room", _("rest room")
    DEVICES = "device trial", _("trial of assistive devices")
    ARTS = "art and skills", _("art and skills")
    MARKET = "charity sale", _("charity sale")
    STAGE = "stage", _("stage")


class Hall(models.Model):
    """A hall of a fair."""

    fair = models.ForeignKey("fairs.Fair", on_delete=models.CASCADE, related_name="halls")
    name = models.CharField(max_length=60)
    features = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "name"],
                name="hall_name_once_a_fair",
                violation_error_message=_("This fair has a hall of this name already. Choose another name."),
            )
        ]

    def __str__(self):
        return self.name


class Way(models.Model):
    """How long one walks from one hall to another or, where both are the same, from zone to zone in it."""

    first = models.ForeignKey(Hall, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Hall, on_delete=models.CASCADE, related_name="+")
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="way_once",
                violation_error_message=_(
                    "The way between these two halls is entered already. Change its minutes there."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(first__lte=models.F("second")),
                name="way_named_one_way_round",
                violation_error_message=_(
                    "A way is entered once, not there and back. Change the minutes of the one that is there."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.first} – {self.second}"


class Zone(models.Model):
    """Part of a hall with one purpose: manufacturing, policy desk, résumé clinic, …"""

    hall = models.ForeignKey(Hall, on_delete=models.CASCADE, related_name="zones")
    name = models.CharField(max_length=60)
    purpose = models.CharField(max_length=30, default="employers")
    features = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "name"],
                name="zone_name_once_a_hall",
                violation_error_message=_("This hall has a zone of this name already. Choose another name."),
            )
        ]

    def __str__(self):
        return self.name


class Booth(models.Model):
    """An employer's place, with one or more desks."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="booths")
    number = models.CharField(max_length=10)
    desks = models.PositiveSmallIntegerField(default=1)
    lunch_from = models.TimeField(null=True, blank=True)
    lunch_until = models.TimeField(null=True, blank=True)
    features = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "number"],
                name="booth_number_once_a_zone",
                violation_error_message=_("This zone has a booth of this number already. Choose another number."),
            ),
            models.CheckConstraint(
                condition=models.Q(desks__gte=1),
                name="booth_has_a_desk",
                violation_error_message=_("A booth has at least one desk. Write how many."),
            ),
        ]

    def __str__(self):
        return self.number


class QuietRoom(models.Model):
    """A room for interviews that need quiet."""

    hall = models.ForeignKey(Hall, on_delete=models.CASCADE, related_name="quiet_rooms")
    name = models.CharField(max_length=60)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "name"],
                name="quiet_room_name_once_a_hall",
                violation_error_message=_("This hall has a quiet room of this name already. Choose another name."),
            )
        ]

    def __str__(self):
        return self.name
