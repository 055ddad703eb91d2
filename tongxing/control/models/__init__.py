"""Emergencies and who was told."""
