"""What devices ask, and the clerk's pages about them."""
