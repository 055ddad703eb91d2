"""Bringing rows of one model to what a folder says: new ones added, different ones changed, equal ones left alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from tongxing.trail.rows import Watch

BATCH = 1000


@dataclass
class Counts:
    """How many rows were added, changed, removed, and as they were before; what moved, for the trail."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0
    moved: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.added + other.added,
            self.changed + other.changed,
            self.removed + other.removed,
            self.same + other.same,
            self.moved | {row: [self.moved.get(row, move)[0], move[1]] for row, move in other.moved.items()},
        )

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was written."""
        return not (self.added or self.changed or self.removed)


@dataclass
class Synced:
    """The objects by key after syncing, and what it took."""

    objects: dict[Any, Any]
    counts: Counts = field(default_factory=Counts)


def sync(model: type[Model], kept: dict[Any, Any], wanted: Iterable[tuple[Any, dict[str, Any]]]) -> Synced:
    """Bring ``kept`` (objects by key) to ``wanted`` ((key, fields)). What is kept and not wanted stays as it is."""
    fresh: dict[Any, Any] = {}
    changed, fields, same = [], set(), 0
    for key, facts in wanted:
        one = kept.get(key)
        if one is None:
            fresh[key] = model(**facts)
            continue
        different = [name for name, value in facts.items() if _kept_value(one, name) != _wanted_value(value)]
        for name in different:
            setattr(one, name, facts[name])
        if different:
            if hasattr(one, "version"):  # who has it open in a form is told that it is another one now
                different.append("version")
                one.version += 1
            changed.append(one)
            fields |= set(different)
        else:
            same += 1
    model._default_manager.bulk_create(fresh.values(), batch_size=BATCH)
    watch = Watch(*changed)
    if changed:
        model._default_manager.bulk_update(changed, sorted(fields), batch_size=200)
    return Synced(kept | fresh, Counts(len(fresh), len(changed), 0, same, watch.moved()))


def _kept_value(model: Model, name: str) -> Any:
    """A field's value, a relation by its key, so that nothing is fetched."""
    column = model._meta.get_field(name)
    return getattr(model, getattr(column, "attname", name))


def _wanted_value(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value
