"""What higher apps say of merging two people: what stands in the way, how two rows become one, what counts otherwise.

People know nothing of fairs or jobs. Rows that lead to a person are found by their foreign keys and moved; where both
records have a row that can be there only once (a place at the same fair, the wishes for work), what hangs on the one
moves to the other. An app that stands above names here what more there is to it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Joining = Callable[[Any, Any], Mapping[str, object]]
Obstacle = Callable[[Any, Any], str]


@dataclass(frozen=True)
class Count:
    """A figure about people as it counts along: its name, its value, whether its published value is frozen."""

    name: str
    value: int
    is_frozen: bool


_UNTOLD = {"people.person", "people.account"}
"""The two records themselves."""
_joins: dict[str, Joining] = {}
_words: dict[str, str | Promise] = {}
_remade: set[str] = set()
_FOLLOWING = {"people.searchterm"}
"""Rows that are made when their person is saved, and go with them: they are never moved."""
_obstacles: list[Obstacle] = []
_counters: list[Callable[[Iterable[int]], Mapping[str, Count]]] = []


def joins(label: str):
    """Mark ``function(duplicate, target)`` as giving the columns that the row ``target`` of ``label`` has afterwards.

    It is asked where both records have such a row; the duplicate's is then taken out.
    """

    def register(function: Joining) -> Joining:
        _joins[label] = function
        return function

    return register


def words(table_words: Mapping[str, str | Promise]) -> None:
    """How pages name the rows of tables that move: label to words; tables without words are told together."""
    _words.update(table_words)


def remade(*labels: str) -> None:
    """Rows of these tables are worked out from others: the duplicate's are taken out, and come back with an undo."""
    _remade.update(labels)


def obstacles(function: Obstacle) -> Obstacle:
    """Mark ``function(target, duplicate)`` as giving a sentence where the two people cannot be merged now, or ''."""
    _obstacles.append(function)
    return function


def counters(function: Callable[[Iterable[int]], Mapping[str, Count]]):
    """Mark ``function(person keys)`` as counting the figures in which these people occur, by key."""
    _counters.append(function)
    return function


def columns_of(duplicate: Model, target: Model) -> Mapping[str, object]:
    """What the row ``target`` takes over from its twin."""
    join = _joins.get(target._meta.label_lower)
    return join(duplicate, target) if join else {}


def is_remade(label: str) -> bool:
    return label in _remade


def in_words(counts: Mapping[str, int]) -> list[tuple[str | Promise, int]]:
    """(what, how many) of the rows that a merge moves, the nameless together at the end."""
    named = [(_words[label], counts[label]) for label in _words if counts.get(label)]
    other = sum(count for label, count in counts.items() if label not in _words and label not in _UNTOLD)
    return [*named, *([(_("other entries"), other)] if other else [])]


def is_following(label: str) -> bool:
    return label in _FOLLOWING


def obstacle(target, duplicate) -> str:
    """The first sentence that stands in the way; empty where none does."""
    return next((sentence for ask in _obstacles if (sentence := ask(target, duplicate))), "")


def counts_about(keys: Iterable[int]) -> dict[str, Count]:
    """Every figure in which the people occur, as it counts now."""
    wanted = list(keys)
    return {key: count for counter in _counters for key, count in counter(wanted).items()}


words(
    {
        "people.supportneed": _("needs"),
        "people.consent": _("answers to what may be done with the data"),
        "people.guardian": _("guardians"),
    }
)
