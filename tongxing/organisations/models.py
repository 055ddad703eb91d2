"""Organisations: one table, roles on it, members who speak for them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engines.wording import letters


def name_key(name: str) -> str:
    """The name as it is compared: width, spaces, brackets and case folded."""
    return letters(name)


class Organisation(models.Model):
    """An employer, institution, department, theatre, foundation or donor."""

    class Industry(models.TextChoices):
        """Sections of GB/T 4754-2017."""

        A = "A", _("farming, forestry, herding, fishing")
        B = "B", _("mining")
        C = "C", _("manufacturing")
        D = "D", _("power, heat, gas, water")
        E = "E", _("construction")
        F = "F", _("wholesale and retail")
        G = "G", _("transport and post")
        H = "H", _("hotels and catering")
        I = "I", _("information")  # noqa: E741
        J = "J", _("finance")
        K = "K", _("real estate")
        L = "L", _("leasing and business services")
        M = "M", _("research and technical services")
        N = "N", _("water and environment")
        O = "O", _("resident services")  # noqa: E741
        P = "P", _("education")
        Q = "Q", _("health and social work")
        R = "R", _("culture, sport, entertainment")
        S = "S", _("public administration")
        T = "T", _("international organisations")

    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120, db_index=True, editable=False)
    credit_code = models.CharField(
        max_length=18,
        unique=True,
        null=True,
        blank=True,
        error_messages={
            "unique": _("Another organisation has this credit code. Check it digit by digit, or open that one.")
        },
    )
    industry = models.CharField(max_length=1, choices=Industry, blank=True)
    region = models.ForeignKey("people.Region", on_delete=models.PROTECT, related_name="organisations")
    address = models.CharField(max_length=200, blank=True)
    headcount = models.PositiveIntegerField(null=True, blank=True)
    contact_name = models.CharField(max_length=60, blank=True)
    contact_phone = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="organisation_has_a_name",
                violation_error_message=_("Give the organisation's name."),
            ),
            models.UniqueConstraint(
                fields=["name_key", "region"],
                name="organisation_name_once_a_region",
                violation_error_message=_("An organisation of this name is entered in this region already. Open it."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)


class OrganisationRole(models.Model):
    """What an organisation is to the platform; it can be several things."""

    class What(models.TextChoices):
        EMPLOYER = "employer", _("employer")
        FEDERATION = "federation", _("federation")
        INSTITUTION = "institution", _("designated institution")
        DEPARTMENT = "department", _("department")
        THEATRE = "theatre", _("theatre")
        FOUNDATION = "foundation", _("foundation")
        DONOR = "donor", _("donor")
        SCHOOL = "school", _("school")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="roles")
    what = models.CharField(max_length=20, choices=What)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "what"],
                name="organisation_role_once",
                violation_error_message=_("The organisation is this already. Nothing needs to be done."),
            )
        ]

    def __str__(self):
        return f"{self.organisation}: {self.get_what_display()}"


class Membership(models.Model):
    """An account's role, held for one organisation."""

    role = models.OneToOneField(
        "people.Role",
        on_delete=models.CASCADE,
        related_name="membership",
        error_messages={"unique": _("This role speaks for an organisation already. Give a new role for another one.")},
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")

    def __str__(self):
        return f"{self.role} · {self.organisation}"
