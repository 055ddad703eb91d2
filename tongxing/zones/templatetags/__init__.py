"""What templates of zones can say."""
