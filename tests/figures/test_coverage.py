"""Every column that a published number may touch is covered, or stands in the list of those that are not, with why."""

import re

import pytest
from django.apps import apps

from tests.figures import tampering
from tongxing.figures import registry
from tongxing.figures.standing import label_at, members, relations
from tongxing.trail.coverage import COVERED, LIVES_ON, NOT_COVERED

LISTS = "put it into COVERED or NOT_COVERED (with why) of tongxing/trail/coverage.py"


@pytest.mark.parametrize("table", sorted(COVERED))
def test_each_column_stands_in_exactly_one_list(table):
    columns = {field.name for field in apps.get_model(table)._meta.concrete_fields if not field.primary_key}
    covered, left_out = set(COVERED[table]), set(NOT_COVERED.get(table, {}))

    assert columns - covered - left_out == set(), f"{table}: {LISTS}"
    assert covered & left_out == set()
    assert (covered | left_out) - columns == set(), f"{table}: there is no such column (any more)"


def test_what_is_left_out_says_why():
    assert set(NOT_COVERED) <= set(COVERED)
    assert set(LIVES_ON) <= set(COVERED)
    assert all(why for columns in NOT_COVERED.values() for why in columns.values())


@pytest.mark.django_db
def test_every_table_that_a_figure_reads_is_covered(gao):
    """By the SQL of each definition: whatever it joins, filters by or splits into cells."""
    fair = tampering.world(gao)
    tables = {model._meta.db_table: model._meta.label_lower for model in apps.get_models()}
    read: set[str] = set()
    for event in fair.event.campaign.events.all():
        for one in registry.of_event(event).values():
            fields = {"number", *one.facts.values(), *one.cell_fields, *filter(None, (one.amount, one.group))}
            sql = str(one.rows(event).values(*fields).query)
            read |= {tables[name] for name in re.findall(r'"(\w+)"', sql) if name in tables}

    assert len(read) > 10
    assert read - set(COVERED) == set(), LISTS


@pytest.mark.django_db
def test_every_row_that_a_figure_reads_is_one_that_it_stands_on(gao):
    """A table that a definition joins stands in its ``stands_on`` or ``around``: else its rows could be altered."""
    fair = tampering.world(gao)
    tables = {model._meta.db_table: model._meta.label_lower for model in apps.get_models()}
    lacking = {}
    for event in fair.event.campaign.events.all():
        for key, one in registry.of_event(event).items():
            rows = one.rows(event)
            fields = {"number", *one.facts.values(), *one.cell_fields, *filter(None, (one.amount, one.group))}
            read = {tables[name] for name in re.findall(r'"(\w+)"', str(rows.values(*fields).query)) if name in tables}
            stood = {rows.model._meta.label_lower, *(label_at(rows.model, path) for path in relations(one))}
            if read - stood - set(members(one, event)):
                lacking[key] = read - stood - set(members(one, event))

    assert lacking == {}
