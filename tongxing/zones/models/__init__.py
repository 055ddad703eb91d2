"""Services given at zones, exhibits, and the ceremony's programme."""
