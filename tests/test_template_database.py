"""The copy of the tests' tables: made anew whenever something that goes into it has changed."""

from contextlib import closing
from types import SimpleNamespace

import pytest
from sqlcipher3 import dbapi2

from tests import template_database

GOES_IN = [
    "people/migrations/0001_initial.py",
    "people/models/person.py",
    "trail/models.py",
    "trail/guards.py",
    "trail/apps.py",
    "common/guards.py",
]


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A small house of its own, and the folder for copies in it."""
    monkeypatch.setattr(template_database, "ROOT", tmp_path)
    monkeypatch.setattr(template_database, "FOLDER", tmp_path)
    for name in [*GOES_IN, "people/views/me.py"]:
        file = tmp_path / "tongxing" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("before")
    return tmp_path / "tongxing"


@pytest.mark.parametrize("name", GOES_IN)
def test_what_goes_into_the_tables_changes_the_name_of_the_copy(house, name):
    before = template_database.digest()
    (house / name).write_text("after")
    assert template_database.digest() != before


def test_what_does_not_leaves_it(house):
    before = template_database.digest()
    (house / "people/views/me.py").write_text("after")
    assert template_database.digest() == before


def test_the_copy_holds_everything_and_takes_the_place_of_older_ones(house, tmp_path):
    old, new = tmp_path / "tables-1.sqlite3", tmp_path / "tables-2.sqlite3"
    old.write_bytes(b"old")
    with closing(dbapi2.connect(":memory:")) as tables:
        tables.execute("CREATE TABLE person (name)")
        tables.execute("INSERT INTO person VALUES ('lin')")
        tables.commit()
        template_database.keep(SimpleNamespace(connection=tables), new)

    with closing(dbapi2.connect(str(new))) as copy:
        assert copy.execute("SELECT name FROM person").fetchall() == [("lin",)]
    assert not old.exists()
