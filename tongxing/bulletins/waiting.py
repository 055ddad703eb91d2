"""What waits for somebody in this part."""

from tongxing.common.waiting import Task


def waiting(user) -> list[Task]:
    """Nothing yet."""
    return []
