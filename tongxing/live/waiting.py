"""What waits for somebody at a live fair."""

from tongxing.common.waiting import Task


def waiting(user) -> list[Task]:
    """The tasks of ``user``."""
    return []
