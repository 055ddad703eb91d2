"""What we ask at the zones, by the page on which it stands."""
