"""A stop: who is to be visited, where, when, by whom."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField


def as_place(position: str) -> tuple[float, float]:
    """(latitude, longitude) of a kept position, ``40.571200 110.528300``."""
    latitude, longitude = position.split()
    return float(latitude), float(longitude)


def as_position(latitude: float, longitude: float) -> str:
    """The position as it is kept: six decimals are a hand's breadth."""
    return f"{latitude:.6f} {longitude:.6f}"


class Skill(models.TextChoices):
    """What a stop asks of its team."""

    SIGN = "sign", _("sign language")
    MONGOLIAN = "mongolian", _("Mongolian")
    FITTING = "fitting", _("fitting of devices")
    REHABILITATION = "rehabilitation", _("rehabilitation")
    WORK = "work", _("advice on work")
    LEVY = "levy", _("advice on the levy")


class Stop(models.Model):
    """One place to be visited once. Where somebody lives is sealed: the database alone tells nobody's address."""

    class Kind(models.TextChoices):
        HOME_VISIT = "home_visit", _("home visit")
        DEVICE_DELIVERY = "device_delivery", _("device delivery")
        EMPLOYER_VISIT = "employer_visit", _("employer visit")

    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="stops")
    kind = models.CharField(max_length=20, choices=Kind)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="round_stops"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="round_stops"
    )
    label = models.CharField(max_length=80, blank=True, help_text="of a place that is neither; never a person's name")
    address = SealedTextField(blank=True)
    position = SealedTextField(help_text="latitude and longitude in degrees")
    note = SealedTextField(blank=True, help_text="what to bring, what to ask")
    minutes = models.PositiveSmallIntegerField(default=30)
    days = models.JSONField(default=list, blank=True, help_text="days of the round, from 1; empty means any")
    windows = models.JSONField(default=list, blank=True, help_text="[from, until] in minutes of the day; empty: any")
    skills = models.JSONField(default=list, blank=True)
    needs_ramp = models.BooleanField(default=False)
    prize = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="minutes of driving that the visit is worth; nothing means it must be made"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    why_not = models.JSONField(default=list, blank=True, help_text="the engine's facts when nobody can come")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) | Q(organisation=None),
                name="stop_is_a_person_or_an_organisation",
                violation_error_message=_("A stop is a person or an employer, not both. Choose one of the two."),
            ),
            models.CheckConstraint(
                condition=~Q(person=None) | ~Q(organisation=None) | ~Q(label=""),
                name="stop_says_who",
                violation_error_message=_("Say who is visited: choose the person or employer, or write a name."),
            ),
            models.UniqueConstraint(
                fields=["round", "person", "kind"],
                condition=~Q(person=None),
                name="stop_once_a_person_and_kind",
                violation_error_message=_(
                    "This person has a stop of this kind in this round already. Change it there."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.masked_name()}"

    def masked_name(self) -> str:
        """Who is visited, as everybody in the federation may read it."""
        return str(self.person or self.organisation or self.label)

    def full_name(self) -> str:
        """Who is visited, for who stands at the door."""
        return self.person.name if self.person else self.masked_name()

    def place(self) -> tuple[float, float]:
        """(latitude, longitude)."""
        return as_place(self.position)

    @property
    def is_must(self) -> bool:
        return self.prize is None
