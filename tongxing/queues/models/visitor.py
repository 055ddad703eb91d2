"""Who waits, and how they can be reached."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongxing.common.sealing import SealedTextField


class Visitor(models.Model):
    """One person who takes numbers at one fair: registered, or known by a shown name or by nothing at all.

    ``key`` opens the page of their numbers: who holds it speaks for them. ``ways`` are values of ``Way`` in the order
    in which they want to be called; empty where they have not said.
    """

    fair = models.ForeignKey("fairs.Fair", on_delete=models.PROTECT, related_name="visitors")
    registration = models.OneToOneField(
        "fairs.Registration",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visitor",
        error_messages={"unique": _("This ticket queues already. Scan it again to see its numbers.")},
    )
    name = SealedTextField(max_length=30, blank=True, help_text="what staff may call; nothing where nobody asked")
    key = models.CharField(
        max_length=32,
        unique=True,
        error_messages={"unique": _("Two visitors got the same key. Please try again.")},
    )
    ways = models.JSONField(default=list, blank=True)
    phone = SealedTextField(blank=True, help_text="theirs, where the registration has none")
    companion_phone = SealedTextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return str(self.registration) if self.registration_id else f"visitor {self.pk}"

    def get_absolute_url(self):
        return reverse("queues:visitor", args=[self.key])


class Subscription(models.Model):
    """A browser that takes web push for a visitor (RFC 8030); gone when the fair is over."""

    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, related_name="subscriptions")
    endpoint = models.CharField(
        max_length=600,
        unique=True,
        error_messages={"unique": _("This browser gets calls already. Nothing needs to be done.")},
    )
    p256dh = models.CharField(max_length=100, help_text="the browser's public key, base64url")
    auth = SealedTextField(max_length=40, help_text="the browser's secret, base64url")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"subscription {self.pk}"


class PushKey(models.Model):
    """By what push services know this site (RFC 8292): one key pair, made when it is first needed."""

    private = SealedTextField(help_text="32 bytes, base64url")
    public = models.CharField(max_length=100, help_text="65 bytes, base64url: what browsers subscribe with")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="push_key_one_row",
                violation_error_message=_(
                    "There is one key for calls to browsers, and it is there already. Nothing needs to be done."
                ),
            )
        ]

    def __str__(self):
        return self.public[:12]
