"""What waits for somebody with interpreters."""

from tongxing.common.waiting import Task


def waiting(user) -> list[Task]:
    """The tasks of ``user``."""
    return []
