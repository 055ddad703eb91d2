"""All that is kept about one person, for themselves: to be read on a page, or taken along as a file."""

from collections import Counter
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

from tongxing.people.erasing import rows_about
from tongxing.people.merging import in_words, is_following
from tongxing.people.models import Person

WITHOUT = {"id", "person", "account", "given_by", "entered_by", "answered_by", "granted_by", "advisor", "asked_by"}
"""The row's own key, and who of the staff entered it: the trail tells the person about looks."""


def counts_of(person: Person) -> list[tuple[str | Promise, int]]:
    """What is kept beside the record itself, in words: what, how many."""
    return in_words(Counter(row._meta.label_lower for row in _rows(person)))


def data_of(person: Person) -> dict[str, Any]:
    """Everything as plain values, by table; keyed hashes, and what the platform works out from it, are left out."""
    tables: dict[str, list[dict]] = {}
    for row in _rows(person):
        tables.setdefault(row._meta.label_lower, []).append(_facts(row))
    return {"people.person": [_facts(person)], **dict(sorted(tables.items()))}


def _rows(person: Person):
    left_out = {"people.look", "people.possibleduplicate", "jobs.suggestion", "jobs.lever_seekers"}
    for row in rows_about(person):
        label = row._meta.label_lower
        if not is_following(label) and label not in left_out:
            yield row


def _facts(row: Model) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.name in WITHOUT or field.name.endswith("_key"):
            continue
        value = getattr(row, field.name) if field.remote_field else getattr(row, field.attname)
        plain = value is None or isinstance(value, bool | int | str | list | dict)
        facts[field.name] = value if plain else str(value)
    return facts
