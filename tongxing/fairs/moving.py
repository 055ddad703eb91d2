"""What higher apps do when a fair moves from one state to the next, in the same transaction."""

_when_moved: list = []


def when_moved(function):
    """Mark ``function(fair, before, by)`` to be called after each step of a fair."""
    _when_moved.append(function)
    return function


def tell(fair, before, by) -> None:
    """Call everything that waits for a step."""
    for function in _when_moved:
        function(fair, before, by)
