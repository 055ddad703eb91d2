"""What a constraint of the database says to the reader when an entry breaks it.

Each constraint and each unique field carries its sentence in the model. The checks in ``access`` and the forms say it
first; where two people press at the same moment only the database notices, and its own words (``UNIQUE constraint
failed: …``) are for nobody. Every connection therefore turns them into the sentence.
"""

import re
from functools import cache

from django.apps import apps
from django.db import IntegrityError, models
from django.utils.translation import gettext_lazy as _

from tongxing.common.refusal import Refused

CONTRADICTION = _("An entry contradicts what is there already. Load the page again, check the entry and try once more.")
"""For what no constraint of ours says: a row that is gone meanwhile, a value that the column cannot hold."""
COLUMNS = re.compile(r"UNIQUE constraint failed: (?:index '(?P<index>\w+)'|(?P<columns>[\w., ]+))")
CHECK = re.compile(r"CHECK constraint failed: (?P<name>\w+)")
KEY = re.compile(r"\((?P<columns>[^)]*)\)=")


class Clash(Refused, IntegrityError):
    """An entry that the database refuses, with the sentence of the constraint that it breaks.

    It is both: pages and commands show it as every refusal, and code that waits for an ``IntegrityError``, as
    ``get_or_create`` does, still finds one.
    """

    status = 409


def watch(connection, **_signal) -> None:
    """Let ``connection`` raise ``Clash`` from now on; it is called whenever one is opened."""
    if raise_clash not in connection.execute_wrappers:
        connection.execute_wrappers.append(raise_clash)


def raise_clash(execute, sql, params, many, context):
    """A wrapper of Django's: run the statement, and say in our words what the database refuses."""
    try:
        return execute(sql, params, many, context)
    except IntegrityError as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        raise Clash(str(sentence)) from error


def sentence_of(error: IntegrityError):
    """The sentence of the constraint that was broken, on SQLite and on PostgreSQL; ``None`` where it is not ours."""
    by_name, by_columns = sentences()
    cause = error.__cause__
    told = getattr(cause, "diag", None)
    if told is not None:
        columns = KEY.search(told.message_detail or "")
        key = (told.table_name, frozenset(re.findall(r"\w+", columns["columns"]))) if columns else None
        return by_name.get(told.constraint_name) or by_columns.get(key)
    text = str(cause or error)
    if check := CHECK.search(text):
        return by_name.get(check["name"])
    if unique := COLUMNS.search(text):
        if unique["index"]:
            return by_name.get(unique["index"])
        pairs = [column.strip().split(".") for column in unique["columns"].split(",")]
        return by_columns.get((pairs[0][0], frozenset(column for _table, column in pairs)))
    return None


@cache
def sentences() -> tuple[dict, dict]:
    """(name of a constraint → its sentence, (table, columns that are unique together) → its sentence)."""
    by_name, by_columns = {}, {}
    for model in apps.get_models():
        if not model.__module__.startswith("tongxing."):
            continue
        fields = {field.name: field for field in model._meta.local_fields}
        for constraint in model._meta.constraints:
            sentence = constraint.violation_error_message
            by_name[constraint.name] = sentence
            if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
                columns = frozenset(fields[name].column for name in constraint.fields)
                by_columns[model._meta.db_table, columns] = sentence
        for field in unique_fields(model):
            by_columns[model._meta.db_table, frozenset({field.column})] = field.error_messages["unique"]
    return by_name, by_columns


def unique_fields(model) -> list[models.Field]:
    """The fields of ``model`` that hold each value once; its own number is given by the database."""
    return [field for field in model._meta.local_fields if field.unique and not field.primary_key]
