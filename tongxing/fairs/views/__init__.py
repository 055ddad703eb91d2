"""Pages of a fair, by the noun they treat."""
