"""Pages of jobs, one file a noun."""
