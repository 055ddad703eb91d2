"""Devices, what they did, and what merging refused or must ask."""
