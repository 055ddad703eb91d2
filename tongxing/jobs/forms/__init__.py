"""What the pages of jobs ask, one file a noun."""
