"""Tickets of queues, calls, and the ways by which they reach people."""
