"""Bulletins: sections in order, photographs with their text, figures by reference."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Bulletin(models.Model):
    """A clerk's article about a campaign. A figure stands in it as ``{fair.region.posts}``, never as digits."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="bulletins")
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    lead = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    edited_at = models.DateTimeField(default=timezone.now)
    published = models.JSONField(
        default=dict, blank=True, help_text="the article as it was published, with each figure as it was printed"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "slug"],
                name="bulletin_slug_once_a_campaign",
                violation_error_message=_(
                    "This campaign has a bulletin with this short name already. Choose another one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="bulletin_published_has_a_date",
                violation_error_message=_("A published bulletin has its moment of publishing. Publish it again."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("bulletins:bulletin", args=[self.campaign.slug, self.slug])


class Section(models.Model):
    """One part of a bulletin: a heading and paragraphs."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=120)
    body = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["bulletin", "order"],
                name="section_order_once",
                violation_error_message=_(
                    "Two sections have the same place in the bulletin. Open it again and put them in order."
                ),
            )
        ]

    def __str__(self):
        return self.heading


class Photo(models.Model):
    """A photograph of a bulletin; its alternative text is required."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="photos")
    section = models.ForeignKey(Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="photos")
    image = models.ImageField(upload_to="bulletins/%Y/")
    alternative = models.CharField(max_length=300)
    caption = models.CharField(max_length=200, blank=True)
    credit = models.CharField(max_length=80, blank=True)
    is_removed = models.BooleanField(default=False, help_text="taken out, but still in the article as published")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(alternative=""),
                name="photo_has_alternative_text",
                violation_error_message=_("Describe the picture in words: some readers cannot see it."),
            )
        ]

    def __str__(self):
        return self.alternative
