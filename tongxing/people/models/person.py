"""Disabled people: who they are (sealed), what they need (what the rest of the platform uses), who speaks for them."""

from unicodedata import combining

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engines.wording import name_key
from tongxing.common.dates import today
from tongxing.common.sealing import SealedTextField, keyed_hash
from tongxing.people.models.search_term import SearchTerm


def certificate_hash(number: str) -> str:
    """By which a person with this certificate number (citizen ID part included) is found."""
    return keyed_hash(number[:18].upper(), label="certificate")


NAME_KEY_LENGTH = 200


def masked(name: str) -> str:
    """The first sign of ``name``, with what is set upon it, and stars for the rest: 林**, Å*. One sign is a star."""
    first = next((at for at, sign in enumerate(name) if at and not combining(sign)), len(name))
    rest = len(name) - first
    return name[:first] + "*" * min(rest, 3) if rest else "*"


def person_key(name: str) -> str:
    """``Person.name_key`` of a name."""
    return name_key(name)[:NAME_KEY_LENGTH]


TERMS_FOLLOW = {"name", "region", "region_id"}
"""Columns from which a person's search terms are made."""


class Person(models.Model):
    """A disabled person. Number, categories and level are sealed: they are opened through one gate only."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        error_messages={"unique": _("This account belongs to a person already. Open that record.")},
    )
    name = models.CharField(max_length=60)
    name_key = models.CharField(max_length=NAME_KEY_LENGTH, editable=False, help_text="the name as it is compared")
    sound = models.CharField(max_length=200, blank=True, help_text="pinyin and initials, for finding by sound")
    region = models.ForeignKey("people.Region", on_delete=models.PROTECT, related_name="people")
    phone = SealedTextField(blank=True)
    phone_key = models.CharField(max_length=64, blank=True, db_index=True)
    phone_tail = models.CharField(max_length=4, blank=True)
    other_phones = SealedTextField(
        blank=True, help_text="further numbers as a sheet has them: a land-line, a second mobile; nothing is sent there"
    )
    certificate = SealedTextField(blank=True)
    certificate_key = models.CharField(
        max_length=64,
        unique=True,
        null=True,
        blank=True,
        error_messages={
            "unique": _("This certificate number cannot be used here. Check it digit by digit, or ask the federation.")
        },
    )
    certificate_until = models.DateField(null=True, blank=True)
    claimed_certificate = SealedTextField(
        blank=True, help_text="a number that the person gave and that stands at another record: staff compare the two"
    )
    claimed_certificate_key = models.CharField(max_length=64, blank=True, db_index=True)
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by_staff = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True, help_text="since when nothing says who it was")
    needs_said_at = models.DateTimeField(null=True, blank=True, help_text="also when the answer was: none")

    class Meta:
        verbose_name_plural = "people"
        indexes = [
            models.Index(fields=["name_key"], name="person_by_name"),
            models.Index(fields=["phone_tail"], name="person_by_phone_tail"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="person_has_a_name",
                violation_error_message=_("Give the person's name."),
            ),
        ]

    def __str__(self):
        return self.masked_name()

    def save(self, *args, **kwargs):
        self.name_key = person_key(self.name)
        super().save(*args, **kwargs)
        fields = kwargs.get("update_fields")
        if fields is None or TERMS_FOLLOW & set(fields):
            SearchTerm.objects.follow([self])

    def masked_name(self) -> str:
        """Family name and as many stars as hide the rest: 林**."""
        return masked(self.name)

    def masked_phone(self) -> str:
        """The last four digits, for recognising a number that one knows."""
        return f"*******{self.phone_tail}" if self.phone_tail else ""

    def has_certificate(self) -> bool:
        """Whether a number was given; also one that another record has, which the person does not learn."""
        return self.certificate_key is not None or bool(self.claimed_certificate_key)

    def stated_certificate(self) -> str:
        """The certificate number, or the one that the person gave and staff have not compared yet."""
        return self.certificate or self.claimed_certificate


class Guardian(models.Model):
    """Who speaks for a person: for minors, and for adults under guardianship, with proof and an end."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="guardians")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="wards"
    )
    name = models.CharField(max_length=60)
    relation = models.CharField(max_length=30)
    phone = SealedTextField(blank=True)
    phone_key = models.CharField(max_length=64, blank=True, db_index=True)
    proof = SealedTextField(max_length=200, blank=True, help_text="what was seen: household book, court order, …")
    valid_from = models.DateField(default=today)
    valid_until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="guardian_ends_after_start",
                violation_error_message=_("Speaking for somebody cannot end before it begins. Check the two dates."),
            ),
        ]

    def __str__(self):
        return f"{self.relation} {self.masked_name()}"

    def masked_name(self) -> str:
        """Family name and stars: 李**."""
        return masked(self.name)

    def speaks_today(self) -> bool:
        """Whether this guardian speaks for the person today."""
        day = today()
        started = self.valid_from <= day
        return started and self.ended_at is None and (self.valid_until is None or self.valid_until >= day)


class SupportNeed(models.Model):
    """One accommodation that a person needs, in plain words; never a diagnosis."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="support_needs")
    code = models.CharField(max_length=40, help_text="a code of engines.wording's accommodations")
    is_must = models.BooleanField(default=True, help_text="cannot do without it; else it helps")
    note = SealedTextField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "code"],
                name="support_need_said_once",
                violation_error_message=_("This need is entered already. Change it there."),
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z_]+$"),
                name="support_need_code",
                violation_error_message=_("This need is not one of the list. Choose one from the list."),
            ),
        ]
        verbose_name = _("support need")

    def __str__(self):
        return self.code
