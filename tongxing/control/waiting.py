"""What waits for somebody on the fair's day."""

from tongxing.common.waiting import Task


def waiting(user) -> list[Task]:
    """The tasks of ``user``."""
    return []
