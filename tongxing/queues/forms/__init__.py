"""What queues ask."""
