"""What an employer prepares for its turn: captioners and interpreters read it before they hear it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField


class Presentation(models.Model):
    """An employer's words for its turn in the stream, who says them, and in which language."""

    class Language(models.TextChoices):
        CHINESE = "chinese", _("spoken Chinese")
        MONGOLIAN = "mongolian", _("spoken Mongolian")
        SIGN = "sign", _("Chinese Sign Language")

    participation = models.OneToOneField(
        "fairs.Participation",
        on_delete=models.CASCADE,
        related_name="presentation",
        error_messages={"unique": _("This employer has handed in its words already. Change them instead.")},
    )
    speaker = SealedTextField(max_length=60, blank=True, help_text="who speaks or signs, for the captioners")
    language = models.CharField(max_length=10, choices=Language, default=Language.CHINESE)
    words = SealedTextField(max_length=3000, help_text="what is going to be said")
    version = models.PositiveIntegerField(default=1)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    handed_in_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return str(self.participation)
