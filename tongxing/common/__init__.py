"""What every app needs and that has no word of the field in it."""
