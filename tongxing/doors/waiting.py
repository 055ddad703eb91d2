"""What waits for somebody at devices of a fair."""

from tongxing.common.waiting import Task


def waiting(user) -> list[Task]:
    """The tasks of ``user``."""
    return []
