"""What is asked at a live fair, by who fills it in."""
