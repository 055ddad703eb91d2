"""What is asked about a round, by the noun it is about."""
