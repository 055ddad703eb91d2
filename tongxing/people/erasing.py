"""What goes when a person is erased, table by table: rows that are deleted, columns that are emptied.

Rows that lead to a person are found by their foreign keys, as for merging. What no table names here stays: the entries
of a fair's day on which frozen figures stand, with times and numbers and without anybody's words.
"""

from collections.abc import Callable, Iterator, Mapping

from django.db.models import Model

from tongxing.people.relations import tables_leading_to

_emptied: dict[str, tuple[str, ...]] = {}
_deleted: set[str] = set()
_obstacles: list[Callable[[object], str]] = []


def empties(columns: Mapping[str, tuple[str, ...]]) -> None:
    """Columns of these tables hold somebody's own words, or how to reach them: they are emptied."""
    _emptied.update(columns)


def deletes(*labels: str) -> None:
    """Rows of these tables are the person's alone, and no figure counts them: they go, files included."""
    _deleted.update(labels)


def obstacles(function: Callable[[object], str]):
    """Mark ``function(person)`` as giving a sentence where somebody cannot be erased now, or ''."""
    _obstacles.append(function)
    return function


def obstacle(person) -> str:
    return next((sentence for ask in _obstacles if (sentence := ask(person))), "")


def is_deleted(label: str) -> bool:
    return label in _deleted


def emptied(label: str) -> tuple[str, ...]:
    return _emptied.get(label, ())


def rows_about(row: Model, known: set | None = None) -> Iterator[Model]:
    """Every row that leads to ``row``, those furthest away first, each once."""
    known = set() if known is None else known
    for _field, rows in tables_leading_to(row):
        for leading in rows:
            name = (leading._meta.label_lower, leading.pk)
            if name not in known:
                known.add(name)
                yield from rows_about(leading, known)
                yield leading


deletes(
    *("people.consent", "people.guardian", "people.supportneed", "people.possibleduplicate", "people.searchterm"),
)
