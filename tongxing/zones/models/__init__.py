"""Services given at zones, exhibits, and the ceremony's programme."""

from tongxing.zones.models.counting import ZonesEvent
from tongxing.zones.models.exhibit import Exhibit, Inquiry, Maker, Showing
from tongxing.zones.models.policy import Policy
from tongxing.zones.models.programme import Programme, ProgrammeItem
from tongxing.zones.models.service import Advice, Clinic, FollowUp, Service

__all__ = [
    "Advice",
    "Clinic",
    "Exhibit",
    "FollowUp",
    "Inquiry",
    "Maker",
    "Policy",
    "Programme",
    "ProgrammeItem",
    "Service",
    "Showing",
    "ZonesEvent",
]
