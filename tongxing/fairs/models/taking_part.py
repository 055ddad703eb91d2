"""Who takes part in a fair: employers with a booth, people with a number."""

from django.conf import settings
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
            models.UniqueConstraint(
                fields=["fair", "employer"],
                name="participation_once",
                violation_error_message=_(
                    "This employer takes part in this fair already. Open it in the list of employers."
                ),
            ),
            models.UniqueConstraint(
                fields=["fair", "number"],
                name="participation_number_once",
                violation_error_message=_("Two employers got the same number. Please try again."),
            ),
            models.UniqueConstraint(
                fields=["booth"],
                name="participation_booth_to_one_employer",
                violation_error_message=_("Another employer has this booth. Choose a free one."),
            ),
        ]

    def __str__(self):
        return str(self.employer)


class EntryRequest(models.Model):
    """An employer asks to take part in a fair; the federation confirms it, or refuses it with a reason."""

    class State(models.TextChoices):
        ASKED = "asked", _("waits for the federation")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")

    fair = models.ForeignKey("fairs.Fair", on_delete=models.CASCADE, related_name="entry_requests")
    employer = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="entry_requests")
    words = models.CharField(max_length=300, blank=True, help_text="what the employer says with it")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True, help_text="why it was refused, as the employer reads it")

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "employer"],
                condition=models.Q(state="asked"),
                name="entry_request_one_open",
                violation_error_message=_(
                    "You have asked already. The federation answers; your page says when it has."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(why=""),
                name="entry_request_refused_with_a_reason",
                violation_error_message=_("Write why; the employer reads it."),
            ),
        ]

    def __str__(self):
        return f"{self.employer} – {self.fair}"


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
    ticket = models.CharField(
        max_length=40,
        unique=True,
        help_text="what the QR code holds: random, of no meaning",
        error_messages={"unique": _("Two tickets got the same code. Please try again.")},
    )
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
            models.UniqueConstraint(
                fields=["fair", "person"],
                name="registration_once",
                violation_error_message=_("This person is registered for this fair already. Open the ticket."),
            ),
            models.UniqueConstraint(
                fields=["fair", "number"],
                name="registration_number_once",
                violation_error_message=_("Two people got the same number. Please try again."),
            ),
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
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "registration_key"],
                name="ticket_given_up_once",
                violation_error_message=_("This ticket was given up already. Nothing needs to be done."),
            )
        ]

    def __str__(self):
        return self.number
