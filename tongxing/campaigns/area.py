"""Where the places lie that people name at an event: in a fair's sheets, on the form of a post."""

from django.db.models import Q

from tongxing.campaigns.models import Event
from tongxing.people.models import Region


def regions_named_at(event: Event) -> list[Region]:
    """The regions in which a place named at ``event`` may lie, in the order that settles a name which several have.

    The hosts' come first, in their order, then the event's own and that of the whole campaign: a fair of a region is
    held in one of its cities.
    """
    campaign = event.campaign
    regions = (*event.host_regions(), event.region, *campaign.host_regions(), campaign.region)
    return list({region.pk: region for region in regions}.values())


def lies_within(regions: list[Region]) -> Q:
    """Whether a ``Region`` is one of ``regions`` or lies in one."""
    inside = Q(pk__in=[region.pk for region in regions])
    for region in regions:
        inside |= Q(path__startswith=region.path)
    return inside
