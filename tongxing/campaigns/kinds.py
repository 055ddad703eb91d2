"""What comes with an event of a kind that a higher app treats: of kind ``fair``, the fair itself.

A campaign knows nothing of fairs. The app above says at start-up what it makes for which kind.
"""

_makers: dict = {}


def comes_with(kind: str):
    """Mark ``function(event, by)`` as what makes the thing that an event of ``kind`` is."""

    def mark(function):
        _makers[kind] = function
        return function

    return mark


def make_for(event, by):
    """What an event of this kind is beside an entry in the calendar, made now; ``None`` where it is nothing else."""
    maker = _makers.get(event.kind)
    return maker(event, by) if maker else None
