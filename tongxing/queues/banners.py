"""What a higher app says on every board of a fair: an emergency's plain text, before anything else.

Queues know nothing of emergencies. Who does says at start-up: a function that takes the fair and gives a text or "".
"""

from collections.abc import Callable
from typing import Any

_for_boards: list[Callable[[Any], str]] = []


def for_boards(function: Callable[[Any], str]) -> Callable[[Any], str]:
    """Mark ``function(fair)`` as a giver of what stands first on the boards and on everybody's numbers."""
    _for_boards.append(function)
    return function


def of_fair(fair) -> list[str]:
    """What is said at ``fair`` now."""
    return [text for function in _for_boards if (text := function(fair))]
