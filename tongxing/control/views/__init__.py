"""Pages of the control room."""
