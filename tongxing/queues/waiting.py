"""What waits for somebody in queues."""

from tongxing.common.waiting import Task


def waiting(user) -> list[Task]:
    """The tasks of ``user``."""
    return []
