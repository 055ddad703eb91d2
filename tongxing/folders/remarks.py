"""What higher apps say of a campaign that was just loaded.

A folder knows nothing of figures. Whoever counts what it brought says at start-up what is worth a line in the report:
a function that takes the campaign and gives ``Remark``s.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Remark:
    """One line of the report: for people a sentence, for programs its facts."""

    sentence: str
    facts: dict[str, Any] = field(default_factory=dict)


_makers: list[Callable[..., Iterable[Remark]]] = []


def for_loaded_campaigns(function):
    """Mark ``function(campaign)`` as a maker of remarks."""
    _makers.append(function)
    return function


def of_campaign(campaign) -> list[Remark]:
    """The remarks about ``campaign`` as it stands in the transaction that loads it."""
    return [remark for function in _makers for remark in function(campaign)]
