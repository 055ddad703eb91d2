"""Which tables lead to a row, whatever app they belong to: found by their foreign keys."""

from collections.abc import Iterator
from typing import cast

from django.db.models import ForeignKey, ForeignObjectRel, Model, QuerySet


def tables_leading_to(row: Model) -> Iterator[tuple[ForeignKey, QuerySet]]:
    """(the column, the rows that hold the key of ``row`` in it, in the order they were made) of each such table."""
    for relation in type(row)._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and (relation.one_to_many or relation.one_to_one):
            field = cast(ForeignKey, relation.field)
            yield field, relation.related_model._base_manager.filter(**{field.attname: row.pk}).order_by("pk")
