"""Roles: what an account may be, where, from when until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tongxing.common.dates import today


class Role(models.Model):
    """One account's role in one region for a time. Roles that speak for an organisation stand in its membership too."""

    class What(models.TextChoices):
        CLERK = "clerk", _("federation clerk")
        LEAD = "lead", _("federation lead")
        AUDITOR = "auditor", _("federation auditor")
        EMPLOYER = "employer", _("employer's member")
        INTERPRETER = "interpreter", _("interpreter")
        TEACHER = "teacher", _("institution's teacher")
        CASHIER = "cashier", _("cashier")
        ACCOUNTANT = "accountant", _("accountant")
        VOLUNTEER_LEADER = "volunteer_leader", _("volunteer leader")
        JUDGE = "judge", _("judge")
        PARTNER = "partner", _("partner department's reader")

    STAFF = (What.CLERK, What.LEAD, What.AUDITOR)
    """Federation staff: they reach their region and what lies below it."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles")
    what = models.CharField(max_length=20, choices=What)
    region = models.ForeignKey("people.Region", on_delete=models.PROTECT, related_name="roles")
    valid_from = models.DateField(default=today)
    valid_until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="taken back early: from this moment it counts no more"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "what", "region", "valid_from"],
                condition=Q(ended_at=None),
                name="role_given_once",
                violation_error_message=_(
                    "This account has this role here from this day on already. Nothing needs to be done."
                ),
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="role_ends_after_start",
                violation_error_message=_("A role cannot end before it begins. Check the two dates."),
            ),
        ]

    def __str__(self):
        return f"{self.get_what_display()} · {self.region}"
