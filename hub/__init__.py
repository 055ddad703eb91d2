"""What stays open: live snapshots and event lines for thousands of viewers; plain ASGI, no Django, no database."""
