"""Devices of door and booths, what each did, as it noted it, and the values on which they may disagree."""

from tongxing.doors.models.act import Act, Claim
from tongxing.doors.models.device import Device

__all__ = ["Act", "Claim", "Device"]
