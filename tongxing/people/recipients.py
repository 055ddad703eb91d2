"""To whom a yes can be given: higher apps say which of their things there are, and what each is called.

People know nothing of organisations. An app that stands above registers a function for its word; a consent about
``organisation:7`` is written down only where that function knows a name for 7.
"""

from collections.abc import Callable

_names: dict[str, Callable[[int], str | None]] = {}


def recipients(word: str):
    """Mark ``function(number)`` as giving the name of the thing that consents call ``word:number``, or None."""

    def register(function):
        _names[word] = function
        return function

    return register


def name_of(about: str) -> str | None:
    """The name of whom ``about`` means; None where there is no such thing."""
    word, _colon, number = about.partition(":")
    if word not in _names or not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    return _names[word](int(number))
