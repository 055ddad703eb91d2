"""Reading: from files to plain facts and problems. Nothing here writes."""
