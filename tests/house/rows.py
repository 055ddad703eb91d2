"""A row of any model, made of nothing but what its columns ask for: for rules that hold for all of them."""

import datetime as dt
import itertools
import uuid

from django.db import models

from tests import clock

NUMBERS = itertools.count(1)
DAY = clock.START.date()
VALUES = (
    (models.DateTimeField, lambda: clock.START),
    (models.DateField, lambda: DAY),
    (models.TimeField, lambda: dt.time(9)),
    (models.BooleanField, lambda: False),
    (models.UUIDField, uuid.uuid4),
    (models.JSONField, list),
    (models.BinaryField, lambda: b"\x00"),
    (models.IntegerField, lambda: next(NUMBERS)),
    (models.FloatField, lambda: 1.0),
    (models.DecimalField, lambda: 1),
    (models.GenericIPAddressField, lambda: "127.0.0.1"),
)
"""What a column of this kind gets; text is made of a running number, so that no two rows are alike."""


def build(model, known: dict, **values):
    """An unsaved row; what it points to is made. ``known``: (name of the model → what its rows need to be true)."""
    row = model()
    values = {**{name: resolved(value) for name, value in known.get(model._meta.label, {}).items()}, **values}
    if "pk" in values:
        row.pk = values["pk"]
    for field in model._meta.local_fields:
        if field.name in values:
            setattr(row, field.name, values[field.name])
        elif not field.primary_key and needs_value(field):
            setattr(row, field.name, value_for(field, known))
    return row


def insert(model, known: dict, **values):
    """``build``, kept past ``save``: what the database itself takes."""
    return model.objects.bulk_create([build(model, known, **values)])[0]


def resolved(value):
    return value() if callable(value) else value


def needs_value(field) -> bool:
    """Whether the database asks for a value that nobody gave."""
    return (
        not field.null
        and not field.has_default()
        and not getattr(field, "auto_now_add", False)
        and not (field.blank and field.empty_strings_allowed and not field.unique and not field.remote_field)
    )


def value_for(field, known: dict):
    """A value that ``field`` takes, another one each time."""
    if field.remote_field:
        return insert(field.related_model, known)
    if field.choices:
        return field.choices[0][0]
    for kind, value in VALUES:
        if isinstance(field, kind):
            return value()
    return f"t{next(NUMBERS)}"[: field.max_length or 20]
