"""Who was on a roll that somebody opened: so that each of them reads in their own record who looked."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Look(models.Model):
    """One person whose name an entry of the trail opened among others'. The entry holds the same list, chained."""

    entry = models.ForeignKey("trail.Entry", on_delete=models.PROTECT, related_name="looks")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="looks")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "person"],
                name="look_once_an_entry",
                violation_error_message=_("This look at the person is written down already."),
            ),
        ]

    def __str__(self):
        return f"{self.entry_id}: {self.person_id}"
