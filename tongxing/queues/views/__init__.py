"""Pages of queues: who waits, who calls, what hangs in the hall."""
