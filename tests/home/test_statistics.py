"""The database learns anew how full its tables are."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests import cast


@pytest.mark.django_db
def test_a_table_that_has_filled_is_known_to_the_planner():
    for number in range(30):
        cast.PersonFactory(name=f"演示人{number}")

    call_command("refresh_statistics")

    assert people_known() >= 30


def people_known() -> int:
    """How many people the planner believes there are."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'people_person' AND idx = 'person_by_phone_tail'")
            return int(cursor.fetchone()[0].split()[0])
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'people_person'")
        return int(cursor.fetchone()[0])
