"""Pages of the live fair, by who opens them."""
