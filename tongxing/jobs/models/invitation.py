"""An employer asks somebody whom it does not know to apply; they decide."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Invitation(models.Model):
    """A person who fits a post and has not applied is asked to, through the platform.

    The employer learns that they applied, and nothing of any other answer. It stays when it is answered: nobody is
    asked twice for one post, and who said “never” is not asked by that employer again.
    """

    class State(models.TextChoices):
        OPEN = "open", _("waits for your answer")
        APPLIED = "applied", _("you applied")
        NO = "no", _("you said no")
        NEVER = "never", _("not again from this employer")

    seeker = models.ForeignKey("jobs.Seeker", on_delete=models.CASCADE, related_name="invitations")
    vacancy = models.ForeignKey("jobs.Vacancy", on_delete=models.CASCADE, related_name="invitations")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seeker", "vacancy"],
                name="invitation_once",
                violation_error_message=_("This person was invited to this post already. Nobody is asked twice."),
            ),
        ]

    def __str__(self):
        return f"{self.vacancy_id} → {self.seeker_id}"
