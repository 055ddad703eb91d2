"""Where the places lie that people name at an event: in a fair's sheets, on the form of a post."""

from django.db.models import Q

from tongxing.campaigns.models import Event
from tongxing.people.models import Region


def regions_named_at(event: Event) -> list[Region]:
    """The regions in which a place named at ``event`` may lie, in the order that settles a name which several have.

    The event's own comes first, then that of the whole campaign: a fair of a region is held in one of its cities.
    """
    return list({region.pk: region for region in (event.region, event.campaign.region)}.values())


def lies_within(regions: list[Region]) -> Q:
    """Whether a ``Region`` is one of ``regions`` or lies in one."""
    inside = Q(pk__in=[region.pk for region in regions])
    for region in regions:
        inside |= Q(path__startswith=region.path)
    return inside
