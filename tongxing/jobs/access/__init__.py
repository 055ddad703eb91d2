"""Who may do and see what in jobs, one file a noun."""
