"""Pages of rounds, by the noun they are about."""
