"""Who takes part in a fair: employers with a booth, people with a number."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Participation(models.Model):
    """An employer takes part in a fair."""

    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, related_name="participations")
    employer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="participations")
    number = models.CharField(max_length=40)
    booth = models.ForeignKey("fairs.Booth", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_withdrawn = models.BooleanField(default=False)
    registered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["fair", "employer"], name="participation_once"),
            models.UniqueConstraint(fields=["fair", "number"], name="participation_number_once"),
            models.UniqueConstraint(fields=["booth"], name="participation_booth_to_one_employer"),
        ]

    def __str__(self):
        return str(self.employer)


class Registration(models.Model):
    """A person's place at a fair and their ticket: the number is what the QR code says, with a secret."""

    class Means(models.TextChoices):
        SELF = "self", _("by the person")
        GUARDIAN = "guardian", _("by the guardian")
        STAFF = "staff", _("by staff")
        SHEET = "sheet", _("from a spreadsheet")
        WALK_IN = "walk_in", _("at the door")

    class Pace(models.IntegerChoices):
        """How long ways take, in percent."""

        USUAL = 100, _("as long as most people")
        HALF_MORE = 150, _("half as long again")
        TWICE = 200, _("twice as long")

    TIMES = (
        "can_come_from", "must_leave_by", "pace_percent", "rest_minutes", "rest_from", "rest_until", "most_in_a_row",
    )  # fmt: skip
    """What the timetable keeps to."""

    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="registrations")
    number = models.CharField(max_length=40)
    ticket = models.CharField(max_length=40, unique=True, help_text="what the QR code holds: random, of no meaning")
    means = models.CharField(max_length=10, choices=Means)
    can_come_from = models.TimeField(null=True, blank=True)
    must_leave_by = models.TimeField(null=True, blank=True)
    pace_percent = models.PositiveSmallIntegerField(choices=Pace, default=Pace.USUAL)
    rest_minutes = models.PositiveSmallIntegerField(default=0, help_text="a rest on end that was asked for")
    rest_from = models.TimeField(null=True, blank=True)
    rest_until = models.TimeField(null=True, blank=True)
    most_in_a_row = models.PositiveSmallIntegerField(null=True, blank=True)
    registered_at = models.DateTimeField(default=timezone.now)

    # How often the person had come before, where the door asked; not kept.
    earlier: int

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["fair", "person"], name="registration_once"),
            models.UniqueConstraint(fields=["fair", "number"], name="registration_number_once"),
        ]

    def __str__(self):
        return self.number


class GivenUpTicket(models.Model):
    """A ticket whose place was given up: a device without network must not take it for one it does not know yet."""

    fair = models.ForeignKey("fairs.Fair", on_delete=models.CASCADE, related_name="given_up_tickets")
    registration_key = models.PositiveBigIntegerField(help_text="the key that the registration had")
    number = models.CharField(max_length=40)
    given_up_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_up_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["fair", "registration_key"], name="ticket_given_up_once")]

    def __str__(self):
        return self.number
