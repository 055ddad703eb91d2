"""Campaigns: what a fair, a drive or a contest belongs to."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongxing.people.models import Region


class Campaign(models.Model):
    """A theme, a span of days, hosts in order, and events."""

    slug = models.SlugField(
        max_length=60,
        unique=True,
        help_text="its name in addresses and commands: dec-2025",
        error_messages={"unique": _("There is a campaign with this short name already. Choose another one.")},
    )
    name = models.CharField(max_length=120)
    theme = models.CharField(max_length=200, blank=True)
    brand_line = models.CharField(max_length=120, blank=True)
    summary = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField()
    region = models.ForeignKey("people.Region", on_delete=models.PROTECT, related_name="campaigns")
    starts_on = models.DateField()
    ends_on = models.DateField()
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering = ["-starts_on", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="campaign_ends_after_start",
                violation_error_message=_("The last day lies before the first one. Turn the two round."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("campaigns:campaign", args=[self.slug])

    def own_hosts(self) -> list["Host"]:
        """Who hosts the campaign as a whole, in the order agreed."""
        return list(self.hosts.filter(event=None).select_related("region"))

    def host_regions(self) -> list[Region]:
        """The regions of its hosts in the order agreed; its own region is always among them."""
        return regions_in_order(self.own_hosts(), self.region)

    def lead_region(self) -> Region:
        """The region whose federation leads: that of the first host in the order agreed, else its own."""
        leading = [host for host in self.own_hosts() if host.capacity == Host.Capacity.HOST]
        return regions_in_order(leading, self.region)[0]


class Host(models.Model):
    """An organisation that hosts a campaign, or one event of it; the order is part of the agreement.

    With a region, that region's federation has its part in the event: as a host or executing organiser it runs the
    event beside the others, as a co-organiser it looks on.
    """

    class Capacity(models.TextChoices):
        HOST = "host", _("host")
        CO_ORGANISER = "co_organiser", _("co-organiser")
        EXECUTING = "executing", _("executing organiser")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="hosts")
    event = models.ForeignKey("Event", on_delete=models.CASCADE, null=True, blank=True, related_name="hosts")
    name = models.CharField(max_length=120)
    capacity = models.CharField(max_length=20, choices=Capacity, default=Capacity.HOST)
    order = models.PositiveSmallIntegerField()
    region = models.ForeignKey(
        "people.Region",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="whose federation it is; empty for hosts without people here, and for the one whose event it is",
    )

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "order"],
                name="host_order_once_an_event",
                violation_error_message=_(
                    "Two hosts have the same place in the order. Write the hosts of this event again."
                ),
            ),
            models.UniqueConstraint(
                fields=["campaign", "order"],
                condition=Q(event=None),
                name="host_order_once_a_campaign",
                violation_error_message=_(
                    "Two hosts have the same place in the order. Write the hosts of the campaign again."
                ),
            ),
        ]

    def __str__(self):
        return self.name

    def region_at(self, home: Region) -> Region | None:
        """The region for which it hosts what lies in ``home``: a host for whom none is named stands for ``home``."""
        if self.region_id or self.capacity != self.Capacity.HOST:
            return self.region
        return home


def regions_in_order(hosts: Iterable[Host], home: Region) -> list[Region]:
    """The regions of ``hosts``, each once, in their order; ``home`` at the end where no host stands for it."""
    regions = {region.pk: region for host in hosts if (region := host.region_at(home))}
    return list((regions | {home.pk: home}).values())


class Event(models.Model):
    """One event of a campaign: a fair, a ceremony, a show, …; its key is the prefix of its figures."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="events")
    key = models.CharField(max_length=40, help_text="fair.region: prefix of its figures, unique in the campaign")
    kind = models.CharField(max_length=20, help_text="fair, ceremony, show, contest, …: decides which app treats it")
    name = models.CharField(max_length=120)
    summary = models.TextField(blank=True)
    region = models.ForeignKey("people.Region", on_delete=models.PROTECT, related_name="events")
    place = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200, blank=True)
    online_address = models.URLField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "key"],
                name="event_key_once_a_campaign",
                violation_error_message=_("This campaign has an event with this key already. Choose another one."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")),
                name="event_ends_after_start",
                violation_error_message=_("The end lies before the start. Turn the two round."),
            ),
            models.CheckConstraint(
                condition=Q(key__regex=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$"),
                name="event_key_is_dotted_words",
                violation_error_message=_(
                    "A key is small letters in words joined by full stops, as in fair.region. Write it so."
                ),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("campaigns:event", args=[self.campaign.slug, self.key])

    def all_hosts(self) -> list[Host]:
        """Its own hosts in the order agreed; where none are named, those of the campaign."""
        both = Q(event=self) | Q(event=None, campaign=self.campaign_id)
        hosts = list(Host.objects.filter(both).select_related("region").order_by("order"))
        return [host for host in hosts if host.event_id] or hosts

    def host_regions(self, capacities=Host.Capacity) -> list[Region]:
        """The regions of its hosts in the order agreed; its own region is always among them.

        ``capacities`` narrows to hosts of some kinds.
        """
        return self.regions_of([host for host in self.all_hosts() if host.capacity in capacities])

    def regions_of(self, hosts: Iterable[Host]) -> list[Region]:
        """The regions of some of its hosts in the order agreed; its own region is always among them."""
        return regions_in_order(hosts, self.region)

    def lead_region(self) -> Region:
        """The region whose federation leads: that of the first host in the order agreed, else its own."""
        return self.host_regions((Host.Capacity.HOST,))[0]
