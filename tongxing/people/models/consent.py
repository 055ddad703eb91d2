"""Consent: by purpose, dated, versioned, revocable; the gate obeys it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Consent(models.Model):
    """A person's yes to one purpose, until it is taken back. Taking back closes the row; a new yes is a new row."""

    class Purpose(models.TextChoices):
        MATCHING = "matching", _("compare my wishes with vacancies")
        SHOW_EMPLOYER = "show_employer", _("show me to this employer")
        CONTACT = "contact", _("contact me")
        STATISTICS = "statistics", _("count me in statistics by group")
        EVACUATION = "evacuation", _("help me to leave in an emergency")

    class Means(models.TextChoices):
        SELF = "self", _("by the person, signed in")
        GUARDIAN = "guardian", _("by the guardian")
        PAPER = "paper", _("on paper, entered by staff")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    about = models.CharField(max_length=60, blank=True, help_text="whom it concerns: organisation:<id>; empty for all")
    about_name = models.CharField(max_length=120, blank=True, help_text="its name as the person read it")
    wording_version = models.CharField(max_length=20, help_text="which text the person said yes to")
    means = models.CharField(max_length=10, choices=Means)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "about"],
                condition=Q(withdrawn_at=None),
                name="consent_one_open_yes",
                violation_error_message=_("This was agreed to already. Take it back first to say it anew."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
                violation_error_message=_("A yes cannot be taken back before it was given. Check the time."),
            ),
        ]

    def __str__(self):
        return f"{self.purpose} {self.about}".strip()
