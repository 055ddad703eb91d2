"""What writes to jobs' tables, one file a noun."""
