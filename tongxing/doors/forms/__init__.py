"""What clerks say about devices and about what they sent."""
