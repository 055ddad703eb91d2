"""The pages of zones, by the desk at which they are used."""
