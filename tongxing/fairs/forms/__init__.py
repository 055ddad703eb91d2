"""What is asked at a fair, by the noun it is about."""
