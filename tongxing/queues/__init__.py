"""排队: numbers at zones, calls that reach everybody, waiting told as a range."""
