"""Emergencies: what was sent to how many, and who helped whom to leave."""

from tongxing.control.models.emergency import Emergency, EmergencySending, EmergencyText
from tongxing.control.models.helping import HelpedOut, HelpLook

__all__ = ["Emergency", "EmergencySending", "EmergencyText", "HelpLook", "HelpedOut"]
