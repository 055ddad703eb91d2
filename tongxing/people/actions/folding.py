"""One row becomes part of another: everything that leads to it moves, step by step, and each step can be taken back."""

import datetime as dt
import json
from collections import Counter
from typing import cast

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Field, ForeignKey, Model, UniqueConstraint
from django.db.models.fields.files import FieldFile

from tongxing.people.merging import columns_of, is_following, is_remade
from tongxing.people.relations import tables_leading_to
from tongxing.trail.rows import Watch

SET, TAKE_OUT = "set", "take out"


class Journal:
    """The steps of one merge, in order: columns that were set (with what they were), rows that were taken out."""

    def __init__(self, watch: Watch):
        self.watch = watch
        self.steps: list[list] = []

    def set(self, row: Model, **columns: object) -> None:
        """Write ``columns`` (named as the database does) to ``row``."""
        fields = {field.attname: field for field in row._meta.concrete_fields}
        before = {name: _plain(getattr(row, name)) for name in columns}
        changed = {name: [before[name], _plain(value)] for name, value in columns.items()}
        changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
        if not changed:
            return
        self.watch.add(row)
        values = {name: _value(fields[name], pair[1]) for name, pair in changed.items()}
        type(row)._base_manager.filter(pk=row.pk).update(**values)
        for name, value in values.items():
            setattr(row, name, value)
        self.steps.append([SET, row._meta.label_lower, row.pk, changed])

    def take_out(self, row: Model) -> None:
        """Delete ``row``, to which nothing leads any longer; the journal keeps it whole."""
        self.watch.add(row)
        values = {field.attname: _plain(getattr(row, field.attname)) for field in row._meta.concrete_fields}
        self.steps.append([TAKE_OUT, row._meta.label_lower, row.pk, values])
        type(row)._base_manager.filter(pk=row.pk).delete()

    def counts(self) -> dict[str, int]:
        """Table to how many of its rows moved or were joined."""
        rows = {(label, pk) for _kind, label, pk, _values in self.steps}
        return dict(sorted(Counter(label for label, _pk in rows).items()))

    def text(self) -> str:
        """The steps as they are sealed."""
        return json.dumps(self.steps, ensure_ascii=False)


def fold(duplicate: Model, target: Model, journal: Journal) -> None:
    """Let everything that leads to ``duplicate`` lead to ``target``, whatever app it belongs to.

    Where a constraint lets only one such row stand, it becomes part of its twin in the same way and is taken out.
    """
    for field, rows in tables_leading_to(duplicate):
        if is_following(rows.model._meta.label_lower):
            continue
        for row in rows:
            if is_remade(row._meta.label_lower):
                journal.take_out(row)
            elif twin := _twin(row, field, target.pk):
                absorb(row, twin, journal)
            else:
                journal.set(row, **{field.attname: target.pk})


def absorb(duplicate: Model, target: Model, journal: Journal) -> None:
    """Make one row of two: what leads to the duplicate moves, and what the other lacks it takes over."""
    columns = columns_of(duplicate, target)
    fold(duplicate, target, journal)
    journal.take_out(duplicate)
    target.refresh_from_db()
    journal.set(target, **columns)


def _twin(row: Model, field: Field, target_key: int) -> Model | None:
    """The row with which ``row`` could not stand beside the target: the one that it becomes part of."""
    rows = type(row)._base_manager
    if field.unique:
        return rows.filter(**{field.attname: target_key}).first()
    for constraint in row._meta.constraints:
        if not isinstance(constraint, UniqueConstraint) or field.name not in constraint.fields:
            continue
        names = constraint.fields
        if constraint.condition is not None and not rows.filter(constraint.condition, pk=row.pk).exists():
            continue
        values = {name: getattr(row, cast(Field, row._meta.get_field(name)).attname) for name in names}
        if None in values.values():
            continue
        same = rows.filter(**values | {field.name: target_key}).exclude(pk=row.pk)
        if constraint.condition is not None:
            same = same.filter(constraint.condition)
        if twin := same.first():
            return twin
    return None


def take_back(text: str, watch: Watch) -> int:
    """Take the steps of a merge back, the last one first; gives how many no longer could be.

    A column that was changed later stays as it is; a row that is gone by now stays gone.
    """
    left = 0
    for kind, label, pk, values in reversed(json.loads(text)):
        model = apps.get_model(label)
        if kind == TAKE_OUT:
            left += not _put_back(model, pk, values, watch)
        else:
            left += not _set_back(model, pk, values, watch)
    return left


def _set_back(model: type[Model], pk: int, changed: dict, watch: Watch) -> bool:
    row = model._base_manager.filter(pk=pk).first()
    if row is None:
        return False
    fields = {field.attname: field for field in model._meta.concrete_fields}
    same = {name: old for name, (old, new) in changed.items() if _plain(getattr(row, name)) == new}
    if not same:
        return False
    watch.add(row)
    try:
        with transaction.atomic():
            values = {name: _value(fields[name], old) for name, old in same.items()}
            model._base_manager.filter(pk=pk).update(**values)
    except IntegrityError:  # what was written since excludes it: a new yes to the same purpose
        return False
    return len(same) == len(changed)


def _put_back(model: type[Model], pk: int, values: dict, watch: Watch) -> bool:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    row = model(**{name: _value(fields[name], value) for name, value in values.items()})
    whole = True
    for field in fields.values():  # what somebody else has by now: an account, a certificate number
        value = getattr(row, field.attname)
        must_differ = field.unique and not field.primary_key and value is not None
        if must_differ and model._base_manager.filter(**{field.attname: value}).exists():
            if not field.null:
                return False
            setattr(row, field.attname, None)
            whole = False
    watch.add(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            # Columns that fill themselves when a row is made.
            model._base_manager.filter(pk=pk).update(
                **{name: getattr(row, name) for name in values if not fields[name].primary_key}
            )
    except IntegrityError:
        return False
    return whole


def _plain(value):
    """``value`` as JSON keeps it, without loss."""
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return value.isoformat()
    return value.name or "" if isinstance(value, FieldFile) else value


def _value(field: Field, plain):
    """The value again of what ``_plain`` gave."""
    return (field.target_field if isinstance(field, ForeignKey) else field).to_python(plain)
