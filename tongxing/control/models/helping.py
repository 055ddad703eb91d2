"""Who helped whom to leave: each look at a person, and who is out."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class HelpLook(models.Model):
    """A helper sees that this person needs help to leave; written when the list is opened."""

    emergency = models.ForeignKey("control.Emergency", on_delete=models.CASCADE, related_name="looks")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registration = models.ForeignKey("fairs.Registration", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["emergency", "account", "registration"],
                name="help_look_once",
                violation_error_message=_("You opened this person's needs already. Load the page again."),
            ),
        ]

    def __str__(self):
        return f"{self.account_id} {self.registration_id}"


class HelpedOut(models.Model):
    """A person who needed help is out, as a helper says."""

    emergency = models.ForeignKey("control.Emergency", on_delete=models.CASCADE, related_name="helped")
    registration = models.ForeignKey("fairs.Registration", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["emergency", "registration"],
                name="helped_out_once",
                violation_error_message=_("Somebody said already that this person is out. Load the page again."),
            )
        ]

    def __str__(self):
        return f"{self.registration_id} {self.at:%H:%M}"
